import Desk
import HTTPTypes

/// Why something about work wasn't done.
extension Problem {
  init(_ fault: WorkFault) {
    switch fault {
    case .ledger(let error): self.init(error)
    case .noSuchTask: self.init(kind: .notFound, detail: .init("没有这个任务，或它已经办完。", "There is no such task, or it is done."))
    case .offerIsOver:
      self.init(
        kind: .conflict,
        detail: .init("这次派给您的任务已经超时、办完或转给别人，请看 GET /v1/reservations。", "The offer is over, or isn't yours: look at GET /v1/reservations."))
    case .held(let person):
      self.init(
        kind: .conflict, detail: .init("任务已在 \(PersonName.text(person)) 手里。", "The task is held by \(PersonName.text(person))."))
    case .notHeld: self.init(kind: .conflict, detail: .init("任务不在任何人手里。", "Nobody holds the task."))
    case .full:
      self.init(
        kind: .conflict,
        detail: .init("手上的任务已满：先办完一个，或用 PUT /v1/presence 改容量。", "You hold as much as your capacity allows: finish a task, or change it with PUT /v1/presence."))
    case .noSuchTeam: self.init(kind: .notFound, detail: .init("没有这个班组。", "There is no such team."))
    case .teamExists: self.init(kind: .conflict, detail: .init("已经有这个编号的班组。", "There is a team of this id already."))
    case .changedMeanwhile:
      self.init(kind: .preconditionFailed, detail: .init("班组已经变了：再看一次再改。", "The team has changed since you looked: look again, then change it."))
    }
  }
}
