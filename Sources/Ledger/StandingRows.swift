public import Casework
public import Playbook

/// The projection rows of one case, as they are stored or as its events say they should be.
public struct StandingRows: Hashable, Sendable {
  public var caseRow: StandingCaseRow
  public var timers: Set<TimerRow>
  public var outbox: [EffectKey: StandingEffect]
  /// Without the desk's notes.
  public var contacts: Set<ContactRow> = []
  public var consents: Set<ConsentRow> = []

  public init(caseRow: StandingCaseRow = .missing, timers: Set<TimerRow> = [], outbox: [EffectKey: StandingEffect] = [:]) {
    self.caseRow = caseRow
    self.timers = timers
    self.outbox = outbox
  }

  /// What should stand after these events, all of a case.
  public init(_ projection: Projection, of row: CaseRow) {
    caseRow = .sound(row)
    timers = Set(projection.timersSet)
    outbox = Dictionary(uniqueKeysWithValues: projection.effectsPlanned.map { ($0.key, StandingEffect($0)) })
    contacts = Set(projection.contacts.begun.map(\.asTold))
    consents = Set(projection.contacts.consents)
  }

  /// Names the rows that are different, missing or too many: `cases/C-000001`, `timers/C-000001/t1`, `outbox/KEY`, in order.
  public func differences(from other: StandingRows, of id: CaseID) -> [String] {
    let keys = Set(outbox.keys).union(other.outbox.keys).filter { outbox[$0] != other.outbox[$0] }
    return (caseRow == other.caseRow ? [] : ["cases/\(id)"])
      + Set(timers.symmetricDifference(other.timers).map(\.id)).sorted().map { "timers/\(id)/\($0)" }
      + keys.sorted().map { "outbox/\($0)" }
      + Set(contacts.symmetricDifference(other.contacts).map(\.key)).sorted().map { "contacts/\($0)" }
      + Set(consents.symmetricDifference(other.consents).map(\.sequence)).sorted().map { "consents/\(id)/\($0)" }
  }
}

/// What stands in the place of a case's row.
public enum StandingCaseRow: Hashable, Sendable {
  case missing
  /// There is a row, but it can't be read or its columns contradict one another: no events say that.
  case broken
  case sound(CaseRow)
}

/// An effect's row. When it is due and who holds it is the dispatcher's business and not compared.
public struct StandingEffect: Hashable, Sendable {
  /// The event that planned it.
  public let sequence: Int
  /// The timer that ends it, and when.
  public let deadline: TimerID?
  public let deadlineDue: Instant?

  public init(sequence: Int, deadline: TimerID?, deadlineDue: Instant?) {
    self.sequence = sequence
    self.deadline = deadline
    self.deadlineDue = deadlineDue
  }

  public init(_ row: OutboxRow) { self.init(sequence: row.sequence, deadline: row.deadline?.id, deadlineDue: row.deadline?.due) }
}
