public import Playbook

/// Keeps where the desk tells of what happens, and every message of it. No endpoint changes without its notes: both are stored in one transaction, or neither is.
public protocol WebhookLedger: AuditLedger {
  /// Keeps a new endpoint.
  /// - Returns: false when there is one of this id, which is never replaced; then nothing is noted.
  /// - Throws: `LedgerError.unavailable`.
  func addWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  func readWebhook(_ id: String) async throws(LedgerError) -> WebhookEndpoint?
  /// All there are, oldest first.
  func listWebhooks() async throws(LedgerError) -> [WebhookEndpoint]
  /// Puts `endpoint` in the place of the state whose revision it names, and counts that up by one. How far it has come stays as it is.
  /// - Returns: false when it stands at another revision, or isn't there; then nothing was changed or noted.
  func changeWebhook(_ endpoint: WebhookEndpoint, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// Takes an endpoint away, with all its deliveries.
  /// - Returns: false when it stands at another revision, or isn't there.
  func removeWebhook(_ id: String, revision: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// Puts an endpoint back to a place in the record: everything behind it is made and sent again, under the same ids.
  /// - Returns: false when it hasn't come that far, is disabled, or isn't there.
  func rewindWebhook(_ id: String, to position: Int, noting notes: [AuditNote]) async throws(LedgerError) -> Bool

  /// Stores what stretches of the record mean, in one transaction: new deliveries, due at once, and how far each endpoint has come.
  ///
  /// A delivery that is there already is sent again when it was done, and left alone otherwise.
  /// - Returns: the endpoints whose steps were stored; nothing of the others is, because somebody was faster, or changed or disabled them.
  func followWebhooks(_ steps: [WebhookStep]) async throws(LedgerError) -> Set<String>
  /// Keeps one more delivery, due at once.
  /// - Returns: false when there is one of this id or the endpoint isn't there; then nothing is noted.
  func addDelivery(_ delivery: NewDelivery, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  func readDelivery(_ id: String) async throws(LedgerError) -> WebhookDelivery?
  /// Newest first.
  func listDeliveries(_ filter: DeliveryFilter) async throws(LedgerError) -> [WebhookDelivery]
  /// How many of an endpoint's deliveries wait, counted up to `limit`.
  func pendingDeliveries(of endpoint: String, upTo limit: Int) async throws(LedgerError) -> Int
  /// Has a delivery sent again, at once and with all its attempts.
  /// - Returns: false when the endpoint has none of this id.
  func replayDelivery(_ id: String, of endpoint: String, at now: Instant, noting notes: [AuditNote]) async throws(LedgerError) -> Bool

  /// Claims up to `limit` deliveries that are due at `now`, the longest due first, for `lease`; none of disabled endpoints.
  ///
  /// Two servers never hold the same one: a claim is one transaction. One whose lease has run out is due again.
  /// - Parameter each: how many of one endpoint may be held at once, whoever holds them.
  func claimDeliveries(dueAt now: Instant, limit: Int, each: Int, lease: TimeAmount, by holder: String) async throws(LedgerError) -> [ClaimedDelivery]
  /// Stores how sending went, with what it means for the endpoint's failing.
  /// - Returns: the endpoint as it stands now; nil when whoever sent it doesn't hold it any more, and nothing is stored.
  func settleDelivery(_ result: WebhookResult) async throws(LedgerError) -> WebhookEndpoint?
  /// Frees every lease of this holder: what it held is due at `now`. - Returns: how many.
  func releaseDeliveries(heldBy holder: String, at now: Instant) async throws(LedgerError) -> Int
  /// Forgets up to `limit` deliveries that were done before a moment. - Returns: how many.
  func dropDeliveries(doneBefore end: Instant, limit: Int) async throws(LedgerError) -> Int
}

/// What a stretch of the record means for an endpoint.
public struct WebhookStep: Hashable, Sendable {
  public let endpoint: String
  /// The state it was decided on: another one is a conflict.
  public let revision: Int
  /// Where the endpoint stood: another place is a conflict.
  public let from: Int
  public let to: Int
  public let deliveries: [NewDelivery]

  public init(endpoint: String, revision: Int, from: Int, to: Int, deliveries: [NewDelivery]) {
    self.endpoint = endpoint
    self.revision = revision
    self.from = from
    self.to = to
    self.deliveries = deliveries
  }
}

/// Which deliveries are asked for.
public struct DeliveryFilter: Hashable, Sendable {
  public var endpoint: String
  /// Nil for all.
  public var state: WebhookDelivery.State?
  /// Only those made before this one.
  public var before: Int?
  public var limit: Int

  public init(endpoint: String, state: WebhookDelivery.State? = nil, before: Int? = nil, limit: Int = 50) {
    self.endpoint = endpoint
    self.state = state
    self.before = before
    self.limit = limit
  }
}

/// How sending went, and what is next.
public struct WebhookResult: Hashable, Sendable {
  public let delivery: String
  public let holder: String
  public let attempt: WebhookAttempt
  public let next: Next
  /// A failure that comes later than this behind the endpoint's last one isn't in a row with it.
  public let failureGap: TimeAmount

  /// What becomes of a delivery after an attempt.
  public enum Next: Hashable, Sendable {
    case delivered
    case again(at: Instant)
    case failed
  }

  public init(delivery: String, holder: String, attempt: WebhookAttempt, next: Next, failureGap: TimeAmount) {
    self.delivery = delivery
    self.holder = holder
    self.attempt = attempt
    self.next = next
    self.failureGap = failureGap
  }
}

extension WebhookDelivery {
  /// As it stands after an attempt.
  package func after(_ result: WebhookResult) -> WebhookDelivery {
    var changed = self
    changed.attempts += 1
    changed.last = result.attempt
    changed.holder = nil
    switch result.next {
    case .delivered: (changed.state, changed.nextAt, changed.doneAt) = (.delivered, nil, result.attempt.at)
    case .again(let at): changed.nextAt = at
    case .failed: (changed.state, changed.nextAt, changed.doneAt) = (.failed, nil, result.attempt.at)
    }
    return changed
  }

  /// To be sent from the beginning.
  package func again(at now: Instant) -> WebhookDelivery {
    var changed = self
    (changed.state, changed.attempts, changed.nextAt, changed.doneAt, changed.holder) = (.pending, 0, now, nil, nil)
    return changed
  }
}
