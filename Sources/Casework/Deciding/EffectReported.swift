import Playbook

extension Deciding {
  /// A receiver says how an effect went.
  mutating func end(_ key: EffectKey, _ report: EffectReport) throws(Refusal) {
    var found = state.effects[key]
    if found == nil { found = try repeating(key, report) }
    guard let effect = found else {
      guard let deed = brokenOff(key) else { throw .notAwaited(key.text) }
      return try endLate(deed, key, report)
    }
    guard effect.outcomes.contains(report.outcome) else { throw .notAnOutcome(report.outcome, of: effect.outcomes) }
    try check(report.facts)
    end(effect, report, wasReported: true)
  }

  /// The effect under way that repeats what is reported as done: both are one to the receiver. That the earlier attempt failed says nothing about this one.
  private func repeating(_ key: EffectKey, _ report: EffectReport) throws(Refusal) -> Effect? {
    guard let effect = state.effects.values.first(where: { $0.repeats == key && ($0.purpose == .action || $0.purpose == .say) }) else { return nil }
    guard !report.isInDoubt, !plan.isFailure(report.outcome, of: effect) else { throw .notAwaited(key.text) }
    return effect
  }

  private mutating func end(_ effect: Effect, _ report: EffectReport, wasReported: Bool) {
    cancelTimers(about: effect.key.text)
    let isAwaited = frame?.awaiting?.isFor(effect.key) == true
    record(
      .effectEnded(
        EffectEnded(
          key: effect.key, outcome: report.outcome, detail: report.detail, inDoubt: report.isInDoubt ? true : nil, barred: report.barred, shared: report.shared)
      ),
      step: effect.step)
    for fact in report.facts { record(.factLearned(FactLearned(reported: fact, isExpected: isExpected(fact.fact, from: effect))), step: effect.step) }
    guard effect.purpose != .aside else {
      if plan.isFailure(report.outcome, of: effect) { review(effect) }
      factsChanged(report.facts.map(\.fact))
      return closeIfSettled()
    }
    // Withdrawn meanwhile, or the procedure has gone elsewhere: what was learned is kept, nothing else follows.
    guard isAwaited, let step = currentStep else { return factsChanged(report.facts.map(\.fact)) }
    if let contradiction = wayBack(by: report.facts.map(\.fact)) {
      // Whoever was reached needn't be called again.
      if effect.purpose == .contact, report.outcome == ContactOutcome.answered.rawValue, case .contact(let progress)? = frame?.awaiting {
        record(.contactEnded(ContactEnded(outcome: .answered, attempts: progress.made)), step: step.id)
      }
      if reconsider(contradiction) { return }
    }
    // What was said in a call can end the follow-up it was made for.
    if ends(by: report.facts.map(\.fact)) { return }
    switch effect.purpose {
    case .action: actionEnded(effect, outcome: report.outcome, step: step, barred: report.barred)
    case .say: sayingEnded(effect, outcome: report.outcome, step: step)
    case .contact: attemptEnded(effect, outcome: report.outcome, step: step, isBarred: report.barred != nil)
    case .ask: sourceAnswered(effect, outcome: wasReported ? report.outcome : nil, step: step)
    case .aside: break
    }
  }

  /// Nobody reported in time: the attempt has failed.
  mutating func deadlinePassed(_ key: EffectKey) {
    guard let effect = state.effects[key], let outcome = effect.outcomes.last(where: { plan.isFailure($0, of: effect) }) ?? effect.outcomes.last else { return }
    end(effect, EffectReport(outcome: outcome, detail: plan.language.words("限时内没有回报", "no report in time"), isInDoubt: true), wasReported: false)
  }

  /// Whether the procedure knows what to do with a fact, because it asked for it: its own action has brought it about, or its own question.
  private func isExpected(_ fact: Fact.ID, from effect: Effect) -> Bool {
    switch effect.purpose {
    case .action: effect.action.flatMap(plan.action)?.kind.isOwn == true
    case .ask: effect.fact == fact && (isWatching || effect.step.flatMap(plan.step)?.asks(for: fact) == true)
    // What a person has asked for beside the procedure is news to it.
    case .aside: effect.step != nil
    case .contact, .say: false
    }
  }

  /// Within a round of a follow-up: what it asks about is what it watches, and says itself what then.
  var isWatching: Bool { state.frames.contains { $0.followUp != nil } }

  private mutating func review(_ effect: Effect) {
    let text: String
    if let action = effect.action {
      let name = plan.action(action)?.name ?? effect.key.text
      text = plan.language.words("“\(name)”没有办成，请处理。", "“\(name)” failed; please see to it.")
    } else {
      let name = effect.party.flatMap(plan.party)?.name ?? ""
      text = plan.language.words("发给\(name)的消息没有送到，请换个办法。", "The message to \(name) didn't arrive; please find another way.")
    }
    openTask(.review, step: effect.step.flatMap(plan.step), text: text, choices: [])
  }
}

extension Plan {
  /// Whether an outcome is one of the effect's failures. The last outcome of a list always is.
  func isFailure(_ outcome: String, of effect: Effect) -> Bool {
    if let action = effect.action.flatMap(action) { return action.outcomes.first { $0.id == outcome }?.isFailure ?? true }
    return outcome == effect.outcomes.last
  }
}

extension Step {
  /// Whether it asks a party for this fact on purpose.
  fileprivate func asks(for fact: Fact.ID) -> Bool {
    if case .ask(_, fact, _) = kind { true } else { false }
  }
}
