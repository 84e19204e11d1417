import Casework
import Ledger
import Playbook

/// An endpoint as administrators see it.
struct WebhookView: Encodable {
  let id: String
  let url: String
  /// Empty for all.
  let kinds: [String]
  /// Left out for all.
  let playbook: String?
  /// Whether it gets a summary of each case that is closed.
  let summaries: Bool
  let createdAt: String
  let createdBy: String
  let disabledAt: String?
  /// `by-hand`, `gone` or `failing`.
  let disabledWhy: String?
  let failingSince: String?
  /// How far it has followed the record.
  let position: Int
  /// Until when messages are signed with the secret before as well.
  let oldSecretUntil: String?
  /// Shown once: in the answer that made it.
  let secret: String?

  /// - Parameter secret: where this is the answer that made it.
  init(_ endpoint: WebhookEndpoint, at now: Instant, secret: WebhookSecret? = nil) {
    id = endpoint.id
    url = endpoint.url
    kinds = endpoint.kinds.map(\.rawValue).sorted()
    playbook = endpoint.playbook
    summaries = endpoint.sendsSummaries
    createdAt = endpoint.createdAt.rfc3339
    createdBy = endpoint.createdBy
    disabledAt = endpoint.disabled?.at.rfc3339
    disabledWhy = endpoint.disabled?.why.rawValue
    failingSince = endpoint.failing?.since.rfc3339
    position = endpoint.position
    oldSecretUntil = endpoint.secrets.old.flatMap { now < $0.until ? $0.until.rfc3339 : nil }
    self.secret = secret?.text
  }

  static func tag(_ endpoint: WebhookEndpoint) -> String { "\"\(endpoint.revision)\"" }
}

/// A message and how sending it went.
struct DeliveryView: Encodable {
  let id: String
  let position: Int?
  let `case`: String?
  let madeAt: String
  /// `pending`, `delivered` or `failed`.
  let state: String
  let attempts: Int
  let lastAt: String?
  let lastStatus: Int?
  let lastError: String?
  let lastAnswer: String?
  let nextAt: String?
  let doneAt: String?
  /// JSON, as it is signed.
  let body: String

  init(_ delivery: WebhookDelivery) {
    id = delivery.id
    position = delivery.position
    `case` = delivery.caseID?.text
    madeAt = delivery.madeAt.rfc3339
    state = delivery.state.rawValue
    attempts = delivery.attempts
    lastAt = delivery.last?.at.rfc3339
    lastStatus = delivery.last?.status
    lastError = delivery.last?.error
    lastAnswer = delivery.last?.answer
    nextAt = delivery.nextAt?.rfc3339
    doneAt = delivery.doneAt?.rfc3339
    body = delivery.body
  }
}

/// A page of an endpoint's messages.
struct DeliveryPage: Encodable {
  let items: [DeliveryView]
  /// The cursor of the next page; left out when this is the last one.
  let next: Int?

  init(_ deliveries: [WebhookDelivery], limit: Int) {
    items = deliveries.map { DeliveryView($0) }
    next = deliveries.count == limit ? deliveries.last?.number : nil
  }
}
