public import Casework
public import Ledger

/// Who does what in single cases.
extension WorkRouter {
  /// How the open tasks of a case stand, in order of tasks. Asked by pages that show one case: however much else is open, only this is looked at.
  public func standing(of id: CaseID) async throws(LedgerError) -> [WorkStanding] {
    try await follow()
    return routing.standing.tasks(of: id).compactMap { routing.standing[WorkID(id, $0)] }
  }

  /// Who holds open tasks of these cases, by case; a case of which nobody holds any is left out. However much else is open, only these are looked at.
  public func holders(of ids: Set<CaseID>) async throws(LedgerError) -> [CaseID: Set<String>] {
    try await follow()
    var holders: [CaseID: Set<String>] = [:]
    for id in ids {
      let people = routing.standing.tasks(of: id).compactMap { routing.standing[WorkID(id, $0)]?.holder }
      if !people.isEmpty { holders[id] = Set(people) }
    }
    return holders
  }
}
