import Playbook

extension Deciding {
  /// A person gets a stuck case going again.
  mutating func repair(_ repair: Repair) throws(Refusal) {
    guard let incident = state.incident else { throw .nothingToRepair }
    if case .move(let target) = repair { return try move(to: target) }
    // A step that is gone can't be tried again or passed: the case has to be moved.
    guard let step = currentStep else { throw .unknownName(incident.about) }
    switch repair {
    case .move: break
    case .setFact(let report):
      try check([report])
      record(.factLearned(FactLearned(reported: report)), step: step.id)
      resolve(repair, step)
      if goesBack(by: [report.fact]) { return }
      goOn(after: incident, at: step)
    case .retry:
      resolve(repair, step)
      proceed(to: step.id)
    case .skip:
      resolve(repair, step)
      proceed(to: step.next)
    }
  }

  private mutating func move(to target: Step.ID) throws(Refusal) {
    guard let index = state.frames.lastIndex(where: { plan.procedure($0.procedure)?.steps.contains { $0.id == target } == true }) else {
      throw .unknownName(target)
    }
    record(.incidentResolved(IncidentResolved(repair: .move(to: target), sender: sender)), step: frame?.step)
    leaveFrames(above: index, outcome: nil)
    proceed(to: target)
  }

  private mutating func resolve(_ repair: Repair, _ step: Step) {
    record(.incidentResolved(IncidentResolved(repair: repair, sender: sender)), step: step.id)
  }

  /// A step that this program doesn't find in the plan would keep the case waiting for ever: a person has to know.
  mutating func noticeLostStep() {
    guard state.phase == .open, state.incident == nil, let step = frame?.step, plan.step(step) == nil else { return }
    beforeNotice = state
    raise(.lostStep, about: step, step: nil)
  }

  /// Goes on where something was lacking. A step that has its answer and found no branch for it only chooses again: what it did isn't done twice.
  mutating func goOn(after incident: Incident, at step: Step) {
    if incident.kind == .noBranch { resume(step) } else { proceed(to: step.id) }
  }

  /// Whether the stuck case lacks this fact to act, to speak or to count from.
  func isLacking(_ fact: Fact.ID) -> Bool {
    guard let incident = state.incident, let step = currentStep else { return false }
    switch incident.kind {
    case .noBranch: return decisiveFacts(of: step).contains(fact)
    case .unguarded:
      guard case .act(let call) = step.kind else { return false }
      return plan.action(call.action)?.guardCondition?.facts.contains(fact) == true
    case .missingSlot, .unknownOrigin: return [fact, plan.fact(fact)?.name].contains(incident.about)
    case .actionFailed, .forbidden, .endless, .lostStep, .heldBack: return false
    }
  }

  /// Whether one of these facts, which have just changed, can be what the stuck case lacks.
  func mayEnd(_ incident: Incident, by facts: [Fact.ID], at step: Step) -> Bool {
    switch incident.kind {
    case .noBranch: return decisiveFacts(of: step).contains(where: facts.contains)
    case .unguarded:
      guard case .act(let call) = step.kind, let required = plan.action(call.action)?.guardCondition else { return false }
      return required.facts.contains(where: facts.contains) && truth(required) == .yes
    case .missingSlot, .unknownOrigin: return facts.contains { value($0) != nil && [$0, plan.fact($0)?.name].contains(incident.about) }
    case .actionFailed, .forbidden, .endless, .lostStep, .heldBack: return false
    }
  }
}
