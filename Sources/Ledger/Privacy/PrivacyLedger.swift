public import Casework
public import Playbook

/// Forgets people. A further door to the same store as `Ledger`; it decides nothing but what has to be decided in the transaction.
///
/// Every implementation passes the same suite, `PrivacyExercise`.
public protocol PrivacyLedger: AuditLedger {
  /// Cases that have a key of this person, also those that were taken out into an archive. None where nothing is sealed.
  ///
  /// Of somebody whom no platform has named (`A-1001/customer`) it knows those in archives; the others are found by their subject.
  func casesSealed(for person: PersonID) async throws(LedgerError) -> Set<CaseID>
  /// Destroys what somebody's words are sealed with, takes those that aren't sealed out of the record, forgets what was made of them (states, words to search,
  /// messages for webhooks), and notes all that, in one transaction.
  ///
  /// Erasing somebody again does no harm: there is nothing left to do.
  /// - Parameter notes: go into the audit in the same transaction; given how many cases it is about. Nothing is noted where a case is open.
  func erase(_ erasure: Erasure, noting notes: @escaping @Sendable (Int) -> [AuditNote]) async throws(LedgerError) -> ErasureOutcome
  /// Of these digests of files, those that evidence of any other case has.
  func digests(_ digests: Set<String>, namedBesides cases: Set<CaseID>) async throws(LedgerError) -> Set<String>
  /// Everybody who was erased, the first first.
  func listErasures() async throws(LedgerError) -> [ErasureNote]
}

/// Whose words are to be destroyed.
public struct Erasure: Sendable {
  /// A case that somebody is a party of.
  public struct Part: Sendable {
    public let caseID: CaseID
    /// What they are in it.
    public let parties: Set<Party.ID>
    /// What is personal in it, for words that aren't sealed.
    public let fields: PersonalFields

    public init(caseID: CaseID, parties: Set<Party.ID>, fields: PersonalFields) {
      self.caseID = caseID
      self.parties = parties
      self.fields = fields
    }
  }

  public let person: PersonID
  public let parts: [Part]
  public let at: Instant
  /// Whether it is repeated in a copy of the ledger that doesn't know of it yet: what was closed when it was done may be open there.
  public let isRepeated: Bool

  public init(person: PersonID, parts: [Part], at: Instant, isRepeated: Bool = false) {
    self.person = person
    self.parts = parts
    self.at = at
    self.isRepeated = isRepeated
  }
}

/// What became of an erasure.
public enum ErasureOutcome: Hashable, Sendable {
  /// In so many cases.
  case done(cases: Int)
  /// Nothing happened: these cases aren't closed.
  case open([CaseID])
}

/// Somebody was erased: what a restored backup is told.
public struct ErasureNote: Hashable, Sendable {
  public let person: PersonID
  public let at: Instant
  public let cases: [CaseID]

  public init(person: PersonID, at: Instant, cases: [CaseID]) {
    self.person = person
    self.at = at
    self.cases = cases
  }
}
