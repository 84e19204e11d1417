public import Casework
public import Playbook

/// What a case took, and what came of it: the record that everything else can be computed from, and a decision can be repeated by.
public struct Turn: Hashable, Sendable {
  /// The place in the order of arrival over all cases: later turns have higher ones, not every number is taken.
  public let position: Int
  public let caseID: CaseID
  /// Nil when it was written by a Gendan that didn't keep signals.
  public let signal: Signal?
  /// When it was decided.
  public let at: Instant
  /// In order; none when the signal changed nothing.
  public let events: [Event]

  public init(position: Int, caseID: CaseID, signal: Signal?, at: Instant, events: [Event]) {
    self.position = position
    self.caseID = caseID
    self.signal = signal
    self.at = at
    self.events = events
  }
}
