public import Playbook

/// The case goes on under another version of its playbook. What stands keeps its name and its key; what is due at another time, or worded otherwise, is told by
/// the events behind this one, under the ids it had.
public struct Moved: Hashable, Sendable, Codable {
  public let from: String
  public let to: String
  /// Steps that are called otherwise now, by their former ids.
  public let steps: [Step.ID: Step.ID]
  /// Procedures under way with what they are called now and where they stand, the main one first.
  public let stands: [Place]
  /// True when the case goes back to the version it came from; else nil.
  public let isBack: Bool?

  /// Where the case goes on.
  public struct Place: Hashable, Sendable, Codable {
    public let procedure: Procedure.ID
    /// Nil when it stands nowhere: it has run to its end, or goes to another step next.
    public let step: Step.ID?
  }
}

/// The case belongs together with another one: a parent incident, one of its cases, or one that goes on with a closed one's matter.
public struct Linked: Hashable, Sendable, Codable {
  public let other: CaseID
  public let relation: Relation

  public init(other: CaseID, relation: Relation) {
    self.other = other
    self.relation = relation
  }

  /// What the two cases are to one another.
  public enum Relation: String, Hashable, Sendable, Codable {
    case parent, child
    /// This case goes on with the closed one's matter.
    case reopens
    /// The other case goes on with this closed one's matter.
    case reopenedBy = "reopened-by"
  }
}
