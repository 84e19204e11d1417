/// One thing a connector is asked to carry out, in plain words: a connector knows no cases and no playbooks.
public struct Errand: Hashable, Sendable {
  /// What is asked for.
  public enum Kind: String, Hashable, Sendable {
    /// A declared action: send this, change that.
    case action
    /// Reach a person and say how it went.
    case contact
    /// Ask a party for a fact.
    case ask
    /// Speak or send wording.
    case say
  }

  /// The idempotency key: a receiver that has seen it answers as it did before and does nothing twice.
  public let key: String
  public let kind: Kind
  /// What the case is about, e.g. the order number.
  public let subject: String
  public let action: String?
  public let party: String?
  public let channel: String?
  public let arguments: [String: String]
  public let text: String?
  public let fact: String?
  /// From 1.
  public let attempt: Int
  /// The closed list of outcomes that may be reported.
  public let outcomes: [String]

  public init(
    key: String, kind: Kind, subject: String, action: String?, party: String?, channel: String?, arguments: [String: String], text: String?,
    fact: String?, attempt: Int, outcomes: [String]
  ) {
    self.key = key
    self.kind = kind
    self.subject = subject
    self.action = action
    self.party = party
    self.channel = channel
    self.arguments = arguments
    self.text = text
    self.fact = fact
    self.attempt = attempt
    self.outcomes = outcomes
  }
}

/// How an errand went.
public struct ErrandReport: Hashable, Sendable {
  /// One of the errand's outcomes.
  public let outcome: String
  /// What was learned by the way: fact ids with values as words, nil for "can't be known".
  public let facts: [String: String?]
  /// The receiver's own words, for the record.
  public let detail: String?

  public init(outcome: String, facts: [String: String?] = [:], detail: String? = nil) {
    self.outcome = outcome
    self.facts = facts
    self.detail = detail
  }
}

/// Why an errand could not be handed over. The dispatcher tries again; the receiver may have seen the key already.
public enum ConnectorFault: Error, Hashable, Sendable {
  case unreachable(String)
  case timedOut
  /// The receiver answered with something that is not an answer.
  case garbled(String)
}

/// The way out to one provider or platform. The sandbox implements the same interface as the real ones.
public protocol Connector: Sendable {
  /// Whether anything can go out by it: not where there is nobody to hand errands to.
  var isOpen: Bool { get }
  /// Hands an errand over.
  /// - Returns: the report, or nil when the receiver took the errand and reports later by a signal.
  /// - Throws: `ConnectorFault` when it is not known to have been taken.
  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport?
  /// Tries the way out without doing anything that an errand would: sends a test message to whoever tries, or asks whether an action could be carried out.
  /// - Throws: `ConnectorFault` when nobody answers, or with something that isn't an answer.
  func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer
}

extension Connector {
  public var isOpen: Bool { true }

  /// Whoever can't be tried without harm isn't.
  public func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer {
    guard isOpen else { throw .unreachable("no connector is open") }
    return .unsupported
  }
}
