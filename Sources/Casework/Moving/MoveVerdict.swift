public import Playbook

/// What becomes of one open case when its playbook gets a new version.
public struct MoveVerdict: Hashable, Sendable {
  /// How a case takes a new version.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Nothing on its way ahead has changed, nor what it stands on.
    case unaffected
    /// It can go on under the new version from where it stands.
    case movesByItself = "moves-by-itself"
    case needsDecision = "needs-decision"
  }

  public let kind: Kind
  /// Why a person has to decide; empty for the others.
  public let reasons: [MoveReason]
  /// What will be due at another time.
  public let deadlines: [ChangedDeadline]
}

/// A timer that rings at another time in the new version.
public struct ChangedDeadline: Hashable, Sendable {
  public let timer: TimerID
  public let purpose: CaseTimer.Purpose
  /// The step's sentence in the new version; nil for the limit of the whole case.
  public let sentence: Sentence?
  /// Nil when there was none.
  public let before: Instant?
  /// Nil when there is none now.
  public let after: Instant?
}
