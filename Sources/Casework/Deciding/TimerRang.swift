import Playbook

extension Deciding {
  /// A timer is due.
  mutating func ring(_ id: TimerID) throws(Refusal) {
    guard let timer = state.timers[id] else { throw .notAwaited(id.text) }
    // A clock that was set back, or a ledger read too early: the time hasn't come.
    guard timer.due <= now else { throw .notAwaited(id.text) }
    record(.timerRang(TimerRang(timer: id)), step: timer.step)
    switch timer.purpose {
    case .wait: waitExpired()
    case .contactPause: contactPauseOver(timer)
    case .round: beginRound()
    case .followUpLimit: followUpTimeOver(id)
    case .promise: promiseTimeOver(timer)
    case .effectDeadline: if let about = timer.about { deadlinePassed(EffectKey(about)) }
    case .retry: retryAction(isHeld: timer.about == heldMark)
    case .caseLimit: caseTimeOver(timer)
    }
  }

  private mutating func caseTimeOver(_ timer: CaseTimer) {
    let amount = timer.amount.text(in: plan.language)
    openTask(
      .review, step: nil, text: plan.language.words("工单已超过总时限 \(amount)，请接手查看。", "The case has been open longer than \(amount); please look at it."),
      choices: [])
  }
}
