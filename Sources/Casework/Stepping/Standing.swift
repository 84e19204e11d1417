import Playbook

/// What was done before the case went back, and still stands when its step is come to again.
extension Deciding {
  private func deed(_ kind: Deed.Kind, at step: Step, isUnderWay: Bool, where isSame: (Deed) -> Bool) -> Deed? {
    guard !state.deeds.isEmpty else { return nil }
    return state.deeds.last { $0.isStanding == true && $0.kind == kind && $0.step == step.id && ($0.isUnderWay == true) == isUnderWay && isSame($0) }
  }

  /// Finds what was done at a step with the same content.
  private func standing(_ kind: Deed.Kind, at step: Step, _ content: Int) -> Deed? {
    deed(kind, at: step, isUnderWay: false) { $0.content == content }
  }

  private mutating func stand(_ deed: Deed, at step: Step) -> Progress {
    record(.stood(Stood(deed: deed.sequence, answer: deed.answer)), step: step.id)
    return branch(of: step, answer: deed.answer)
  }

  /// The key under which the same was handed over and then broken off: a receiver that has done it does nothing twice.
  func brokenOffKey(_ kind: Deed.Kind, at step: Step, _ content: Int) -> EffectKey? {
    deed(kind, at: step, isUnderWay: true) { $0.content == content }?.key
  }

  /// - Returns: nil when the step has to be done.
  mutating func stands(_ call: ActionCall, _ action: Action, at step: Step) -> Progress? {
    guard state.deeds.contains(where: { $0.isStanding == true && $0.step == step.id }) else { return nil }
    let words = (text(of: action) ?? saying(at: step)).flatMap { try? $0.get() }
    let content = digest(of: action.id, call.arguments, action.party, action.channel, words)
    // A later attempt that failed takes nothing away from one that went well.
    let done = deed(.action, at: step, isUnderWay: false) { deed in
      deed.content == content && action.outcomes.first { $0.id == deed.answer }?.isFailure == false
    }
    return done.map { stand($0, at: step) }
  }

  mutating func stands(saying words: String, on channel: ChannelName?, at step: Step) -> Progress? {
    standing(.saying, at: step, digest(of: nil, [:], nil, channel, words)).map { stand($0, at: step) }
  }

  /// A contact that is over, with the same words: who wasn't reached isn't called again at once.
  mutating func standsContact(at step: Step) -> Progress? {
    guard !state.deeds.isEmpty else { return nil }
    let words = saying(at: step).flatMap { try? $0.get() }
    let content = digest(words)
    return deed(.contact, at: step, isUnderWay: false) { $0.content == content && $0.answer != nil }.map { stand($0, at: step) }
  }

  mutating func stands(task text: String, role: String?, at step: Step) -> Progress? {
    standing(.task, at: step, digest(text, role)).map { stand($0, at: step) }
  }

  mutating func stands(_ terms: PromiseTerms, at step: Step) -> Progress? {
    standing(.promise, at: step, digest(terms.owner, terms.text)).map { stand($0, at: step) }
  }

  /// What a party has answered at this step. Another party's answer to the same question doesn't take its place; news from outside do.
  mutating func standsAnswer(of party: Party.ID, to fact: Fact.ID, at step: Step) -> Progress? {
    guard let deed = deed(.question, at: step, isUnderWay: false, where: { $0.fact == fact && $0.value != nil }) else { return nil }
    guard let known = state.facts[fact], value(fact) != nil else { return nil }
    record(.stood(Stood(deed: deed.sequence, answer: deed.answer)), step: step.id)
    if known.value != deed.value, known.isExpected == true {
      record(.factLearned(FactLearned(fact: fact, value: deed.value, source: party, isExpected: true)), step: step.id)
    }
    return branch(of: step, answer: nil)
  }

  /// A wait or follow-up that has its answer.
  mutating func standsSpell(_ kind: Deed.Kind, at step: Step, since: Instant? = nil) -> Progress? {
    deed(kind, at: step, isUnderWay: false) { $0.answer != nil && (since == nil || $0.since == since) }.map { stand($0, at: step) }
  }

  /// When a wait or follow-up began that was broken off.
  func beginning(_ kind: Deed.Kind, at step: Step) -> Instant? {
    deed(kind, at: step, isUnderWay: true) { _ in true }?.since
  }
}
