public import Playbook

/// Where the desk tells of what happens, over HTTP, and how far it has come with that.
public struct WebhookEndpoint: Hashable, Sendable {
  /// `wh_…`.
  public let id: String
  public var url: String
  /// The kinds of events it wants to hear of; empty for all.
  public var kinds: Set<StoredKind>
  /// The one playbook whose cases it wants to hear of; nil for all.
  public var playbook: String?
  /// Whether it gets a summary of each case that is closed.
  public var sendsSummaries: Bool
  public let createdAt: Instant
  public let createdBy: String
  /// What recognises the request that made it, when that is sent again; nil when it had no key.
  public let origin: String?
  /// Nothing is made or sent for it while this stands.
  public var disabled: Disabling?
  /// Since when nothing has arrived; nil when the last one did.
  public var failing: Failing?
  /// The place in the record of the last turn that deliveries were made of.
  public let position: Int
  public var secrets: WebhookSecrets
  /// Grows by one with each change by somebody. Following and failing don't count.
  public let revision: Int

  /// When it was shut off, and why.
  public struct Disabling: Hashable, Sendable {
    public let at: Instant
    public let why: Reason

    public init(at: Instant, why: Reason) {
      self.at = at
      self.why = why
    }
  }

  /// The words are stored and never change.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Somebody did.
    case byHand = "by-hand"
    /// It answered 410 Gone.
    case gone
    /// Nothing arrived for days.
    case failing
  }

  /// Failures in a row, over all its deliveries.
  public struct Failing: Hashable, Sendable {
    public let since: Instant
    public let last: Instant

    public init(since: Instant, last: Instant) {
      self.since = since
      self.last = last
    }

    /// One more. A failure that comes later than `gap` behind the one before begins anew: nobody tried meanwhile.
    package static func after(_ earlier: Failing?, at now: Instant, gap: TimeAmount) -> Failing {
      guard let earlier, now <= earlier.last + gap else { return Failing(since: now, last: now) }
      return Failing(since: earlier.since, last: now)
    }
  }

  public init(
    id: String, url: String, kinds: Set<StoredKind> = [], playbook: String? = nil, sendsSummaries: Bool = false, createdAt: Instant, createdBy: String,
    origin: String? = nil, disabled: Disabling? = nil, failing: Failing? = nil, position: Int, secrets: WebhookSecrets, revision: Int = 1
  ) {
    self.id = id
    self.url = url
    self.kinds = kinds
    self.playbook = playbook
    self.sendsSummaries = sendsSummaries
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.origin = origin
    self.disabled = disabled
    self.failing = failing
    self.position = position
    self.secrets = secrets
    self.revision = revision
  }

  /// The same, one revision on: as a ledger keeps what was changed. - Parameter position: where it stands by then.
  package func next(at position: Int) -> WebhookEndpoint { copy(position: position, revision: revision + 1) }

  /// The same, having come to another place.
  package func moved(to position: Int) -> WebhookEndpoint { copy(position: position, revision: revision) }

  private func copy(position: Int, revision: Int) -> WebhookEndpoint {
    WebhookEndpoint(
      id: id, url: url, kinds: kinds, playbook: playbook, sendsSummaries: sendsSummaries, createdAt: createdAt, createdBy: createdBy, origin: origin,
      disabled: disabled, failing: failing,
      position: position, secrets: secrets, revision: revision)
  }
}

/// What an endpoint's messages are signed with. They have to be kept as they are: a signature can't be made of a digest.
public struct WebhookSecrets: Hashable, Sendable {
  public var current: [UInt8]
  /// The one before, as long as it is good.
  public var old: Old?

  /// A secret that was replaced, and until when messages are signed with it too.
  public struct Old: Hashable, Sendable {
    public let bytes: [UInt8]
    public let until: Instant

    public init(bytes: [UInt8], until: Instant) {
      self.bytes = bytes
      self.until = until
    }
  }

  public init(current: [UInt8], old: Old? = nil) {
    self.current = current
    self.old = old
  }

  /// Those to sign with, the current one first.
  public func valid(at now: Instant) -> [[UInt8]] {
    guard let old, now < old.until else { return [current] }
    return [current, old.bytes]
  }
}
