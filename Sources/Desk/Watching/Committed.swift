public import Casework
import Ledger
public import Playbook

/// What one signal has changed, told after it is durable: for the live timeline.
public struct Committed: Sendable {
  private let entry: Entry

  init(_ entry: Entry) { self.entry = entry }

  public var caseID: CaseID { entry.caseID }
  public var signal: SignalID { entry.signal.id }
  public var at: Instant { entry.at }
  public var events: [Event] { entry.events }
  var isStranded: Bool { entry.state.isStranded }
  /// The case with these events.
  public var state: Case { entry.state }
}
