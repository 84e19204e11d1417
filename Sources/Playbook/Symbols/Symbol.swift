/// Something that documents give a name and speak of by it.
public struct Symbol: Hashable, Sendable {
  public let kind: Kind
  /// The id of its row; a procedure's is the name in its heading, a document's its path.
  public let id: String
  /// What it belongs to: the fact of a value, the action of an outcome or parameter, the follow-up of an ending, the file of a procedure. Empty for all others.
  public let owner: String

  /// What is named.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case fact, value, party, action, outcome, parameter, event, message, followUp, ending, table, procedure, document

    /// As people call it.
    public func name(in language: Language) -> String {
      switch self {
      case .fact: language.words("事实", "fact")
      case .value: language.words("取值", "value")
      case .party: language.words("角色", "party")
      case .action: language.words("动作", "action")
      case .outcome: language.words("结果", "outcome")
      case .parameter: language.words("参数", "parameter")
      case .event: language.words("事件", "event")
      case .message: language.words("话术", "message")
      case .followUp: language.words("跟单", "follow-up")
      case .ending: language.words("跟单结果", "outcome of a follow-up")
      case .table: language.words("规则", "table")
      case .procedure: language.words("流程", "procedure")
      case .document: language.words("文档", "document")
      }
    }
  }

  public init(_ kind: Kind, _ id: String, of owner: String = "") {
    self.kind = kind
    self.id = id
    self.owner = owner
  }
}

/// One place where a document says a name.
public struct Mention: Hashable, Sendable {
  public let symbol: Symbol
  /// The name as it is written there.
  public let text: String
  public let file: String
  public let place: Place
  /// Whether the name is declared there: the id or one of the labels in its row, or the heading.
  public let isDeclaration: Bool
}

/// What an alternative may name: the answers of the step above it.
public enum AnswerScope: Hashable, Sendable {
  /// A decision, or a question: values of the fact.
  case fact(Fact.ID)
  /// Outcomes of the action.
  case action(Action.ID)
  /// How contact ends.
  case contact
  /// Time over, and events.
  case wait
  /// Outcomes of the follow-up, and events.
  case followUp(FollowUp.ID)
  /// Whatever the person who does the step may say.
  case person
}
