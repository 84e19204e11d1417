/// When a branch is taken: a total expression over facts and over the answer of the step it stands under.
public indirect enum Condition: Hashable, Sendable {
  /// The fact has one of these values.
  case fact(Fact.ID, isOneOf: [Value])
  case compare(Fact.ID, Comparison, Value)
  /// The fact is not known, whoever was asked.
  case isUnknown(Fact.ID)
  /// The step ended with one of these: an action's outcome, a contact's, a person's choice, an awaited event.
  case answer(isOneOf: [String])
  case all([Condition])
  case any([Condition])
  /// None of the siblings holds, and the answer is known.
  case otherwise
  /// The answer is not known.
  case unknown
}

/// How a value stands to a bound.
public enum Comparison: String, Hashable, Sendable {
  case less = "<"
  case atMost = "<="
  case more = ">"
  case atLeast = ">="
}

extension Condition {
  /// Every fact that the condition reads.
  public var facts: [Fact.ID] {
    switch self {
    case .fact(let id, _), .compare(let id, _, _), .isUnknown(let id): [id]
    case .all(let parts), .any(let parts): parts.flatMap(\.facts)
    case .answer, .otherwise, .unknown: []
    }
  }

  /// The alternatives that are joined by `或`.
  var alternatives: [Condition] {
    if case .any(let parts) = self { return parts.flatMap(\.alternatives) }
    return [self]
  }

  public var takesOtherwise: Bool {
    switch self {
    case .otherwise: true
    case .any(let parts): parts.contains { $0.takesOtherwise }
    default: false
    }
  }

  public var takesUnknown: Bool {
    switch self {
    case .unknown: true
    case .any(let parts): parts.contains { $0.takesUnknown }
    default: false
    }
  }

  /// Whether it asks if a fact is unknown.
  public var testsUnknown: Bool {
    switch self {
    case .isUnknown: true
    case .all(let parts), .any(let parts): parts.contains { $0.testsUnknown }
    default: false
    }
  }

  /// Whether the condition holds, given the known facts and the answer of its step. `otherwise` is left to the one who sees the siblings: unknown here.
  public func truth(facts: (Fact.ID) -> Value?, answer: String?) -> Truth {
    switch self {
    case .fact(let id, let values):
      guard let value = facts(id) else { return .unknown }
      return Truth(values.contains(value))
    case .compare(let id, let comparison, let bound):
      guard let value = facts(id), let order = value.order(to: bound) else { return .unknown }
      return Truth(comparison.holds(for: order))
    case .isUnknown(let id): return Truth(facts(id) == nil)
    case .answer(let labels):
      guard let answer else { return .unknown }
      return Truth(labels.contains(answer))
    case .all(let parts): return parts.reduce(.yes) { $0 && $1.truth(facts: facts, answer: answer) }
    case .any(let parts): return parts.reduce(.no) { $0 || $1.truth(facts: facts, answer: answer) }
    case .otherwise, .unknown: return .unknown
    }
  }
}

extension Comparison {
  /// - Parameter order: below 0 when the value is less than the bound, 0 when equal.
  fileprivate func holds(for order: Int) -> Bool {
    switch self {
    case .less: order < 0
    case .atMost: order <= 0
    case .more: order > 0
    case .atLeast: order >= 0
    }
  }
}

extension Value {
  /// The order of two values of one kind; nil when they can't be compared.
  func order(to other: Value) -> Int? {
    func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left > right ? 1 : 0 }
    return switch (self, other) {
    case (.number(let left), .number(let right)): sign(left, right)
    case (.money(let left), .money(let right)): sign(left, right)
    case (.duration(let left), .duration(let right)): sign(left, right)
    case (.time(let left), .time(let right)): sign(left, right)
    default: nil
    }
  }
}
