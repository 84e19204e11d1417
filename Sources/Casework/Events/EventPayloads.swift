public import Playbook

/// A case begins.
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
  /// True when the procedure's own action or question brought it: what it does then, it says itself. Else nil.
  public let isExpected: Bool?

  init(fact: Fact.ID, value: Value?, source: String, isExpected: Bool? = nil) {
    self.fact = fact
    self.value = value
    self.source = source
    self.isExpected = isExpected
  }
}

/// A declared event was reported.
public struct Happened: Hashable, Sendable, Codable {
  public let name: NamedEvent.ID
  /// Whether a step was waiting for it.
  public let wasAwaited: Bool
}

/// The procedure has come to a step.
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
  /// Facts that have changed just now and that this alternative speaks of: decisions before it aren't looked at again for them. Nil for none.
  public let noticed: [Fact.ID]?

  init(branch: Branch.ID?, answer: String?, uses: [FactUse], noticed: [Fact.ID]? = nil) {
    self.branch = branch
    self.answer = answer
    self.uses = uses
    self.noticed = noticed
  }
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

/// A person has answered a task, or it was withdrawn.
public struct TaskDone: Hashable, Sendable, Codable {
  public let task: TaskID
  public let choice: String
  public let sender: Sender
}

/// How an effect ended, as its receiver reported it or because nobody did.
public struct EffectEnded: Hashable, Sendable, Codable {
  public let key: EffectKey
  public let outcome: String
  public let detail: String?
  /// True when nobody knows whether the receiver did it; else nil.
  public let inDoubt: Bool?
  /// Who was to be reached by it, over all cases; nil when it reaches nobody.
  public internal(set) var person: PersonID?
  /// Why it did not go out; nil when it did, or may have.
  public let barred: Barred?
  /// The other case's attempt whose outcome this is; nil when it went out itself.
  public let shared: EffectKey?

  init(key: EffectKey, outcome: String, detail: String?, inDoubt: Bool? = nil, barred: Barred? = nil, shared: EffectKey? = nil) {
    self.barred = barred
    self.shared = shared
    self.key = key
    self.outcome = outcome
    self.detail = detail
    self.inDoubt = inDoubt
  }
}

/// A timer's moment has come.
public struct TimerRang: Hashable, Sendable, Codable {
  public let timer: TimerID
}

/// Nobody waits for the timer any more.
public struct TimerCancelled: Hashable, Sendable, Codable {
  public let timer: TimerID
}

/// Contact is over; the attempts are the proof of "reached" and "not reached".
public struct ContactEnded: Hashable, Sendable, Codable {
  public let outcome: ContactOutcome
  public let attempts: [ContactAttempt]
  /// True when it was announced and then not needed; else nil.
  public let wasCalledOff: Bool?

  init(outcome: ContactOutcome, attempts: [ContactAttempt], wasCalledOff: Bool? = nil) {
    self.outcome = outcome
    self.attempts = attempts
    self.wasCalledOff = wasCalledOff
  }
}

/// One try to reach one person.
public struct ContactAttempt: Hashable, Sendable, Codable {
  public let party: Party.ID
  public let channel: ChannelName
  public let at: Instant
  public let outcome: ContactOutcome
  /// Why it did not go out; nil when it did.
  public let barred: Barred?
  /// The other case that made it for this one as well.
  public let shared: CaseID?

  init(party: Party.ID, channel: ChannelName, at: Instant, outcome: ContactOutcome, barred: Barred? = nil, shared: CaseID? = nil) {
    self.party = party
    self.channel = channel
    self.at = at
    self.outcome = outcome
    self.barred = barred
    self.shared = shared
  }
}

/// From here on these actions are refused.
public struct Forbade: Hashable, Sendable, Codable {
  public let actions: [Action.ID]
}

/// A promise was kept or broken.
public struct PromiseSettled: Hashable, Sendable, Codable {
  public let promise: PromiseID
  public let wasKept: Bool
  public let sender: Sender
  /// The evidence that it was kept, where a person named some.
  public var proof: String?
}

/// A procedure begins, or a round of a follow-up.
public struct ProcedureEntered: Hashable, Sendable, Codable {
  public let procedure: Procedure.ID
  /// Set when it is a follow-up.
  public let followUp: FollowUp.ID?
  /// For a follow-up: which round begins, 0 when the first is still to come. 1 otherwise.
  public let round: Int
}

/// A procedure has ended.
public struct ProcedureLeft: Hashable, Sendable, Codable {
  public let procedure: Procedure.ID
  /// How it ended: a follow-up's outcome; nil when it simply ran to its end.
  public let outcome: String?
}

/// A sentence has drawn its conclusion.
public struct Concluded: Hashable, Sendable, Codable {
  public let settings: [Setting]
  public let isProvisional: Bool

  /// A fact that the conclusion sets.
  public struct Setting: Hashable, Sendable, Codable {
    public let fact: Fact.ID
    public let value: Value
  }
}

/// A person, or what was lacking, got the case going again.
public struct IncidentResolved: Hashable, Sendable, Codable {
  public let repair: Repair
  public let sender: Sender
}

/// The case has ended.
public struct Closed: Hashable, Sendable, Codable {
  /// How it came to its end.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// A sentence concluded the case.
    case concluded
    /// The procedure ran to its end without a conclusion.
    case ranOut = "ran-out"
  }
  public let reason: Reason
}
