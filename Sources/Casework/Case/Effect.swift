public import Playbook

/// Something that must go out. It is planned in the same commit as the events that caused it, and ends with a report.
///
/// It has many fields and goes through many hands, so it is kept in one place and never changed.
public final class Effect: Sendable, Codable {
  /// Why something goes out, and so who waits for it.
  public enum Purpose: String, Hashable, Sendable, Codable {
    case action, contact, ask, say
    /// An action a person asked for, or a promise's consequence: nothing waits for it.
    case aside
  }

  public let key: EffectKey
  /// The step that planned it; nil for an action that a person asked for.
  public let step: Step.ID?
  public let purpose: Purpose
  /// The declared action; nil for contact, questions and wording.
  public let action: Action.ID?
  public let party: Party.ID?
  public let channel: ChannelName?
  /// Who is reached by it, over all cases; nil for what reaches nobody.
  public let person: PersonID?
  public let arguments: [String: String]
  /// Words to be spoken or sent, slots filled.
  public let text: String?
  /// The fact that is asked for.
  public let fact: Fact.ID?
  /// From 1.
  public let attempt: Int
  /// For contact: which rung of the ladder, from 0.
  public let rung: Int?
  /// The closed list of outcomes the receiver may report.
  public let outcomes: [String]
  /// The attempt in doubt that this one repeats: it goes out under that one's key, so that a receiver that did it then does nothing now.
  public let repeats: EffectKey?
  /// When the attempt counts as failed if nothing was reported.
  public let deadline: Instant
  /// What it takes from a budget over all cases.
  public let budget: BudgetClaim?

  /// Whether it carries what a person wrote to a party.
  public var isMessage: Bool { purpose == .aside && action == nil }

  /// The idempotency key that the receiver sees.
  public var receiverKey: EffectKey { repeats ?? key }

  init(
    key: EffectKey, step: Step.ID?, purpose: Purpose, action: Action.ID?, party: Party.ID?, channel: ChannelName?, arguments: [String: String],
    text: String?, fact: Fact.ID?, attempt: Int, rung: Int?, outcomes: [String], repeats: EffectKey? = nil, deadline: Instant, person: PersonID? = nil,
    budget: BudgetClaim? = nil
  ) {
    self.key = key
    self.step = step
    self.purpose = purpose
    self.action = action
    self.party = party
    self.channel = channel
    self.arguments = arguments
    self.text = text
    self.fact = fact
    self.attempt = attempt
    self.rung = rung
    self.outcomes = outcomes
    self.repeats = repeats
    self.deadline = deadline
    self.person = person
    self.budget = budget
  }
}

extension Effect {
  /// The same under a step's new name.
  func moved(to step: Step.ID?) -> Effect { copy(step: step, person: person, outcomes: outcomes, budget: budget) }

  func reaching(_ person: PersonID?) -> Effect { copy(step: step, person: person, outcomes: outcomes, budget: budget) }

  /// The same with a claim on a budget, and the outcome that it may have for it.
  func claiming(_ budget: BudgetClaim, outcomes: [String]) -> Effect { copy(step: step, person: person, outcomes: outcomes, budget: budget) }

  private func copy(step: Step.ID?, person: PersonID?, outcomes: [String], budget: BudgetClaim?) -> Effect {
    Effect(
      key: key, step: step, purpose: purpose, action: action, party: party, channel: channel, arguments: arguments, text: text, fact: fact,
      attempt: attempt, rung: rung, outcomes: outcomes, repeats: repeats, deadline: deadline, person: person, budget: budget)
  }
}

extension Effect: Hashable {
  public static func == (one: Effect, other: Effect) -> Bool {
    one === other
      || one.key == other.key && one.step == other.step && one.purpose == other.purpose && one.action == other.action && one.party == other.party
        && one.channel == other.channel && one.arguments == other.arguments && one.text == other.text && one.fact == other.fact
        && one.attempt == other.attempt && one.rung == other.rung && one.outcomes == other.outcomes && one.repeats == other.repeats
        && one.deadline == other.deadline && one.person == other.person && one.budget == other.budget
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
