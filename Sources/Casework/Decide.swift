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
  throw .nothingToRepair
}
