public import Playbook

public struct Opened: Hashable, Sendable, Codable {
  public let playbook: String
  public let version: String
  public let subject: String
  public let channel: ChannelName
  public let sender: Sender
}

/// A second request about the same subject came to the open case.
public struct Joined: Hashable, Sendable, Codable {
  public let sender: Sender
  public let channel: ChannelName
}

/// A nil value means: asked for, and nobody can say.
public struct FactLearned: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let value: Value?
  public let source: String
}

public struct Happened: Hashable, Sendable, Codable {
  public let name: NamedEvent.ID
  /// Whether a step was waiting for it.
  public let wasAwaited: Bool
}

public struct StepReached: Hashable, Sendable, Codable {
  /// From 1, counts how often the case has come to this step.
  public let visit: Int
}

/// The step is not for this case's channel.
public struct StepPassed: Hashable, Sendable, Codable {
  public let channels: [ChannelName]
}

/// A branch was chosen, on these facts or on the step's answer.
public struct Decided: Hashable, Sendable, Codable {
  /// Nil when the step has branches and none of them fits: the case becomes an incident.
  public let branch: Branch.ID?
  public let answer: String?
  public let uses: [FactUse]
}

/// The state of a fact that a decision stood on.
public struct FactUse: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let value: Value?
  /// The event that brought the value; nil when nothing had.
  public let learned: Int?
}

/// A source of a fact was turned to.
public struct Asked: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  /// Index in the fact's sources; -1 when the step itself names whom to ask.
  public let source: Int
}

public struct TaskDone: Hashable, Sendable, Codable {
  public let task: TaskID
  public let choice: String
  public let sender: Sender
}

public struct EffectEnded: Hashable, Sendable, Codable {
  public let key: EffectKey
  public let outcome: String
  public let detail: String?
  /// True when nobody knows whether the receiver did it; else nil.
  public let inDoubt: Bool?

  init(key: EffectKey, outcome: String, detail: String?, inDoubt: Bool? = nil) {
    self.key = key
    self.outcome = outcome
    self.detail = detail
    self.inDoubt = inDoubt
  }
}

public struct TimerRang: Hashable, Sendable, Codable {
  public let timer: TimerID
}

public struct TimerCancelled: Hashable, Sendable, Codable {
  public let timer: TimerID
}

/// Contact is over; the attempts are the proof of "reached" and "not reached".
public struct ContactEnded: Hashable, Sendable, Codable {
  public let outcome: ContactOutcome
  public let attempts: [ContactAttempt]
}

public struct ContactAttempt: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let channel: ChannelName
  public let at: Instant
  public let outcome: ContactOutcome
}

public struct Forbade: Hashable, Sendable, Codable {
  public let actions: [Action.ID]
}

public struct PromiseSettled: Hashable, Sendable, Codable {
  public let promise: PromiseID
  public let wasKept: Bool
  public let sender: Sender
}

public struct ProcedureEntered: Hashable, Sendable, Codable {
  public let procedure: Procedure.ID
  /// Set when it is a follow-up.
  public let followUp: FollowUp.ID?
  /// For a follow-up: which round begins, 0 when the first is still to come. 1 otherwise.
  public let round: Int
}

public struct ProcedureLeft: Hashable, Sendable, Codable {
  public let procedure: Procedure.ID
  /// How it ended: a follow-up's outcome; nil when it simply ran to its end.
  public let outcome: String?
}

public struct Concluded: Hashable, Sendable, Codable {
  public let settings: [Setting]
  public let isProvisional: Bool

  public struct Setting: Hashable, Sendable, Codable {
    public let fact: Fact.ID
    public let value: Value
  }
}

public struct IncidentResolved: Hashable, Sendable, Codable {
  public let repair: Repair
  public let sender: Sender
}

public struct Closed: Hashable, Sendable, Codable {
  public enum Reason: String, Hashable, Sendable, Codable {
    /// A sentence concluded the case.
    case concluded
    /// The procedure ran to its end without a conclusion.
    case ranOut = "ran-out"
  }
  public let reason: Reason
}
