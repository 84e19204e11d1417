/// What somebody who registers a case is asked, as the document of its procedure declares it (登记表).
public struct IntakeForm: Hashable, Sendable {
  /// In the order of the document.
  public let fields: [Field]
  /// Nil where the case isn't about an order.
  public let order: Order?
  /// The fact that holds the number of whoever registers.
  public let phone: Fact.ID?
  public let name: Fact.ID?
  /// Where whoever registers tells what happened in words.
  public let description: Fact.ID?
  public let classes: Classes?
  public let check: OrderCheck?
  public let repeats: Repeats?
  /// The file that declares it.
  public let file: String
  public let place: Place

  /// One thing that is asked.
  public struct Field: Hashable, Sendable {
    public let asked: Asked
    public let required: Requirement
    /// It is asked only when this holds.
    public let onlyWhen: Condition?
    /// Where `required` and `atLeast` hold; on every channel when there is none.
    public let channels: [ChannelName]
    /// Characters of a text.
    public let atLeast: Int?
    /// What helps to answer, by language.
    public let hints: [Language: String]
    public let place: Place
  }

  /// What a field asks for.
  public enum Asked: Hashable, Sendable {
    case fact(Fact.ID)
    /// The order's number: what the case is about.
    case order
  }

  /// Whether a field must be filled in.
  public enum Requirement: Hashable, Sendable {
    case no
    case yes
    case when(Condition)
  }

  /// The case is about an order.
  public struct Order: Hashable, Sendable {
    /// Who registers, and whose the order must be.
    public let party: Party.ID
  }

  /// What the matter is.
  public struct Classes: Hashable, Sendable {
    public let fact: Fact.ID
    /// All its values, the gravest first: of several problems the gravest gets the first case.
    public let gravestFirst: [Value]
  }

  /// The fact that says how the order that was named stands to whoever named it.
  public struct OrderCheck: Hashable, Sendable {
    public let fact: Fact.ID
    /// The order is known, and is theirs; nil leaves that to the procedure.
    public let matches: Value?
    /// The order isn't known, or is somebody else's.
    public let differs: Value
    /// No order was named; nil where nothing is said of it.
    public let none: Value?
  }

  /// The fact that counts how often the same person has registered before.
  public struct Repeats: Hashable, Sendable {
    public let fact: Fact.ID
    /// How far back it counts.
    public let within: TimeAmount
  }
}

extension IntakeForm {
  /// The field for a fact; nil for one that isn't asked.
  public func field(_ fact: Fact.ID) -> Field? { fields.first { $0.asked == .fact(fact) } }

  /// The field for the order's number.
  public var orderField: Field? { fields.first { $0.asked == .order } }

  /// How grave a problem is: 0 for the gravest. What nobody has classified comes last.
  public func rank(_ value: Value?) -> Int {
    let values = classes?.gravestFirst ?? []
    return value.flatMap { values.firstIndex(of: $0) } ?? values.count
  }
}

extension IntakeForm.Field {
  /// Whether `required` and `atLeast` hold there.
  public func binds(on channel: ChannelName) -> Bool { channels.isEmpty || channels.contains(channel) }

  /// Whether it has to be filled in, given what is told. What hangs on something unknown isn't asked for.
  public func isRequired(on channel: ChannelName, _ facts: (Fact.ID) -> Value?) -> Bool {
    guard binds(on: channel), onlyWhen.map({ $0.truth(facts: facts, answer: nil) == .yes }) ?? true else { return false }
    return switch required {
    case .no: false
    case .yes: true
    case .when(let condition): condition.truth(facts: facts, answer: nil) == .yes
    }
  }

  /// Whether it may be filled in, given what is told. What hangs on something unknown may.
  public func isAsked(_ facts: (Fact.ID) -> Value?) -> Bool { onlyWhen.map { $0.truth(facts: facts, answer: nil) != .no } ?? true }
}

extension [Utterance] {
  /// The values of a fact that a text speaks of, each once.
  public func values(of fact: Fact.ID, in text: some StringProtocol) -> [Value] {
    let said = SpokenWords(text)
    var values: [Value] = []
    for utterance in self {
      guard case .answer(let setting) = utterance.meaning, setting.fact == fact, !values.contains(setting.value), said.say(utterance.text) else { continue }
      values.append(setting.value)
    }
    return values
  }
}
