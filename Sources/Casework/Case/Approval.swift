public import Playbook

/// What somebody is asked to approve.
public struct ApprovalRequest: Hashable, Sendable, Codable {
  /// A visit of a step (`s3/1`), or the key of an effect beside the procedure.
  public internal(set) var about: String
  /// The money action; nil for a ruling.
  public let action: Action.ID?
  public let arguments: [String: String]
  public let amount: Int64?
  /// Whether it is beside the procedure: nothing waits for it.
  public let isAside: Bool
  /// The person who asked for it, who can't approve it; nil when no person did.
  public let requester: String?
  /// Who has approved already: each approval is another person's.
  public let given: [String]
  /// The roles that have to approve behind this one.
  public let rest: [String]
}

/// What a money effect takes from a budget over all cases: taken when it goes out, given back when the money is.
public struct BudgetClaim: Hashable, Sendable, Codable {
  /// Playbook and action.
  public let budget: String
  /// The day (`2026-01-05`) or month (`2026-01`) in the playbook's time zone.
  public let period: String
  public let amount: Int64
  public let most: Int64

  public init(budget: String, period: String, amount: Int64, most: Int64) {
    self.budget = budget
    self.period = period
    self.amount = amount
    self.most = most
  }
}

extension OpenTask {
  /// Who may answer it where one program stands in for everybody: each approval is given by another person, in the role it is asked of.
  public func answerer(_ person: Sender) -> Sender {
    guard case .approval(let request) = purpose, case .person(let name, let role) = person else { return person }
    return .person(name: "\(name) \(request.given.count + 2)", role: self.role ?? role)
  }
}

extension TaskChoice {
  /// The answers to a request for approval.
  public static let approve = "approve"
  public static let refuse = "refuse"
  static let paid = "paid"
  static let notPaid = "not-paid"
}
