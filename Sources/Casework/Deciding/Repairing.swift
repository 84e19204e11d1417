import Playbook

extension Deciding {
  /// A person gets a stuck case going again.
  mutating func repair(_ repair: Repair) throws(Refusal) {
    guard state.incident != nil, let step = currentStep else { throw .nothingToRepair }
    switch repair {
    case .setFact(let report):
      try check([report])
      record(.factLearned(FactLearned(fact: report.fact, value: report.value, source: report.source)), step: step.id)
      resolve(repair, step)
      proceed(to: step.id)
    case .retry:
      resolve(repair, step)
      proceed(to: step.id)
    case .skip:
      resolve(repair, step)
      proceed(to: step.next)
    case .move(let target):
      guard let index = state.frames.lastIndex(where: { plan.procedure($0.procedure)?.steps.contains { $0.id == target } == true }) else {
        throw .unknownName(target)
      }
      resolve(repair, step)
      leaveFrames(above: index, outcome: nil)
      proceed(to: target)
    }
  }

  private mutating func resolve(_ repair: Repair, _ step: Step) {
    record(.incidentResolved(IncidentResolved(repair: repair, sender: sender)), step: step.id)
  }
}
