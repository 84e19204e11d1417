public import Playbook

/// A fact that an earlier decision had used has changed, and its branch with it: the case went back there. The event's step is that decision.
public struct Reconsidered: Hashable, Sendable, Codable {
  /// The branch that was taken before; nil when none had fitted.
  public let from: Branch.ID?
  /// What is known now of the facts that changed, and what the decision had used.
  public let changes: [FactChange]
  /// Actions done below the decision that are being taken back.
  public let undone: [EffectKey]
  /// Actions done below it that nothing takes back.
  public let left: [EffectKey]
}

/// A fact before and after.
public struct FactChange: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let before: Value?
  public let after: Value?
}

/// The case came to a step again after it had gone back, and what was done there before still stands: it isn't done again.
public struct Stood: Hashable, Sendable, Codable {
  /// The answer the step had got.
  public let answer: String?
}
