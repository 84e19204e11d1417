public import Playbook

/// Work for a person: do what the sentence says and choose how it goes on.
public struct OpenTask: Hashable, Sendable, Codable {
  public enum Purpose: Hashable, Sendable, Codable {
    /// A sentence a person carries out.
    case step
    /// Say what a fact is.
    case fact(named: Fact.ID)
    /// Take over the case.
    case handOff
    /// Look at something that went wrong beside the procedure, which goes on meanwhile.
    case review
  }

  public let id: TaskID
  public let step: Step.ID?
  public let purpose: Purpose
  public let text: String
  /// What may be answered. The first one is "done" for a sentence without branches.
  public let choices: [TaskChoice]
  /// Who should do it; nil for any agent.
  public let role: String?
}

public struct TaskChoice: Hashable, Sendable, Codable {
  public let id: String
  public let label: String
}
