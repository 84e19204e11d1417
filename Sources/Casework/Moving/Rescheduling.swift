import Playbook

/// When the timers of a case ring under another version: computed from the origins they had and the amounts they have now.
extension Deciding {
  /// - Parameter timer: as it stands under the old version.
  /// - Returns: the timer under the new version, by its old id; nil when nothing counts that time any more.
  func rescheduled(_ timer: CaseTimer, by change: PlanChange) -> CaseTimer? {
    let was = timer.step.flatMap(change.old.step)
    let now = timer.step.flatMap(change.successor(ofStep:))
    var moved = timer
    moved.step = now?.id
    switch timer.purpose {
    case .wait:
      guard case .wait(let before)? = was?.kind, case .wait(let terms)? = now?.kind, let was, let now else { return moved }
      guard before != terms || calendar(of: was, in: change.old) != calendar(of: now, in: plan) else { return moved }
      guard before.origin != terms.origin else { return moved.counting(terms.amount, from: timer.from, origin: terms.origin, self, home(of: now)) }
      guard let origin = terms.origin, case .time(let from)? = value(origin) else { return moved }
      return moved.counting(terms.amount, from: from, origin: origin, self, home(of: now))
    case .promise:
      guard case .promise(let before)? = was?.kind, case .promise(let terms)? = now?.kind, let was, let now else { return moved }
      guard before.within != terms.within || calendar(of: was, in: change.old) != calendar(of: now, in: plan) else { return moved }
      return moved.counting(terms.within, from: timer.from, origin: nil, self, home(of: now))
    case .contactPause:
      guard case .contact(let before)? = was?.kind, case .contact(let terms)? = now?.kind, before.pause != terms.pause, timer.amount == before.pause else {
        return moved
      }
      return moved.counting(.wall(terms.pause), from: timer.from, origin: nil, self, nil)
    case .round, .followUpLimit:
      guard case .followUp(let id)? = now?.kind, let before = change.old.vocabulary.followUp(id), let after = plan.followUp(id) else { return moved }
      let (running, runs) = (change.old.procedure(of: before), plan.procedure(of: after))
      let isRound = timer.purpose == .round
      guard let allowance = isRound ? interval(of: after) : after.limit else { return nil }
      let former = isRound ? interval(of: before) : before.limit
      guard former != allowance || running?.calendar != runs?.calendar else { return moved }
      return moved.counting(allowance, from: timer.from, origin: nil, self, runs?.id)
    case .caseLimit:
      guard change.old.timeLimit != plan.timeLimit else { return timer }
      return plan.timeLimit.map { timer.counting(.wall($0), from: timer.from, origin: nil, self, nil) }
    default: return moved
    }
  }

  /// Limits that the new version sets where there were none: of the case from its opening, of a follow-up from now on.
  mutating func setNewLimits(by change: PlanChange) {
    if change.old.timeLimit == nil, let limit = plan.timeLimit, !state.timers.values.contains(where: { $0.purpose == .caseLimit }) {
      setTimer(.caseLimit, step: nil, after: limit, from: state.openedAt)
    }
    for index in state.frames.indices.dropFirst() {
      guard let followUp = state.frames[index].followUp, followUp.limit == nil, change.old.vocabulary.followUp(followUp.id)?.limit == nil else { continue }
      guard let limit = plan.followUp(followUp.id)?.limit else { continue }
      setTimer(.followUpLimit, step: state.frames[index - 1].step, after: limit, in: state.frames[index].procedure)
    }
  }

  private func interval(of followUp: FollowUp) -> Allowance { followUp.interval.flatMap { $0.isNothing ? nil : $0 } ?? .wall(usualInterval) }

  private func home(of step: Step) -> Procedure.ID? { plan.procedure(having: step)?.id }

  private func calendar(of step: Step, in plan: Plan) -> ServiceCalendar? { plan.procedure(having: step)?.calendar }
}

extension CaseTimer {
  fileprivate func counting(_ allowance: Allowance, from: Instant, origin: Fact.ID?, _ deciding: Deciding, _ procedure: Procedure.ID?) -> CaseTimer {
    let due = deciding.due(allowance, from: from, in: procedure)
    let amount =
      switch allowance {
      case .wall(let amount), .service(let amount): amount
      case .workingDays: due - from
      }
    return CaseTimer(id: id, step: step, purpose: purpose, about: about, origin: origin, from: from, amount: amount, due: due)
  }
}

extension Plan {
  /// The procedure that a step belongs to.
  func procedure(having step: Step) -> Procedure? { procedures.first { $0.steps.contains { $0 === step } } }
}
