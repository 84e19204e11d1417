/// Something the desk can have done. How it is carried out is configuration: the language knows its outcomes.
///
/// Every case that runs by a plan looks at its actions, from several threads: they are kept in one place and not copied.
public final class Action: Labelled, Sendable {
  public typealias ID = String

  /// Stands for the contact primitive where actions are named, e.g. in a ban on contacting.
  public static let contactPrimitive: ID = "contact"

  public let id: ID
  public let labels: [String]
  public let kind: ActionKind
  /// Whom it goes to, if to someone.
  public let party: Party.ID?
  public let channel: ChannelName?
  public let parameters: [Parameter]
  /// Closed, success first, always with a failure.
  public let outcomes: [Outcome]
  /// How long one attempt may take before it counts as failed.
  public let timeLimit: TimeAmount
  public let attempts: Int
  /// What must be established before it may run; nil for nothing.
  public let guardCondition: Condition?
  /// The wording it sends when the step names none.
  public let message: Message.ID?
  /// The action that takes it back.
  public let undo: String?
  public let place: Place
  /// What it moves, for the kind money; nil where no table says so.
  public let money: MoneyTerms?

  init(
    id: ID, labels: [String], kind: ActionKind, party: Party.ID?, channel: ChannelName?, parameters: [Parameter], outcomes: [Outcome],
    timeLimit: TimeAmount, attempts: Int, guardCondition: Condition?, message: Message.ID?, undo: String?, place: Place, money: MoneyTerms? = nil
  ) {
    self.id = id
    self.labels = labels
    self.kind = kind
    self.party = party
    self.channel = channel
    self.parameters = parameters
    self.outcomes = outcomes
    self.timeLimit = timeLimit
    self.attempts = attempts
    self.guardCondition = guardCondition
    self.message = message
    self.undo = undo
    self.place = place
    self.money = money
  }

  /// The same with what it moves.
  func moving(_ money: MoneyTerms) -> Action {
    Action(
      id: id, labels: labels, kind: kind, party: party, channel: channel, parameters: parameters, outcomes: outcomes, timeLimit: timeLimit,
      attempts: attempts, guardCondition: guardCondition, message: message, undo: undo, place: place, money: money)
  }

  /// Something the action has to be told.
  public struct Parameter: Labelled, Hashable, Sendable {
    public let id: String
    public let labels: [String]
  }

  /// One way for the action to end.
  public struct Outcome: Labelled, Hashable, Sendable {
    public let id: String
    public let labels: [String]
    public let isFailure: Bool
  }

  /// Gives personal data away and requires nobody's consent: never run, whoever asks.
  public var lacksConsent: Bool { kind == .disclose && guardCondition == nil }

  /// The outcome that is meant when nothing went wrong.
  public var success: Outcome { outcomes.first { !$0.isFailure } ?? outcomes[0] }
  public var failure: Outcome { outcomes.first { $0.isFailure } ?? outcomes[outcomes.count - 1] }
}

/// What an action does, as far as bans and checks care.
public enum ActionKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Reaches a person.
  case contact
  /// Gives personal data to someone: needs recorded consent on every path.
  case disclose
  case money
  case order
  case record
  /// Work for a person or another team.
  case task

  public var labels: [String] {
    switch self {
    case .contact: ["联系", "contact"]
    case .disclose: ["披露", "disclose"]
    case .money: ["资金", "money"]
    case .order: ["订单", "order"]
    case .record: ["记录", "record"]
    case .task: ["任务", "task"]
    }
  }
}
