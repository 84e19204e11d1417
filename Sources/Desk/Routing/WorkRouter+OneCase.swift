public import Casework
public import Ledger

/// Who does what in one case.
extension WorkRouter {
  /// How the open tasks of a case stand, in order of tasks. Asked by pages that show one case: however much else is open, only this is looked at.
  public func standing(of id: CaseID) async throws(LedgerError) -> [WorkStanding] {
    try await follow()
    return routing.standing.tasks(of: id).compactMap { routing.standing[WorkID(id, $0)] }
  }
}
