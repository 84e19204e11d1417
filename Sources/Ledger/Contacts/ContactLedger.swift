public import Casework
public import Playbook

/// The register of contacts: who was reached for, over all cases. Every ledger keeps one beside its cases.
public protocol ContactLedger: Sendable {
  /// Says whether a person may be reached now, and if so counts it from now on: in one write transaction, so that two desks never both pass a cap.
  ///
  /// The same key again gives the same answer: what was let out may be handed over again.
  func reserveContact(_ request: ContactRequest, at now: Instant) async throws(LedgerError) -> ContactVerdict
  /// The newest first.
  func listContacts(_ filter: ContactFilter) async throws(LedgerError) -> [ContactRow]
  /// The last word that a person gave on this, in any case about the subject; nil when there was none.
  func latestConsent(of person: PersonID, to scope: String, about subject: String) async throws(LedgerError) -> ConsentRow?
}

/// Which lines of the register are wanted.
public struct ContactFilter: Hashable, Sendable {
  public var person: PersonID?
  public var caseID: CaseID?
  public var limit: Int

  public init(person: PersonID? = nil, caseID: CaseID? = nil, limit: Int = 100) {
    self.person = person
    self.caseID = caseID
    self.limit = limit
  }

  func matches(_ row: ContactRow) -> Bool { (person.map { $0 == row.person } ?? true) && (caseID.map { $0 == row.caseID } ?? true) }
}
