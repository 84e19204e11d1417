public import Playbook

/// A fact that an earlier decision had used has changed, and its branch with it: the case went back there. The event's step is the one it went back to.
public struct Reconsidered: Hashable, Sendable, Codable {
  /// The procedure under way that the step belongs to, the main one being 0.
  public let frame: Int
  /// The decision: the step itself, or one of the procedure that the step calls.
  public let decision: Step.ID
  /// The branch that was taken before; nil when none had fitted.
  public let from: Branch.ID?
  /// What the decision had used of the facts that changed, and what is known now.
  public let changes: [FactChange]
  /// Actions done since that are being taken back.
  public let undone: [PastAction]
  /// Actions done since that nothing takes back.
  public let left: [PastAction]
  /// Facts that conclusions since then had set, and no longer do.
  public let lapsed: [Fact.ID]
  /// Set when the new branch leads to where the case stands already: nothing is broken off or done anew, and these are the decisions now, by procedure
  /// from `frame` on.
  public let leadsBack: [[Footstep]]?
}

/// A fact before and after.
public struct FactChange: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let before: Value?
  public let after: Value?
}

/// An action that was done.
public struct PastAction: Hashable, Sendable, Codable {
  public let key: EffectKey
  public let action: Action.ID
}

/// The case came to a step again after it had gone back, and what was done there before still stands: it isn't done again.
public struct Stood: Hashable, Sendable, Codable {
  /// The event that told of it.
  public let deed: Int
  /// The answer the step had got.
  public let answer: String?
}
