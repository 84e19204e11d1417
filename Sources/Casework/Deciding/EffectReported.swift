import Playbook

extension Deciding {
  /// A receiver says how an effect went.
  mutating func end(_ key: EffectKey, _ report: EffectReport) throws(Refusal) {
    guard let effect = state.effects[key] else { throw .notAwaited(key.text) }
    guard effect.outcomes.contains(report.outcome) else { throw .notAnOutcome(report.outcome, of: effect.outcomes) }
    try check(report.facts)
    end(effect, report, wasReported: true)
  }

  private mutating func end(_ effect: Effect, _ report: EffectReport, wasReported: Bool) {
    cancelTimers(about: effect.key.text)
    let isAwaited = frame?.awaiting?.isFor(effect.key) == true
    record(
      .effectEnded(EffectEnded(key: effect.key, outcome: report.outcome, detail: report.detail, inDoubt: report.isInDoubt ? true : nil)), step: effect.step)
    for fact in report.facts { record(.factLearned(FactLearned(reported: fact)), step: effect.step) }
    guard effect.purpose != .aside else {
      if plan.isFailure(report.outcome, of: effect) { review(effect) }
      factsChanged(report.facts.map(\.fact))
      return closeIfSettled()
    }
    // Withdrawn meanwhile, or the procedure has gone elsewhere: what was learned is kept, nothing else follows.
    guard isAwaited, let step = currentStep else { return factsChanged(report.facts.map(\.fact)) }
    // What was said in a call can end the follow-up it was made for.
    if ends(by: report.facts.map(\.fact)) { return }
    switch effect.purpose {
    case .action: actionEnded(effect, outcome: report.outcome, step: step)
    case .say: sayingEnded(effect, outcome: report.outcome, step: step)
    case .contact: attemptEnded(effect, outcome: report.outcome, step: step)
    case .ask: sourceAnswered(effect, outcome: wasReported ? report.outcome : nil, step: step)
    case .aside: break
    }
  }

  /// Nobody reported in time: the attempt has failed.
  mutating func deadlinePassed(_ key: EffectKey) {
    guard let effect = state.effects[key], let outcome = effect.outcomes.last(where: { plan.isFailure($0, of: effect) }) ?? effect.outcomes.last else { return }
    end(effect, EffectReport(outcome: outcome, detail: plan.language.words("限时内没有回报", "no report in time"), isInDoubt: true), wasReported: false)
  }

  private mutating func review(_ effect: Effect) {
    let name = effect.action.flatMap(plan.action)?.name ?? effect.key.text
    openTask(.review, step: effect.step.flatMap(plan.step), text: plan.language.words("“\(name)”没有办成，请处理。", "“\(name)” failed; please see to it."), choices: [])
  }
}

extension Plan {
  /// Whether an outcome is one of the effect's failures. The last outcome of a list always is.
  func isFailure(_ outcome: String, of effect: Effect) -> Bool {
    if let action = effect.action.flatMap(action) { return action.outcomes.first { $0.id == outcome }?.isFailure ?? true }
    return outcome == effect.outcomes.last
  }
}
