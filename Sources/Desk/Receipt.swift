public import Casework

/// The answer to a signal that was taken. It is given when the signal is durable.
public struct Receipt: Hashable, Sendable {
  /// What became of the signal.
  public enum Answer: Hashable, Sendable {
    /// These events were stored; none when the signal is understood and changes nothing.
    case committed([Event])
    /// The same signal was stored before; nothing was changed now.
    case alreadyReceived
  }

  public let caseID: CaseID
  public let answer: Answer

  package init(caseID: CaseID, answer: Answer) {
    self.caseID = caseID
    self.answer = answer
  }

  public var events: [Event] {
    if case .committed(let events) = answer { events } else { [] }
  }

  public var wasAlreadyReceived: Bool { answer == .alreadyReceived }
}
