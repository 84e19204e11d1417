import Playbook

extension Deciding {
  /// Sets a timer that rings when an allowance is used up: by the wall clock, or by the calendar of the procedure that it is given in.
  @discardableResult
  mutating func setTimer(
    _ purpose: CaseTimer.Purpose, step: Step.ID?, after allowance: Allowance, in procedure: Procedure.ID?, from: Instant? = nil, origin: Fact.ID? = nil,
    about: String? = nil
  ) -> TimerID {
    let from = from ?? now
    let due = due(allowance, from: from, in: procedure)
    let amount =
      switch allowance {
      case .wall(let amount), .service(let amount): amount
      case .workingDays: due - from
      }
    return setTimer(purpose, step: step, after: amount, from: from, origin: origin, about: about, due: due)
  }

  /// When an allowance is used up.
  func due(_ allowance: Allowance, from: Instant, in procedure: Procedure.ID?) -> Instant {
    if case .wall(let amount) = allowance { return from + amount }
    if let due = procedure.flatMap(plan.procedure)?.calendar.flatMap({ try? $0.due(allowance, from: from) }) { return due }
    // A plan without errors has the calendar it counts by: what is left are wild times from outside, which no calendar holds.
    return switch allowance {
    case .wall(let amount), .service(let amount): from + amount
    case .workingDays(let count): from + .hours(24 * count)
    }
  }
}
