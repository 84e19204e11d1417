import Playbook

/// When something is asked, so that a page can tell while it is filled in: `{"fact":"problem","isOneOf":["foreign"]}`.
indirect enum IntakeConditionView: Encodable {
  case isOneOf(fact: String, values: [String])
  /// - Parameter sign: `<`, `<=`, `>` or `>=`.
  case compares(fact: String, sign: String, value: String)
  case all([IntakeConditionView])
  case any([IntakeConditionView])

  private enum Key: String, CodingKey { case fact, isOneOf, sign, value, all, any }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .isOneOf(let fact, let values):
      try container.encode(fact, forKey: .fact)
      try container.encode(values, forKey: .isOneOf)
    case .compares(let fact, let sign, let value):
      try container.encode(fact, forKey: .fact)
      try container.encode(sign, forKey: .sign)
      try container.encode(value, forKey: .value)
    case .all(let parts): try container.encode(parts, forKey: .all)
    case .any(let parts): try container.encode(parts, forKey: .any)
    }
  }
}

extension IntakeConditionView {
  /// Values are written as a registration writes them: ids of choices, true and false.
  init(_ condition: Condition, _ plan: Plan, _ language: Language) {
    func written(_ value: Value, _ fact: Fact.ID) -> String {
      switch value {
      case .choice(let id): id
      case .flag(let flag): flag ? "true" : "false"
      default: plan.fact(fact)?.words(for: value, in: language, zone: plan.zone) ?? ""
      }
    }
    switch condition {
    case .fact(let fact, let values): self = .isOneOf(fact: fact, values: values.map { written($0, fact) })
    case .compare(let fact, let sign, let bound): self = .compares(fact: fact, sign: sign.rawValue, value: written(bound, fact))
    case .all(let parts): self = .all(parts.map { IntakeConditionView($0, plan, language) })
    case .any(let parts): self = .any(parts.map { IntakeConditionView($0, plan, language) })
    // The reading of forms takes no others.
    case .isUnknown, .answer, .otherwise, .unknown: self = .any([])
    }
  }
}
