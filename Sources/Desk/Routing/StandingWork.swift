import Casework
public import Ledger

/// All work, by its cases: most have one task open, and there may be tens of thousands.
public struct StandingWork: Sendable {
  private var byCase: [CaseID: [WorkStanding]] = [:]
  public private(set) var count = 0

  public var isEmpty: Bool { count == 0 }

  /// How a piece of work stands; nil when it isn't open.
  public subscript(id: WorkID) -> WorkStanding? { byCase[id.caseID]?.first { $0.work.id.task == id.task } }

  /// In no order.
  public var values: some Sequence<WorkStanding> { byCase.values.lazy.joined() }
  /// In no order.
  public var keys: some Sequence<WorkID> { values.lazy.map(\.work.id) }

  /// Cases with open tasks.
  var cases: some Sequence<CaseID> { byCase.keys }

  func holds(_ id: CaseID) -> Bool { byCase[id] != nil }

  /// The open tasks of a case, in order.
  func tasks(of id: CaseID) -> [TaskID] { byCase[id]?.map(\.work.id.task).sorted() ?? [] }

  /// - Parameter new: how it stands from now on; nil when it is gone.
  /// - Returns: how it stood before.
  mutating func put(_ new: WorkStanding?, for id: WorkID) -> WorkStanding? {
    let index = byCase[id.caseID]?.firstIndex { $0.work.id.task == id.task }
    let old = index.flatMap { byCase[id.caseID]?[$0] }
    switch (index, new) {
    case (let index?, let new?): byCase[id.caseID]?[index] = new
    case (nil, let new?):
      byCase[id.caseID, default: []].append(new)
      count += 1
    case (let index?, nil):
      byCase[id.caseID]?.remove(at: index)
      if byCase[id.caseID]?.isEmpty == true { byCase[id.caseID] = nil }
      count -= 1
    case (nil, nil): break
    }
    return old
  }
}
