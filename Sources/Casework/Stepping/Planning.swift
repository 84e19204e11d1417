import Playbook

extension Deciding {
  /// Records an effect together with the timer that ends it when nobody reports.
  mutating func plan(_ effect: Effect, timeLimit: TimeAmount) {
    record(.effectPlanned(withBudget(withPerson(effect))), step: effect.step)
    setTimer(.effectDeadline, step: effect.step, after: timeLimit, about: effect.key.text)
  }

  /// The idempotency key: case, step, visit and what tells attempts apart.
  func key(_ step: Step, _ attempt: String) -> EffectKey {
    EffectKey("\(state.id)/\(step.id)/\(state.visits[step.id] ?? 1)/\(attempt)")
  }

  /// The wording that an action sends, slots filled; nil when it has none.
  mutating func text(of action: Action) -> Result<String, Wording.MissingSlot>? {
    guard let message = action.message.flatMap({ plan.message($0) }) else { return nil }
    return message.wording(channel: action.channel, language: plan.language).map { fill($0) }
  }

  /// The first wording of a step for the case's channel; nil when it has none.
  mutating func saying(at step: Step) -> Result<String, Wording.MissingSlot>? {
    step.sayings.first { $0.channels.isEmpty || $0.channels.contains(state.channel) }.map { text(of: $0) }
  }

  mutating func text(of saying: Saying) -> Result<String, Wording.MissingSlot> {
    let declared = saying.message.flatMap { plan.message($0) }?.wording(channel: state.channel, language: plan.language)
    return fill(declared ?? saying.wording)
  }

  private mutating func fill(_ wording: Wording) -> Result<String, Wording.MissingSlot> {
    if !plan.tables.isEmpty { deriveUnasked(wording.facts) }
    return filled(wording)
  }

  private func filled(_ wording: Wording) -> Result<String, Wording.MissingSlot> {
    wording.filled { id in
      guard let fact = plan.fact(id), let value = value(id) else { return nil }
      return fact.words(for: value, in: plan.language, zone: plan.zone)
    }
  }
}
