public import Casework
public import Playbook

/// Recorded signals decided once more under the versions they were decided under: every event must come again.
public enum SameAgain {
  /// Where a case came out otherwise than recorded.
  public struct Difference: Hashable, Sendable {
    public let caseID: CaseID
    public let signal: SignalID
    /// The first event that is different; nil when the signal was refused this time.
    public let sequence: Int?
  }

  /// - Parameters:
  ///   - plan: gives the version a case ran under.
  ///   - isSame: whether two events are stored alike, byte for byte.
  /// - Returns: the first difference; nil when every event came again.
  public static func difference(
    _ recorded: RecordedCase, plan: (String) -> Plan?, isSame: (Event, Event) -> Bool
  ) -> Difference? {
    var state: Case?
    for turn in recorded.turns {
      // A move to another version was somebody's doing, between two plans: it is taken as recorded, what follows is decided again.
      if case .move = turn.signal.content {
        for event in turn.events { state?.apply(event) }
        continue
      }
      let before = state
      guard let version = state?.version ?? recorded.opening?.content.version, let plan = plan(version),
        let events = try? advance(&state, by: turn.signal, plan: plan, now: turn.at)
      else { return Difference(caseID: recorded.id, signal: turn.signal.id, sequence: nil) }
      guard events.count == turn.events.count, zip(events, turn.events).allSatisfy(isSame) else {
        let first = zip(events, turn.events).first { !isSame($0, $1) }?.1.sequence
        return Difference(caseID: recorded.id, signal: turn.signal.id, sequence: first ?? (before?.eventCount ?? 0) + min(events.count, turn.events.count) + 1)
      }
    }
    return nil
  }
}
