/// A case that can't go on by itself. It waits for a person, who can always repair it.
public struct Incident: Hashable, Sendable, Codable {
  /// Why a case is stuck.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// No branch fits what is known.
    case noBranch = "no-branch"
    /// An action failed and the playbook has no branch for it.
    case actionFailed = "action-failed"
    /// The action is forbidden by an earlier sentence.
    case forbidden
    /// What the action requires is not established.
    case unguarded
    /// A text has a slot whose fact isn't known.
    case missingSlot = "missing-slot"
    /// The time a wait counts from isn't known.
    case unknownOrigin = "unknown-origin"
    /// Too many steps without waiting: the playbook runs in a circle.
    case endless
    /// The step the case stands at is no longer in its plan: this program reads the document differently from the one that ran the case so far.
    case lostStep = "lost-step"
    /// Money was held back, over a limit or not approved, and the playbook has no branch for it.
    case heldBack = "held-back"
  }

  public let kind: Kind
  /// The name in question: an action, a fact, a clause.
  public let about: String
}
