public import Playbook

/// Something of a case that has a life of its own and is listed over all cases: a promise, a ruling, a posting, a negotiation.
public struct RegisterEntry: Hashable, Sendable {
  /// `BuiltInRegister`'s name, or the id of a register that the playbook declares.
  public let register: String
  /// Its name within case and register.
  public let id: String
  public let content: Content
  /// The event it begins with.
  public let opened: Int
  public let openedAt: Instant
  /// How it stands, in one word that programs can ask for.
  public internal(set) var state: String
  /// What the fact that says how a declared entry stands was when it ended, or is now: the id of the choice. Nil for what declares no such fact, knows nothing of
  /// it, or keeps it personal.
  public internal(set) var standing: String?
  public internal(set) var party: Party.ID?
  /// Who that is over all cases, where the platform says.
  public internal(set) var person: PersonID?
  public internal(set) var due: Instant?
  /// The last event of it; nil while it is open.
  public internal(set) var ended: Int?
  public internal(set) var endedAt: Instant?
  /// What was known when it ended, or is known now: the facts that the register shows.
  public internal(set) var facts: [Fact.ID: KnownFact] = [:]

  public var isOpen: Bool { ended == nil }

  /// What it is.
  public enum Content: Hashable, Sendable {
    case promise(Promise)
    case ruling(Ruled)
    case posting(Posted)
    case incident(Incident)
    case followUp(FollowUp.ID)
    case party
    /// Something that a party was asked to do.
    case errand(Effect)
    /// Something that a party was asked to say.
    case question(Effect)
    /// What somebody who worked on the case said of the document.
    case remark(CaseMessage)
    case declared(Register)
  }

  mutating func end(_ event: Event, _ state: String) {
    guard ended == nil else { return }
    self.state = state
    ended = event.sequence
    endedAt = event.at
  }
}

/// What is listed whatever the playbooks declare.
public enum BuiltInRegister: String, Sendable, CaseIterable {
  case promises, rulings, postings, incidents, parties
  /// What riders, merchants and groups were asked to do: each has until its deadline to accept.
  case errands
  /// The facts that parties were asked for, also by actions that are a fact's source.
  case questions
  case followUps = "follow-ups"
  /// What people who work on cases say of the document.
  case remarks
}

extension RegisterEntry {
  /// The states of what programs list.
  public enum State {
    public static let open = "open"
    /// A promise.
    public static let kept = "kept"
    public static let broken = "broken"
    /// A ruling another one has taken the place of.
    public static let replaced = "replaced"
    public static let overturned = "overturned"
    /// An incident.
    public static let resolved = "resolved"
    /// A procedure that has run to its end.
    public static let ended = "ended"
    /// A procedure that was left before its end, because the case went back or elsewhere.
    public static let left = "left"
    /// A party.
    public static let named = "named"
    /// A remark.
    public static let written = "written"
  }
}
