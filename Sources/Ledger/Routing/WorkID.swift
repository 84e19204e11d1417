public import Casework

/// A task of a case, over all cases.
public struct WorkID: Hashable, Comparable, Sendable {
  public let caseID: CaseID
  public let task: TaskID

  public init(_ caseID: CaseID, _ task: TaskID) {
    self.caseID = caseID
    self.task = task
  }

  public static func < (left: WorkID, right: WorkID) -> Bool { (left.caseID, left.task) < (right.caseID, right.task) }

  /// `C-000001/k42`: as notes name it.
  public var text: String { "\(caseID)/\(task)" }
}
