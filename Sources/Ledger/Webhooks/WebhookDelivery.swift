public import Casework
public import Playbook

/// One message for one endpoint: what is sent, and how that went.
public struct WebhookDelivery: Hashable, Sendable {
  /// The words are stored and never change.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case pending, delivered, failed
  }

  /// The place in the order of making, over all endpoints.
  public let number: Int
  /// What receivers know it by, `msg_…`: the same turn for the same endpoint always has the same one.
  public let id: String
  public let endpoint: String
  /// The turn's place in the record; nil for a test.
  public let position: Int?
  public let caseID: CaseID?
  /// JSON, as it is signed.
  public let body: String
  public let madeAt: Instant
  public var state: State
  /// Since it was made, or told to be sent again.
  public var attempts: Int
  public var last: WebhookAttempt?
  /// When it is sent; while somebody sends it, the end of the lease. Nil when it is done.
  public var nextAt: Instant?
  public var doneAt: Instant?
  /// Who sends it at the moment.
  public var holder: String?

  public init(
    number: Int, id: String, endpoint: String, position: Int?, caseID: CaseID?, body: String, madeAt: Instant, state: State, attempts: Int,
    last: WebhookAttempt?, nextAt: Instant?, doneAt: Instant?, holder: String?
  ) {
    self.number = number
    self.id = id
    self.endpoint = endpoint
    self.position = position
    self.caseID = caseID
    self.body = body
    self.madeAt = madeAt
    self.state = state
    self.attempts = attempts
    self.last = last
    self.nextAt = nextAt
    self.doneAt = doneAt
    self.holder = holder
  }
}

/// How sending went once.
public struct WebhookAttempt: Hashable, Sendable {
  public let at: Instant
  /// HTTP's; nil without an answer.
  public let status: Int?
  /// Why there was no answer; nil with one.
  public let error: String?
  /// The beginning of the answer's body.
  public let answer: String?

  public init(at: Instant, status: Int? = nil, error: String? = nil, answer: String? = nil) {
    self.at = at
    self.status = status
    self.error = error
    self.answer = answer
  }
}

/// A message to be sent.
public struct NewDelivery: Hashable, Sendable {
  public let id: String
  public let endpoint: String
  public let position: Int?
  public let caseID: CaseID?
  public let body: String
  public let madeAt: Instant

  public init(id: String, endpoint: String, position: Int? = nil, caseID: CaseID? = nil, body: String, madeAt: Instant) {
    self.id = id
    self.endpoint = endpoint
    self.position = position
    self.caseID = caseID
    self.body = body
    self.madeAt = madeAt
  }
}

/// A message that is somebody's to send, and where to.
public struct ClaimedDelivery: Hashable, Sendable {
  public let delivery: WebhookDelivery
  public let endpoint: WebhookEndpoint

  public init(delivery: WebhookDelivery, endpoint: WebhookEndpoint) {
    self.delivery = delivery
    self.endpoint = endpoint
  }
}
