public import Playbook

/// Work for a person: do what the sentence says and choose how it goes on.
public struct OpenTask: Hashable, Sendable, Codable {
  /// What a person is wanted for.
  public enum Purpose: Hashable, Sendable, Codable {
    /// A sentence a person carries out.
    case step
    /// Say what a fact is.
    case fact(named: Fact.ID)
    /// Take over the case.
    case handOff
    /// Look at something that went wrong beside the procedure, which goes on meanwhile.
    case review
    /// Approve or refuse money, or a ruling.
    case approval(of: ApprovalRequest)
    /// Say whether money was paid.
    case reconcile(effect: EffectKey)
  }

  public let id: TaskID
  public internal(set) var step: Step.ID?
  public internal(set) var purpose: Purpose
  public let text: String
  /// What may be answered. The first one is "done" for a sentence without branches.
  public let choices: [TaskChoice]
  /// Who should do it; nil for any agent.
  public let role: String?
}

/// One answer that a task may get.
public struct TaskChoice: Hashable, Sendable, Codable {
  public let id: String
  public let label: String
}
