import Playbook

extension Retelling {
  /// How the moment of a timer was worked out, line by line; empty when it is counted by the wall clock, which needs no explaining.
  public func derivation(of timer: CaseTimer) -> [String] {
    guard let (allowance, procedure) = allowance(ofTimer: timer), allowance.needsCalendar, let calendar = procedure?.calendar else { return [] }
    guard let deadline = try? calendar.deadline(allowance, from: timer.from), deadline.due == timer.due else { return [] }
    return deadline.derivation.map { $0.text(in: language) }
  }

  /// What the document gives, and the procedure whose calendar it is counted by.
  private func allowance(ofTimer timer: CaseTimer) -> (Allowance, Procedure?)? {
    guard let id = timer.step, let step = plan.step(id) else { return nil }
    func home() -> Procedure? { plan.procedures.first { $0.steps.contains { $0.id == id } } }
    switch (step.kind, timer.purpose) {
    case (.wait(let terms), .wait): return (terms.amount, home())
    case (.promise(let terms), .promise): return (terms.within, home())
    case (.followUp(let id), .round), (.followUp(let id), .followUpLimit):
      guard let followUp = plan.followUp(id) else { return nil }
      let allowance = timer.purpose == .round ? followUp.interval : followUp.limit
      return allowance.map { ($0, plan.procedure(of: followUp)) }
    default: return nil
    }
  }
}
