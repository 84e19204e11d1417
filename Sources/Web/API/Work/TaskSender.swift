import Casework
import Desk
import Ledger

/// In whose name somebody answers a task.
extension WorkDoor {
  /// A task for a role is answered in that role by those whose team serves its queue: so an approval is given by who may give it. Supervisors may answer it
  /// for them, but for approvals, which the case then refuses.
  /// - Throws: `Problem` `.forbidden` when the task is for others.
  func sender(_ caller: Caller, telling content: Signal.Content, in state: Case) async throws -> Sender {
    guard case .taskDone(let id, _) = content, let task = state.tasks[id], let role = task.role, caller.role.rawValue != role else { return caller.sender }
    let queues: Set<String>
    do throws(WorkFault) { queues = try await router.queues(of: caller.id) } catch { throw Problem(error) }
    if queues.contains(role) { return .person(name: caller.name, role: role) }
    if case .approval = task.purpose { return caller.sender }
    guard Right.of(caller.role).contains(.leadWork) else {
      throw Problem(
        kind: .forbidden,
        detail: .init("这个任务要由“\(role)”来办：请主管把您加进它的班组，或转给主管。", "The task is for “\(role)”: a supervisor can add you to a team of it, or do it."))
    }
    return caller.sender
  }
}
