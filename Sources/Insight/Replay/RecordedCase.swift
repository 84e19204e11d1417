public import Casework
public import Playbook

/// A case as a ledger has it: every signal that came, and the events that came of it.
public struct RecordedCase: Sendable {
  public let id: CaseID
  /// From the opening on, in order.
  public let turns: [Turn]

  /// One signal and what came of it.
  public struct Turn: Sendable {
    public let signal: Signal
    public let at: Instant
    public let events: [Event]

    public init(signal: Signal, at: Instant, events: [Event]) {
      self.signal = signal
      self.at = at
      self.events = events
    }
  }

  public init(id: CaseID, turns: [Turn]) {
    self.id = id
    self.turns = turns
  }

  var events: [Event] { turns.flatMap(\.events) }

  /// What opened the case; nil when its beginning isn't known.
  var opening: (content: Opening, at: Instant)? {
    guard let first = turns.first, case .open(let opening) = first.signal.content else { return nil }
    return (opening, first.at)
  }
}
