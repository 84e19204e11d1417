public import Casework
public import Playbook

/// Keeps what is listed over all cases. It is a cache beside the record: what is behind is read from there, and all of it can be thrown away.
public protocol RegisterLedger: Sendable {
  /// The place in the record up to which entries are kept; 0 at first.
  func registerPosition() async throws(LedgerError) -> Int
  /// Puts these in the place of all entries of their cases, and notes that the record was read so far, in one transaction.
  /// - Returns: false when another reader was there in between; then nothing is kept.
  func keepRegisters(_ entries: [CaseID: [RegisterRow]], from old: Int, to position: Int) async throws(LedgerError) -> Bool
  /// Newest first, or what is due first.
  func listRegister(_ filter: RegisterFilter) async throws(LedgerError) -> [RegisterRow]
  /// Whose entries of a register haven't ended.
  func openParties(of register: BuiltInRegister) async throws(LedgerError) -> Set<Party.ID>
}

/// An entry as it is kept for lists.
public struct RegisterRow: Hashable, Sendable {
  public let register: String
  public let caseID: CaseID
  public let id: String
  /// What lists ask for it by: the id of the choice that a declared register's fact of state has, else how the entry came to its end, or `open`.
  public let state: String
  public let party: Party.ID?
  public let person: PersonID?
  public let due: Instant?
  public let openedAt: Instant
  public let endedAt: Instant?
  /// The event it begins with.
  public let opened: Int

  public init(_ entry: RegisterEntry, of caseID: CaseID) {
    self.init(
      register: entry.register, caseID: caseID, id: entry.id, state: entry.standing ?? entry.state, party: entry.party, person: entry.person, due: entry.due,
      openedAt: entry.openedAt, endedAt: entry.endedAt, opened: entry.opened)
  }

  public init(
    register: String, caseID: CaseID, id: String, state: String, party: Party.ID?, person: PersonID?, due: Instant?, openedAt: Instant, endedAt: Instant?,
    opened: Int
  ) {
    self.register = register
    self.caseID = caseID
    self.id = id
    self.state = state
    self.party = party
    self.person = person
    self.due = due
    self.openedAt = openedAt
    self.endedAt = endedAt
    self.opened = opened
  }

  /// Where it stands in a list.
  public var place: RegisterPlace { RegisterPlace(openedAt: openedAt, caseID: caseID, id: id) }
}

/// A place in a list that goes from the newest to the oldest.
public struct RegisterPlace: Hashable, Sendable, Comparable {
  public let openedAt: Instant
  public let caseID: CaseID
  public let id: String

  public init(openedAt: Instant, caseID: CaseID, id: String) {
    self.openedAt = openedAt
    self.caseID = caseID
    self.id = id
  }

  public static func < (one: Self, other: Self) -> Bool { (one.openedAt, one.caseID.text, one.id) < (other.openedAt, other.caseID.text, other.id) }
}

/// A person as a party of cases.
public struct RegisterParty: Hashable, Sendable {
  public let party: Party.ID
  public let person: PersonID

  public init(_ party: Party.ID, _ person: PersonID) {
    self.party = party
    self.person = person
  }
}

/// Which entries of a register are asked for.
public struct RegisterFilter: Hashable, Sendable {
  public let register: String
  public var caseID: CaseID?
  /// One of these.
  public var states: Set<String>?
  /// True for those that haven't ended, false for those that have.
  public var isOpen: Bool?
  public var party: Party.ID?
  public var person: PersonID?
  public var dueBefore: Instant?
  /// Only those of cases in which this person is this party.
  public var seenBy: RegisterParty?
  /// Only what is due at some time, the first first. It has one page: `before` is a place among the newest.
  public var isByDue = false
  /// Those behind this place.
  public var before: RegisterPlace?
  public let limit: Int

  public init(register: String, limit: Int) {
    self.register = register
    self.limit = limit
  }

  func takes(_ row: RegisterRow) -> Bool {
    row.register == register && (caseID.map { $0 == row.caseID } ?? true) && (states?.contains(row.state) ?? true)
      && (isOpen.map { $0 == (row.endedAt == nil) } ?? true) && (party.map { $0 == row.party } ?? true) && (person.map { $0 == row.person } ?? true)
      && (!isByDue || row.due != nil) && (dueBefore.map { limit in row.due.map { $0 < limit } ?? false } ?? true) && (before.map { row.place < $0 } ?? true)
  }
}
