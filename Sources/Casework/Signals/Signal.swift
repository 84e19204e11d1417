public import Playbook

/// Something that comes in to a case through the one door: from a platform, a channel, a clock or a person.
public struct Signal: Hashable, Sendable {
  public let id: SignalID
  public let caseID: CaseID
  public let sender: Sender
  public let content: Content

  public init(id: SignalID, caseID: CaseID, sender: Sender, content: Content) {
    self.id = id
    self.caseID = caseID
    self.sender = sender
    self.content = content
  }

  /// What a signal says.
  public indirect enum Content: Hashable, Sendable {
    case open(Opening)
    case facts([FactReport])
    /// A declared event, by its id.
    case happened(NamedEvent.ID)
    /// How an effect ended.
    case ended(EffectKey, EffectReport)
    case timerDue(TimerID)
    /// A person's answer to a task: the id of a choice.
    case taskDone(TaskID, choice: String)
    /// A person wants an action done now, beside the procedure.
    case perform(Action.ID, arguments: [String: String])
    /// With the evidence, where there is some.
    case promiseKept(PromiseID, proof: String? = nil)
    case repair(Repair)
    /// To another version of the case's playbook. Decided by `decideMove`, which knows both.
    case move(to: String, MoveManner)
    /// The case belongs together with another one.
    case link(CaseID, Linked.Relation)
    /// An effect may not go out yet: it is made again at that time.
    case held(EffectKey, until: Instant, reason: Held.Reason)
    /// A party got in touch by itself.
    case heard(Party.ID, ChannelName)
    /// Somebody wrote: a party, or the desk.
    case wrote(CaseMessage)
    /// A file belongs to the case.
    case evidence(Evidence)
    /// Who the parties are over all cases.
    case persons([Party.ID: PersonID])
    /// A deadline of the case comes near, and people are warned.
    case deadlineWarned(DeadlineWarned)
  }
}

/// Who sent a signal.
public enum Sender: Hashable, Sendable, Codable {
  case platform
  /// A connector or channel that carried out an effect.
  case receiver
  case clock
  case person(name: String, role: String)
}

/// What opens a case.
public struct Opening: Hashable, Sendable {
  /// The playbook's id and the version the case starts under.
  public let playbook: String
  public let version: String
  /// What the case is about, e.g. the order number. One open case per playbook and subject.
  public let subject: String
  public let channel: ChannelName
  public let facts: [FactReport]
  /// Who the parties are, by the platform's own names for persons; those it doesn't name are known by the subject alone.
  public let persons: [Party.ID: PersonID]

  public init(playbook: String, version: String, subject: String, channel: ChannelName, facts: [FactReport], persons: [Party.ID: PersonID] = [:]) {
    self.persons = persons
    self.playbook = playbook
    self.version = version
    self.subject = subject
    self.channel = channel
    self.facts = facts
  }
}

/// Somebody says what a fact is. A nil value says that it can't be known.
public struct FactReport: Hashable, Sendable, Codable {
  public let fact: Fact.ID
  public let value: Value?
  /// Who says it: a source's word, e.g. `platform`, `merchant`, `agent 小王`.
  public let source: String

  public init(fact: Fact.ID, value: Value?, source: String) {
    self.fact = fact
    self.value = value
    self.source = source
  }
}

/// What a receiver reports of an effect: one of the declared outcomes, and what was learned by the way.
public struct EffectReport: Hashable, Sendable {
  public let outcome: String
  public let facts: [FactReport]
  /// The receiver's own words, for the record.
  public let detail: String?
  /// Nobody knows whether the receiver did it: no answer came, or the answer was lost.
  public let isInDoubt: Bool
  /// Why it did not go out; nil when it did.
  public let barred: Barred?
  /// The other case's attempt whose outcome this is.
  public let shared: EffectKey?

  public init(
    outcome: String, facts: [FactReport] = [], detail: String? = nil, isInDoubt: Bool = false, barred: Barred? = nil, shared: EffectKey? = nil
  ) {
    self.barred = barred
    self.shared = shared
    self.outcome = outcome
    self.facts = facts
    self.detail = detail
    self.isInDoubt = isInDoubt
  }
}

/// What a person does to a case that is stuck.
public enum Repair: Hashable, Sendable, Codable {
  case setFact(report: FactReport)
  case retry
  case skip
  case move(to: Step.ID)
}
