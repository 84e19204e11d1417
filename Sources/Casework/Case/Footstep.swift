public import Playbook

/// A step that this run of a procedure has passed, or stands at.
public struct Footstep: Hashable, Sendable, Codable {
  public internal(set) var step: Step.ID
  /// The event with which it was reached.
  public let reached: Int
  /// How its branch was chosen; nil while it isn't, and where no fact had a say in it.
  public internal(set) var decision: PastDecision? = nil
  /// What the procedure that it called has decided, in order.
  public internal(set) var inner: [PastDecision]? = nil
  /// What was known of facts before conclusions from here on set them.
  public internal(set) var replaced: [Replaced]? = nil
}

/// A branch that was chosen, with the facts it stood on.
public struct PastDecision: Hashable, Sendable, Codable {
  public internal(set) var step: Step.ID
  /// The event that recorded it.
  public let sequence: Int
  public internal(set) var branch: Branch.ID?
  public let answer: String?
  public let uses: [FactUse]
}

/// A fact before a conclusion set it; nil when nothing was known of it.
public struct Replaced: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let known: KnownFact?
}
