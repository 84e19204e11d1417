import Playbook

extension Deciding {
  mutating func wait(_ terms: WaitTerms, _ step: Step) -> Progress {
    // What ends the wait may be so already.
    if let branch = endedAlready(step) { return take(branch, of: step, answer: nil) }
    if terms.origin == nil, let progress = standsSpell(.wait, at: step) { return progress }
    var from = terms.origin == nil ? beginning(.wait, at: step) ?? now : now
    if let origin = terms.origin {
      if value(origin) == nil, !wasAsked(origin), case .waiting = find(origin, from: 0, step) { return .waiting }
      guard case .time(let instant)? = value(origin) else {
        raise(.unknownOrigin, about: plan.fact(origin)?.name ?? origin, step: step.id)
        return .waiting
      }
      from = instant
      if let progress = standsSpell(.wait, at: step, since: from) { return progress }
    }
    // A time that is over already rings at once: the timer is due in the past.
    setTimer(.wait, step: step.id, after: terms.amount, in: frame?.procedure, from: from, origin: terms.origin)
    return .waiting
  }

  mutating func waitExpired() {
    guard let step = currentStep, case .wait = step.kind else { return }
    chooseBranch(of: step, answer: WaitAnswer.expired)
  }

  mutating func forbid(_ actions: [Action.ID], _ step: Step) -> Progress {
    if !actions.isEmpty { record(.forbade(Forbade(actions: actions)), step: step.id) }
    return branch(of: step, answer: nil)
  }

  mutating func promise(_ terms: PromiseTerms, _ step: Step) -> Progress {
    if let progress = stands(terms, at: step) { return progress }
    let id = PromiseID("p\(state.eventCount + 1)")
    let due = due(terms.within, from: now, in: frame?.procedure)
    record(.promised(Promise(id: id, step: step.id, owner: terms.owner, text: terms.text, due: due, keptBy: terms.keptBy)), step: step.id)
    setTimer(.promise, step: step.id, after: terms.within, in: frame?.procedure, about: id.text)
    return branch(of: step, answer: nil)
  }
}
