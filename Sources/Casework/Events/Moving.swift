public import Playbook

/// The case goes on under another version of its playbook.
public struct Moved: Hashable, Sendable, Codable {
  public let from: String
  public let to: String
  /// Steps that are called otherwise now, by their former ids.
  public let steps: [Step.ID: Step.ID]
}

/// The case belongs together with another one: a parent incident, or one of its cases.
public struct Linked: Hashable, Sendable, Codable {
  public let other: CaseID
  public let relation: Relation

  public enum Relation: String, Hashable, Sendable, Codable { case parent, child }
}
