public import Playbook

/// A moment the case waits for. What is true is the origin and the amount; `due` is computed from them.
public struct CaseTimer: Hashable, Sendable, Codable {
  /// What happens when it rings.
  public enum Purpose: String, Hashable, Sendable, Codable {
    case wait
    /// The next attempt of a contact.
    case contactPause = "contact-pause"
    /// The next round of a follow-up.
    case round
    /// A follow-up's time is over.
    case followUpLimit = "follow-up-limit"
    case promise
    /// An effect was not reported on in time.
    case effectDeadline = "effect-deadline"
    /// The next attempt of a failed action.
    case retry
    /// The whole case has been open too long.
    case caseLimit = "case-limit"
  }

  public let id: TimerID
  public internal(set) var step: Step.ID?
  public let purpose: Purpose
  /// The effect or promise it watches, by its id.
  public let about: String?
  /// The fact the amount runs from; nil when it runs from `from` itself.
  public let origin: Fact.ID?
  public let from: Instant
  public let amount: TimeAmount
  public let due: Instant
}
