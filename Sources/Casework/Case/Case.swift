public import Playbook

/// The state of a case, folded from its events. Nothing here is known that events don't say.
public struct Case: Hashable, Sendable, Codable {
  public let id: CaseID
  public let playbook: String
  public internal(set) var version: String
  public let subject: String
  public let channel: ChannelName
  public let openedAt: Instant
  public internal(set) var phase: Phase
  /// The sequence number of the last event.
  public internal(set) var eventCount: Int
  public internal(set) var facts: [Fact.ID: KnownFact]
  /// The procedures under way: the main one first, the one that runs now last.
  public internal(set) var frames: [Frame]
  public internal(set) var visits: [Step.ID: Int]
  /// The answer each step got when the case last came to it.
  public internal(set) var answers: [Step.ID: String]
  public internal(set) var prohibitions: [Prohibition]
  public internal(set) var effects: [EffectKey: Effect]
  /// By step: the key of an action that may have been done though nobody said so. The next attempt goes out under it.
  public internal(set) var inDoubt: [Step.ID: EffectKey]
  public internal(set) var timers: [TimerID: CaseTimer]
  public internal(set) var tasks: [TaskID: OpenTask]
  public internal(set) var promises: [PromiseID: Promise]
  public internal(set) var incident: Incident?
  /// Whether a sentence of the main procedure has concluded the case.
  public internal(set) var isConcluded: Bool
  /// Who the parties are over all cases, where the platform says.
  public internal(set) var persons: [Party.ID: PersonID] = [:]
  /// The last event in which a party got in touch by itself, or took a consent back.
  public internal(set) var lastWord: [Party.ID: Int] = [:]
  /// The last word on each consent, by `party/scope`.
  public internal(set) var consents: [String: Consented] = [:]
  /// Every ruling, in order; see `standingRuling`.
  public internal(set) var rulings: [Ruled] = []
  public internal(set) var postings: [Posted] = []
  /// How much was approved, by what it is about: a visit of a step, or an effect.
  public internal(set) var approvals: [String: Int64] = [:]
  public internal(set) var links: [Linked] = []
  /// The digests of the files that belong to the case, by the files' ids; nil for none, as in states that were stored before there were any.
  public internal(set) var evidence: [String: String]? = nil
  /// What was done since a decision that can still turn out otherwise, oldest first.
  public internal(set) var deeds: [Deed] = []
  /// How often the case went back to a decision, since it began or since a person let it go on.
  public internal(set) var reconsiderations = 0
  /// The decisions of the main procedure, once it has ended and something is still open.
  public internal(set) var lastDecisions: [PastDecision] = []

  /// Where the case stands between its opening and its end.
  public enum Phase: String, Hashable, Sendable, Codable {
    case open
    /// The procedure has ended, a promise or an effect is still open.
    case settling
    case closed
  }
}

/// A fact with where it came from.
public struct KnownFact: Hashable, Sendable, Codable {
  /// Nil: asked for, and nobody can say.
  public let value: Value?
  public let source: String
  public let at: Instant
  /// The event that brought it.
  public let learned: Int
  /// The event since which the value is this; nil when that is the one that brought it.
  public internal(set) var since: Int? = nil
  /// True when the procedure itself brought about the value, or took notice of it: no decision before is to be looked at again for it. Else nil.
  public internal(set) var isExpected: Bool? = nil
}

/// Actions that a sentence forbids from its place on.
public struct Prohibition: Hashable, Sendable, Codable {
  public let actions: [Action.ID]
  /// The sentence that forbids.
  public let clause: Step.ID
}

/// One procedure under way.
public struct Frame: Hashable, Sendable, Codable {
  public internal(set) var procedure: Procedure.ID
  /// The step that the procedure stands at; nil when it has run to its end.
  public internal(set) var step: Step.ID?
  /// The event with which the step was reached: what was learned behind it was learned on this visit.
  public internal(set) var reached: Int
  /// The event with which the step before it was reached.
  public internal(set) var reachedBefore: Int? = nil
  /// The facts whose sources were turned to on this visit, in order.
  public internal(set) var asked: [Fact.ID]
  /// For each of them the source that was turned to last, by its place in the fact's sources. Nil before the first.
  public internal(set) var turnedTo: [Fact.ID: Int]?
  /// How often each step was come to since the procedure was entered; counted anew in each round of a follow-up that has a time limit, and when a person
  /// lets a circle go on.
  public internal(set) var comings: [Step.ID: Int]
  /// Which attempt of the step's action is under way, from 1.
  public internal(set) var attempt: Int
  public internal(set) var followUp: FollowUpState?
  public internal(set) var awaiting: Awaiting?
  /// The steps of this run, in order; what was gone back behind isn't in it.
  public internal(set) var trail: [Footstep] = []
}

/// Where a follow-up stands.
public struct FollowUpState: Hashable, Sendable, Codable {
  public let id: FollowUp.ID
  /// Rounds begun so far.
  public internal(set) var round: Int
  /// Rings when the follow-up's time is over.
  public internal(set) var limit: TimerID?
}

/// What the procedure that runs now is waiting for.
public enum Awaiting: Hashable, Sendable, Codable {
  /// The end of an effect: an action, or wording that was sent.
  case effect(EffectKey)
  /// The pause before a failed action is tried again.
  case retry(TimerID)
  case contact(ContactProgress)
  /// The answer of a fact's source.
  case source(Fact.ID, index: Int, SourceWait)
  case timer(TimerID)
  case task(TaskID)
  /// The next round of a follow-up.
  case round(TimerID)
}

/// What a fact's source still has to do.
public enum SourceWait: Hashable, Sendable, Codable {
  /// Chosen, not asked yet.
  case chosen
  case effect(EffectKey)
  case task(TaskID)
}

/// How far a contact has come.
public struct ContactProgress: Hashable, Sendable, Codable {
  /// The rung of the ladder, from 0.
  public internal(set) var rung: Int
  /// Attempts made at this rung.
  public internal(set) var attempt: Int
  public internal(set) var made: [ContactAttempt]
  public internal(set) var wait: ContactWait
}

/// What a contact waits for between its attempts.
public enum ContactWait: Hashable, Sendable, Codable {
  /// An attempt has ended, the next is not yet planned.
  case between
  case effect(EffectKey)
  case pause(TimerID)
}
