import Playbook

/// The attempt is made again as it was: a pause that ends it is marked so.
let heldMark = "held"

extension Deciding {
  /// What was to go out has to wait. It counts as not tried, and is tried again when the time has come; what nothing would try again ends without going out.
  mutating func hold(_ key: EffectKey, until: Instant, reason: Held.Reason) throws(Refusal) {
    guard let effect = state.effects[key] else { throw .notAwaited(key.text) }
    let isAwaited = frame?.awaiting?.isFor(key) == true
    guard isAwaited, let step = currentStep, effect.purpose == .contact || effect.purpose == .action else {
      let outcome = effect.outcomes.last { plan.isFailure($0, of: effect) } ?? effect.outcomes.last ?? EffectEnded.held
      return try end(key, EffectReport(outcome: outcome, barred: Barred(reason)))
    }
    cancelTimers(about: key.text)
    record(.held(Held(key: key, until: until, reason: reason)), step: step.id)
    record(.effectEnded(EffectEnded(key: key, outcome: EffectEnded.held, detail: nil)), step: step.id)
    // At least a second: a time that is over already must not make a case hold and try in a circle.
    let pause = TimeAmount(seconds: max(1, (until.milliseconds - now.milliseconds + 999) / 1000))
    if effect.purpose == .contact {
      pauseContact(step, rung: effect.rung ?? 0, attempt: effect.attempt, after: pause, isHeld: true)
    } else {
      setTimer(.retry, step: step.id, after: pause, about: heldMark)
    }
  }

  /// What tells an attempt from the one that was held before it: the same attempt, another try to send it.
  func keyEnding(_ attempt: String, isHeld: Bool) -> String { isHeld ? "\(attempt)-\(state.eventCount + 1)" : attempt }
}

extension EffectEnded {
  /// The outcome of an effect that was held back: it hasn't gone out, and another will go out in its place.
  public static let held = "held"
}
