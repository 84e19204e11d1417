import Playbook

/// The pause before the second attempt of an action; each further one is twice as long.
private let firstRetryPause = TimeAmount(seconds: 30)

extension Deciding {
  mutating func act(_ call: ActionCall, _ step: Step, attempt: Int, isHeld: Bool = false) -> Progress {
    guard let action = plan.action(call.action) else {
      raise(.actionFailed, about: call.action, step: step.id)
      return .waiting
    }
    if attempt == 1, let progress = stands(call, action, at: step) { return progress }
    if let clause = state.clause(forbidding: action.id).flatMap(plan.step) {
      raise(.forbidden, about: "\(action.name): \(clause.sentence.text)", step: step.id)
      return .waiting
    }
    deriveUnasked(action.guardCondition?.facts ?? [])
    if action.lacksConsent || action.guardCondition.map({ truth($0) != .yes }) == true {
      raise(.unguarded, about: action.name, step: step.id)
      return .waiting
    }
    var words: String?
    switch text(of: action) {
    case nil: words = saying(at: step).flatMap { try? $0.get() }
    case .success(let filled)?: words = filled
    case .failure(let missing)?:
      raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
      return .waiting
    }
    let repeated = repeatedKey(of: action, digest(of: action.id, call.arguments, action.party, action.channel, words), step)
    if let held = holdBack(action, call, step, repeating: repeated) { return held }
    plan(
      Effect(
        key: key(step, keyEnding("\(attempt)", isHeld: isHeld)), step: step.id, purpose: .action, action: action.id, party: action.party,
        channel: action.channel,
        arguments: call.arguments, text: words, fact: nil, attempt: attempt, rung: nil, outcomes: action.outcomes.map(\.id),
        repeats: repeated, deadline: now + action.timeLimit),
      timeLimit: action.timeLimit)
    return .waiting
  }

  /// The key under which the same action went out before, when nobody knows what became of it.
  private func repeatedKey(of action: Action, _ content: Int, _ step: Step) -> EffectKey? {
    let isInDoubt = state.inDoubt[step.id] != nil
    guard let key = state.inDoubt[step.id] ?? brokenOffKey(.action, at: step, content) else { return nil }
    guard let money = action.money, let posted = state.openReservation(of: key) ?? state.payment(under: key) else { return key }
    // What was paid and taken back is paid again under another key: its receiver would do nothing. Another amount is another payment.
    return state.isTakenBack(posted.id) || (!isInDoubt && posted.paidIn != amount(of: money)) ? nil : key
  }

  /// Tries a failed action again after a pause; then the failure is its answer.
  mutating func actionEnded(_ effect: Effect, outcome: String, step: Step, barred: Barred?) {
    guard let action = effect.action.flatMap(plan.action) else { return }
    // The consent it stood on is gone: the same as if it had never been given.
    if barred == .noConsent { return raise(.unguarded, about: action.name, step: step.id) }
    if outcome == HeldBackAnswer.overLimit {
      if case .goOn(let next) = refuse(action, step, outcome, plan.language.words("预算用完", "the budget is used up")) { proceed(to: next) }
      return
    }
    let isFailure = plan.isFailure(outcome, of: effect)
    if isFailure, effect.attempt < action.attempts, barred == nil {
      let pause = TimeAmount(seconds: firstRetryPause.seconds << min(Int64(effect.attempt - 1), 8))
      setTimer(.retry, step: step.id, after: pause)
      return
    }
    if isFailure, !alternatives(of: step).contains(where: { truth($0.condition, answer: outcome) != .no && !$0.condition.isOnlyUnknown }) {
      return raise(.actionFailed, about: action.name, step: step.id)
    }
    chooseBranch(of: step, answer: outcome)
  }

  mutating func retryAction(isHeld: Bool) {
    guard let step = currentStep, case .act(let call) = step.kind, let frame else { return }
    switch act(call, step, attempt: isHeld ? frame.attempt : frame.attempt + 1, isHeld: isHeld) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  // MARK: wording

  /// How long a channel may take to deliver wording.
  static let sayTimeLimit = TimeAmount.minutes(5)

  mutating func say(_ saying: Saying, _ step: Step) -> Progress {
    switch text(of: saying) {
    case .failure(let missing):
      raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
    case .success(let words):
      let channel = saying.channels.first ?? state.channel
      if let progress = stands(saying: words, on: channel, at: step) { return progress }
      plan(
        Effect(
          key: key(step, "1"), step: step.id, purpose: .say, action: nil, party: nil, channel: channel, arguments: [:],
          text: words, fact: nil, attempt: 1, rung: nil, outcomes: [SayOutcome.sent, SayOutcome.failed],
          repeats: state.inDoubt[step.id] ?? brokenOffKey(.saying, at: step, digest(of: nil, [:], nil, channel, words)),
          deadline: now + Self.sayTimeLimit),
        timeLimit: Self.sayTimeLimit)
    }
    return .waiting
  }

  mutating func sayingEnded(_ effect: Effect, outcome: String, step: Step) {
    if outcome == SayOutcome.sent { return chooseBranch(of: step, answer: outcome) }
    raise(.actionFailed, about: plan.wordsToShow(of: effect) ?? step.sentence.text, step: step.id)
  }
}

/// How wording ends.
public enum SayOutcome {
  public static let sent = "sent"
  public static let failed = "failed"
}
