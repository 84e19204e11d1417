public import Casework

/// What there is one open case of.
public struct CaseSubject: Hashable, Sendable {
  public let playbook: String
  public let subject: String

  public init(playbook: String, subject: String) {
    self.playbook = playbook
    self.subject = subject
  }

  public init(_ opening: Opening) { self.init(playbook: opening.playbook, subject: opening.subject) }
}

// One by one, for ledgers that can't do better.
extension Ledger {
  public func readCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case] {
    var found: [CaseID: Case] = [:]
    for id in ids { found[id] = try? await readCase(id) }
    return found
  }

  public func openCases(of subjects: [CaseSubject]) async throws(LedgerError) -> [CaseSubject: CaseID] {
    var found: [CaseSubject: CaseID] = [:]
    for subject in subjects { found[subject] = try await openCase(playbook: subject.playbook, subject: subject.subject) }
    return found
  }
}
