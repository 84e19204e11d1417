import Playbook

/// How long one attempt may take, ringing and talking, before it counts as failed.
private let attemptTimeLimit = TimeAmount.minutes(10)

/// Every way an attempt can end.
private let contactOutcomes = ContactOutcome.allCases.map(\.rawValue)

extension Deciding {
  /// The contact primitive: rung by rung, attempt by attempt, until somebody answers or nobody is left.
  mutating func contact(_ step: Step) -> Progress {
    guard case .contact(let terms) = step.kind else { return .goOn(to: step.next) }
    if let progress = standsContact(at: step) { return progress }
    if let clause = state.clause(forbidding: Action.contactPrimitive).flatMap(plan.step) {
      raise(.forbidden, about: clause.sentence.text, step: step.id)
      return .waiting
    }
    if let notice = terms.notice {
      // The step before has announced it. Who was told may have answered at once.
      if isCalledOff(step) { endCalledOff(step, made: []) } else { pauseContact(step, rung: 0, attempt: 1, after: notice.lead) }
      return .waiting
    }
    tryContact(step, rung: 0, attempt: 1)
    return .waiting
  }

  /// Makes an attempt at this rung, or at the first later one whose condition doesn't fail.
  /// - Parameter isHeld: it was to be made before, and was held back.
  mutating func tryContact(_ step: Step, rung: Int, attempt: Int, isHeld: Bool = false) {
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
      return pauseContact(
        step, rung: rung, attempt: attempt, after: TimeAmount(seconds: (end.milliseconds - now.milliseconds + 999) / 1000), isHeld: isHeld)
    }
    var words: String?
    switch saying(at: step) {
    case nil: break
    case .success(let filled)?: words = filled
    case .failure(let missing)?: return raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
    }
    let effect = Effect(
      key: key(step, keyEnding("\(rung + 1)-\(attempt)", isHeld: isHeld)), step: step.id, purpose: .contact, action: nil,
      party: terms.ladder[rung].party, channel: terms.channel, arguments: [:], text: words, fact: nil, attempt: attempt, rung: rung,
      outcomes: contactOutcomes, repeats: brokenOffKey(.contact, at: step, digest(of: nil, [:], terms.ladder[rung].party, terms.channel, words)),
      deadline: now + attemptTimeLimit)
    guard state.isNumberExpired(of: effect, plan: plan, now: now) else { return plan(effect, timeLimit: attemptTimeLimit) }
    // It stands in the proof and never goes out.
    record(.effectPlanned(withPerson(effect)), step: step.id)
    record(
      .effectEnded(EffectEnded(key: effect.key, outcome: ContactOutcome.failed.rawValue, detail: nil, barred: .numberExpired)), step: step.id)
    attemptEnded(effect, outcome: ContactOutcome.failed.rawValue, step: step, isBarred: true)
  }

  /// One attempt has ended.
  /// - Parameter isBarred: it didn't go out, and the next one wouldn't either.
  mutating func attemptEnded(_ effect: Effect, outcome: String, step: Step, isBarred: Bool) {
    guard case .contact(let terms) = step.kind, let outcome = ContactOutcome(rawValue: outcome) else { return }
    if outcome == .answered { return contactOver(step) }
    let rung = effect.rung ?? 0
    // Who declined, or isn't the person, isn't called again.
    let isFinal = outcome == .refused || outcome == .wrongPerson || isBarred
    if effect.attempt < terms.attempts, !isFinal { return pauseContact(step, rung: rung, attempt: effect.attempt + 1, after: terms.pause) }
    tryContact(step, rung: rung + 1, attempt: 1)
  }

  mutating func pauseContact(_ step: Step, rung: Int, attempt: Int, after pause: TimeAmount, isHeld: Bool = false) {
    setTimer(.contactPause, step: step.id, after: pause, about: "\(rung)-\(attempt)" + (isHeld ? "-\(heldMark)" : ""))
  }

  /// Makes the attempt that the pause was before.
  mutating func contactPauseOver(_ timer: CaseTimer) {
    let parts = (timer.about ?? "").split(separator: "-")
    let numbers = parts.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, let step = currentStep else { return }
    tryContact(step, rung: numbers[0], attempt: numbers[1], isHeld: parts.last == heldMark[...])
  }

  /// Nobody is left, or somebody answered. The attempts are the proof.
  private mutating func contactOver(_ step: Step) {
    var made: [ContactAttempt] = []
    if case .contact(let progress)? = frame?.awaiting { made = progress.made }
    let outcome = made.last?.outcome ?? .failed
    record(.contactEnded(ContactEnded(outcome: outcome, attempts: made)), step: step.id)
    chooseBranch(of: step, answer: outcome.rawValue)
  }

  /// The effect with the person it reaches, if it reaches one.
  func withPerson(_ effect: Effect) -> Effect {
    guard plan.reachesPerson(effect), let party = effect.party else { return effect }
    return effect.reaching(state.person(party))
  }
}
