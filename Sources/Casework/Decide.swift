public import Playbook

/// Decides what a signal means for a case: the one function that makes events.
///
/// Pure: the same signal, case, plan and time always give the same events.
/// - Parameters:
///   - state: the case, or nil when the signal should open it.
///   - plan: the version that the case runs under.
/// - Returns: the events, ready to be folded into the case and stored. Empty when the signal is understood and changes nothing.
/// - Throws: `Refusal` when the signal is not possible now; the case stays as it is.
public func decide(_ signal: Signal, case state: Case?, plan: Plan, now: Instant) throws(Refusal) -> [Event] {
  var after = state
  return try advance(&after, by: signal, plan: plan, now: now)
}

/// Decides a signal as `decide` does, and folds its events into the case at once.
///
/// Faster than the two one after the other: events are folded once, and a case that nobody else holds is changed where it lies.
/// - Returns: the events, to be stored.
/// - Throws: `Refusal` when the signal is not possible now; the case stays as it is.
@discardableResult
public func advance(_ state: inout Case?, by signal: Signal, plan: Plan, now: Instant) throws(Refusal) -> [Event] {
  // Compared with nil, a case would be copied.
  guard case .some = state else {
    guard case .open(let opening) = signal.content else { throw .noSuchCase(signal.caseID) }
    var deciding = try opened(opening, signal, plan, now)
    return deciding.finish(into: &state)
  }
  var deciding = Deciding(taking: &state, plan: plan, now: now, sender: signal.sender)
  do throws(Refusal) {
    try deciding.admit(signal)
    try deciding.take(signal)
  } catch {
    deciding.giveBack(&state)
    throw error
  }
  return deciding.finish(into: &state)
}

extension Deciding {
  /// Whether the case takes the signal under this plan at all.
  fileprivate func admit(_ signal: Signal) throws(Refusal) {
    if case .open(let opening) = signal.content {
      guard state.playbook == opening.playbook, state.subject == opening.subject else { throw .caseExists(signal.caseID) }
      guard state.phase != .closed else { throw .caseClosed(signal.caseID) }
    }
    guard state.version == plan.version else { throw .wrongVersion(expected: state.version, actual: plan.version) }
    if case .link = signal.content { return }
    guard state.phase != .closed else { throw .caseClosed(signal.caseID) }
  }

  fileprivate mutating func take(_ signal: Signal) throws(Refusal) {
    if case .open(let opening) = signal.content { return try join(opening) }
    noticeLostStep()
    switch signal.content {
    case .open: break
    case .facts(let reports): try learn(reports)
    case .happened(let event): try happen(event)
    case .ended(let key, let report): try end(key, report)
    case .timerDue(let timer): try ring(timer)
    case .taskDone(let task, let choice): try finish(task, choice: choice)
    case .perform(let action, let arguments): try perform(action, arguments, signal: signal.id)
    case .promiseKept(let promise, let proof): try keep(promise, proof: proof)
    case .repair(let repair): try self.repair(repair)
    // One plan isn't enough: `decideMove` is handed both.
    case .move(let version, _): throw .wrongVersion(expected: version, actual: plan.version)
    case .link(let other, let relation): link(other, relation)
    case .held(let key, let until, let reason): try hold(key, until: until, reason: reason)
    case .heard(let party, let channel): try hear(party, channel)
    case .wrote(let message): try write(message, signal: signal.id)
    case .evidence(let evidence): try add(evidence)
    case .persons(let persons): try name(persons)
    case .deadlineWarned(let warned): try note(warned)
    }
    callOffAnnounced()
  }
}
