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
  if case .open(let opening) = signal.content { return try open(opening, signal, state, plan, now) }
  guard let state else { throw .noSuchCase(signal.caseID) }
  guard state.version == plan.version else { throw .wrongVersion(expected: state.version, actual: plan.version) }
  guard state.phase != .closed else { throw .caseClosed(state.id) }
  var deciding = Deciding(state: state, plan: plan, now: now, sender: signal.sender)
  deciding.noticeLostStep()
  switch signal.content {
  case .open: break
  case .facts(let reports): try deciding.learn(reports)
  case .happened(let event): try deciding.happen(event)
  case .ended(let key, let report): try deciding.end(key, report)
  case .timerDue(let timer): try deciding.ring(timer)
  case .taskDone(let task, let choice): try deciding.finish(task, choice: choice)
  case .perform(let action, let arguments): try deciding.perform(action, arguments, signal: signal.id)
  case .promiseKept(let promise): try deciding.keep(promise)
  case .repair(let repair): try deciding.repair(repair)
  }
  return deciding.events
}
