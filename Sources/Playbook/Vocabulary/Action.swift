/// Something the desk can have done. How it is carried out is configuration: the language knows its outcomes.
public struct Action: Labelled, Hashable, Sendable {
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
  public internal(set) var money: MoneyTerms?

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
