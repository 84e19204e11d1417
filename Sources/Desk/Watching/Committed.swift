public import Casework
public import Playbook

/// What one signal has changed, told after it is durable: for the live timeline.
public struct Committed: Sendable {
  public let caseID: CaseID
  public let signal: SignalID
  public let at: Instant
  public let events: [Event]
  /// The case with these events.
  public let state: Case
}
