import Playbook

/// How long one attempt may take, ringing and talking, before it counts as failed.
private let attemptTimeLimit = TimeAmount.minutes(10)

/// Every way an attempt can end.
private let contactOutcomes = ContactOutcome.allCases.map(\.rawValue)

extension Deciding {
  /// The contact primitive: rung by rung, attempt by attempt, until somebody answers or nobody is left.
  mutating func contact(_ step: Step) -> Progress {
    guard case .contact = step.kind else { return .goOn(to: step.next) }
    if let clause = state.clause(forbidding: Action.contactPrimitive).flatMap(plan.step) {
      raise(.forbidden, about: clause.sentence.text, step: step.id)
      return .waiting
    }
    tryContact(step, rung: 0, attempt: 1)
    return .waiting
  }

  /// Makes an attempt at this rung, or at the first later one whose condition doesn't fail.
  mutating func tryContact(_ step: Step, rung: Int, attempt: Int) {
    guard case .contact(let terms) = step.kind else { return }
    var rung = rung
    var attempt = attempt
    // Unknown is not "no": only a rung that is known not to apply is left out.
    while rung < terms.ladder.count, let condition = terms.ladder[rung].condition {
      deriveUnasked(condition.facts)
      guard truth(condition) == .no else { break }
      rung += 1
      attempt = 1
    }
    guard rung < terms.ladder.count else { return contactOver(step) }
    if let quiet = frame.flatMap({ plan.procedure($0.procedure)?.quietHours }), let end = quiet.end(after: now, in: plan.zone) {
      // Remembered as an attempt still to make: the pause ends with the quiet.
      return pauseContact(step, rung: rung, attempt: attempt, after: TimeAmount(seconds: (end.milliseconds - now.milliseconds + 999) / 1000))
    }
    var words: String?
    switch saying(at: step) {
    case nil: break
    case .success(let filled)?: words = filled
    case .failure(let missing)?: return raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
    }
    plan(
      Effect(
        key: key(step, "\(rung + 1)-\(attempt)"), step: step.id, purpose: .contact, action: nil, party: terms.ladder[rung].party, channel: terms.channel,
        arguments: [:], text: words, fact: nil, attempt: attempt, rung: rung, outcomes: contactOutcomes,
        deadline: now + attemptTimeLimit),
      timeLimit: attemptTimeLimit)
  }

  /// One attempt has ended.
  mutating func attemptEnded(_ effect: Effect, outcome: String, step: Step) {
    guard case .contact(let terms) = step.kind, let outcome = ContactOutcome(rawValue: outcome) else { return }
    if outcome == .answered { return contactOver(step) }
    let rung = effect.rung ?? 0
    // Who declined, or isn't the person, isn't called again.
    let isFinal = outcome == .refused || outcome == .wrongPerson
    if effect.attempt < terms.attempts, !isFinal { return pauseContact(step, rung: rung, attempt: effect.attempt + 1, after: terms.pause) }
    tryContact(step, rung: rung + 1, attempt: 1)
  }

  private mutating func pauseContact(_ step: Step, rung: Int, attempt: Int, after pause: TimeAmount) {
    setTimer(.contactPause, step: step.id, after: pause, about: "\(rung)-\(attempt)")
  }

  /// Makes the attempt that the pause was before.
  mutating func contactPauseOver(_ timer: CaseTimer) {
    let numbers = (timer.about ?? "").split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 2, let step = currentStep else { return }
    tryContact(step, rung: numbers[0], attempt: numbers[1])
  }

  /// Nobody is left, or somebody answered. The attempts are the proof.
  private mutating func contactOver(_ step: Step) {
    var made: [ContactAttempt] = []
    if case .contact(let progress)? = frame?.awaiting { made = progress.made }
    let outcome = made.last?.outcome ?? .failed
    record(.contactEnded(ContactEnded(outcome: outcome, attempts: made)), step: step.id)
    chooseBranch(of: step, answer: outcome.rawValue)
  }
}
