import Playbook

/// The pause before the second attempt of an action; each further one is twice as long.
private let firstRetryPause = TimeAmount(seconds: 30)

extension Deciding {
  mutating func act(_ call: ActionCall, _ step: Step, attempt: Int) -> Progress {
    guard let action = plan.action(call.action) else {
      raise(.actionFailed, about: call.action, step: step.id)
      return .waiting
    }
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
    plan(
      Effect(
        key: key(step, "\(attempt)"), step: step.id, purpose: .action, action: action.id, party: action.party, channel: action.channel,
        arguments: call.arguments, text: words, fact: nil, attempt: attempt, rung: nil, outcomes: action.outcomes.map(\.id),
        repeats: state.inDoubt[step.id], deadline: now + action.timeLimit),
      timeLimit: action.timeLimit)
    return .waiting
  }

  /// Tries a failed action again after a pause; then the failure is its answer.
  mutating func actionEnded(_ effect: Effect, outcome: String, step: Step) {
    guard let action = effect.action.flatMap(plan.action) else { return }
    let isFailure = plan.isFailure(outcome, of: effect)
    if isFailure, effect.attempt < action.attempts {
      let pause = TimeAmount(seconds: firstRetryPause.seconds << min(Int64(effect.attempt - 1), 8))
      setTimer(.retry, step: step.id, after: pause)
      return
    }
    if isFailure, !alternatives(of: step).contains(where: { truth($0.condition, answer: outcome) != .no && !$0.condition.isOnlyUnknown }) {
      return raise(.actionFailed, about: action.name, step: step.id)
    }
    chooseBranch(of: step, answer: outcome)
  }

  mutating func retryAction() {
    guard let step = currentStep, case .act(let call) = step.kind, let frame else { return }
    switch act(call, step, attempt: frame.attempt + 1) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  // MARK: wording

  /// How long a channel may take to deliver wording.
  private static let sayTimeLimit = TimeAmount.minutes(5)

  mutating func say(_ saying: Saying, _ step: Step) -> Progress {
    switch text(of: saying) {
    case .failure(let missing):
      raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
    case .success(let words):
      plan(
        Effect(
          key: key(step, "1"), step: step.id, purpose: .say, action: nil, party: nil, channel: saying.channels.first ?? state.channel, arguments: [:],
          text: words, fact: nil, attempt: 1, rung: nil, outcomes: [SayOutcome.sent, SayOutcome.failed],
          repeats: state.inDoubt[step.id], deadline: now + Self.sayTimeLimit),
        timeLimit: Self.sayTimeLimit)
    }
    return .waiting
  }

  mutating func sayingEnded(_ effect: Effect, outcome: String, step: Step) {
    if outcome == SayOutcome.sent { return chooseBranch(of: step, answer: outcome) }
    raise(.actionFailed, about: effect.text ?? step.sentence.text, step: step.id)
  }
}

/// How wording ends.
public enum SayOutcome {
  public static let sent = "sent"
  public static let failed = "failed"
}
