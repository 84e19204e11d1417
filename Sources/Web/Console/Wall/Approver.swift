import Casework
import Desk

/// Whoever looks at what is to be approved, and what they may decide: the rule is the engine's, told before somebody runs into it.
struct Approver {
  /// Why somebody may not decide.
  enum Hindrance: Hashable {
    /// It is asked of another role, and no team of theirs serves its queue.
    case role(String)
    /// They asked for it.
    case asked
    /// They have approved it already: the next approval is another person's.
    case approved
    /// Programs approve nothing.
    case notAPerson
  }

  private let caller: Caller
  private let queues: Set<String>

  init(_ caller: Caller, _ router: WorkRouter) async throws {
    self.caller = caller
    do throws(WorkFault) { queues = try await router.queues(of: caller.id) } catch { throw Problem(error) }
  }

  /// - Returns: nil when they may.
  func hindrance(_ task: OpenTask, _ request: ApprovalRequest) -> Hindrance? {
    guard case .person(let name, let role) = caller.sender else { return .notAPerson }
    if let asked = task.role, asked != role, !queues.contains(asked) { return .role(asked) }
    if name == request.requester { return .asked }
    return request.given.contains(name) ? .approved : nil
  }
}

extension Approver.Hindrance {
  func text(_ words: ConsoleWords) -> String {
    switch self {
    case .role(let role): words.text("approvals-other-role", ["role": role])
    case .asked: words.text("approvals-asked-yourself")
    case .approved: words.text("approvals-given-yourself")
    case .notAPerson: words.text("approvals-not-a-person")
    }
  }
}
