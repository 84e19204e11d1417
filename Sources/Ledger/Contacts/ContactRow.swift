public import Casework
public import Playbook

/// A line of the register: one reaching-out to a person, or one time that a person got in touch.
public struct ContactRow: Hashable, Sendable {
  /// Who reached for whom.
  public enum Direction: String, Hashable, Sendable, Codable { case out, `in` }

  /// The effect's key; for who got in touch `CASE/heard/SEQUENCE`.
  public let key: EffectKey
  public let caseID: CaseID
  /// The event that brought the row.
  public let sequence: Int
  public let person: PersonID
  public let party: Party.ID
  public let channel: ChannelName
  public let direction: Direction
  /// `contact`, `ask`, `action`, `aside` or `heard`.
  public let purpose: String
  public let subject: String
  public let plannedAt: Instant
  /// When it was let out. A note of the desk and not history: a rebuild keeps it where it finds it.
  public var outAt: Instant?
  public var endedAt: Instant?
  public var outcome: String?
  /// Whether it reached out to the person; nil before it has ended.
  public var wentOut: Bool?
  /// The other case's attempt whose outcome it took over.
  public var shared: EffectKey?

  public init(
    key: EffectKey, caseID: CaseID, sequence: Int, person: PersonID, party: Party.ID, channel: ChannelName, direction: Direction, purpose: String,
    subject: String, plannedAt: Instant, outAt: Instant? = nil, endedAt: Instant? = nil, outcome: String? = nil, wentOut: Bool? = nil,
    shared: EffectKey? = nil
  ) {
    self.key = key
    self.caseID = caseID
    self.sequence = sequence
    self.person = person
    self.party = party
    self.channel = channel
    self.direction = direction
    self.purpose = purpose
    self.subject = subject
    self.plannedAt = plannedAt
    self.outAt = outAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.wentOut = wentOut
    self.shared = shared
  }

  mutating func end(_ end: ContactEnd) {
    endedAt = end.at
    outcome = end.outcome
    wentOut = end.wentOut
    shared = end.shared
  }

  /// As events say it, without the desk's note.
  public var asTold: ContactRow {
    var row = self
    row.outAt = nil
    return row
  }
}

/// What an effect's end says to its line.
public struct ContactEnd: Hashable, Sendable {
  public let key: EffectKey
  public let at: Instant
  public let outcome: String
  public let wentOut: Bool
  public let shared: EffectKey?

  init(_ ended: EffectEnded, at: Instant) {
    key = ended.key
    self.at = at
    outcome = ended.barred?.rawValue ?? ended.outcome
    // What was withdrawn may have gone out: then the desk's note says so.
    wentOut = ended.barred == nil && ended.shared == nil && ended.outcome != EffectEnded.held && ended.outcome != EffectEnded.withdrawn
    shared = ended.shared
  }
}

/// Somebody's yes or no, over all cases.
public struct ConsentRow: Hashable, Sendable {
  public let caseID: CaseID
  public let sequence: Int
  public let person: PersonID
  public let party: Party.ID
  public let scope: String
  public let subject: String
  public let isGiven: Bool
  public let at: Instant
  /// When it ends by itself; nil for never.
  public let until: Instant?

  public init(
    caseID: CaseID, sequence: Int, person: PersonID, party: Party.ID, scope: String, subject: String, isGiven: Bool, at: Instant, until: Instant?
  ) {
    self.caseID = caseID
    self.sequence = sequence
    self.person = person
    self.party = party
    self.scope = scope
    self.subject = subject
    self.isGiven = isGiven
    self.at = at
    self.until = until
  }
}
