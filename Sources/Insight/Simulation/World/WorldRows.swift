import Playbook

/// Reads what a world file says about single facts, parties, actions and the staff.
extension World {
  mutating func readFacts(_ node: WorldNode, _ plan: Plan) throws(WorldFault) {
    for row in try node.entries() {
      guard let place = plan.vocabulary.facts.firstIndex(where: { $0.isNamed(row.key) }) else {
        throw WorldNode.unknownName(row.key, line: row.line, kind: .init("事实", "fact"))
      }
      try facts[place].read(row.value, plan.vocabulary.facts[place])
    }
  }

  mutating func readParties(_ node: WorldNode, _ plan: Plan) throws(WorldFault) {
    for row in try node.entries() {
      guard let place = plan.vocabulary.parties.firstIndex(where: { $0.isNamed(row.key) }) else {
        throw WorldNode.unknownName(row.key, line: row.line, kind: .init("角色", "party"))
      }
      try parties[place].read(row.value, plan)
    }
  }

  mutating func readActions(_ node: WorldNode, _ plan: Plan) throws(WorldFault) {
    for row in try node.entries() {
      guard let place = plan.vocabulary.actions.firstIndex(where: { $0.isNamed(row.key) }) else {
        throw WorldNode.unknownName(row.key, line: row.line, kind: .init("动作", "action"))
      }
      try actions[place].read(row.value, plan.vocabulary.actions[place], plan)
    }
  }
}

extension WorldNode {
  /// Weights of a closed list; what isn't named never comes up.
  func weights(of names: [[String]], kind: Diagnostic.Message) throws(WorldFault) -> Weights {
    var weights = names.map { _ in 0.0 }
    for entry in try entries() {
      guard let place = names.firstIndex(where: { $0.contains(entry.key) }) else {
        throw WorldFault(
          line: entry.line,
          message: .init(
            "没有“\(entry.key)”这个\(kind.chinese)（可用：\(names.compactMap(\.first).joined(separator: "、"))）。",
            "There is no \(kind.english) “\(entry.key)” (known: \(names.compactMap(\.first).joined(separator: ", ")))."))
      }
      weights[place] = try entry.value.weight()
    }
    guard weights.contains(where: { $0 > 0 }) else { throw fault(.init("至少一项大于 0。", "At least one has to be more than 0.")) }
    return Weights(weights)
  }
}

extension FactInWorld {
  fileprivate mutating func read(_ node: WorldNode, _ fact: Fact) throws(WorldFault) {
    for entry in try node.entries() {
      let value = entry.value
      switch (entry.key, fact.type) {
      case ("unknown", _): unknown = try value.share()
      case ("at-start", _): atStart = try value.share()
      case ("values", .choice(let choices)):
        values = .listed(choices.map { .choice($0.id) }, try value.weights(of: choices.map { [$0.id] + $0.labels }, kind: .init("取值", "value")))
      case ("values", .flag(let yes, let no)):
        values = .listed(
          [.flag(true), .flag(false)],
          try value.weights(of: [["yes", "true", "是"] + yes, ["no", "false", "否"] + no], kind: .init("取值", "value")))
      case ("range", .number):
        guard let spread = Spread(number: try value.text()) else { throw value.misread(try value.text(), "1-12") }
        values = .number(spread)
      case ("range", .money):
        guard let spread = Spread(money: try value.text()) else { throw value.misread(try value.text(), "8-60 元") }
        values = .money(spread)
      case ("range", .duration): values = .duration(try value.time())
      case ("ago", .time): values = .ago(try value.time())
      case ("texts", .text): values = .texts(try value.texts())
      default: throw WorldNode.unknownKey(entry.key, line: entry.line, known: ["unknown", "at-start", Self.key(for: fact.type)])
      }
    }
  }

  private static func key(for type: FactType) -> String {
    switch type {
    case .choice, .flag: "values"
    case .number, .money, .duration: "range"
    case .time: "ago"
    case .text: "texts"
    }
  }
}

extension PartyInWorld {
  fileprivate mutating func read(_ node: WorldNode, _ plan: Plan) throws(WorldFault) {
    for entry in try node.entries() {
      let value = entry.value
      switch entry.key {
      case "answers": answers = try value.share()
      case "after": answersAfter = try value.time()
      case "calls":
        let outcomes = ContactOutcome.allCases.map { [$0.rawValue] + $0.labels }
        calls = try value.weights(of: outcomes, kind: .init("通话结果", "outcome of a call"))
      case "talks": talks = try value.time()
      case "rings": rings = try value.time()
      case "tells":
        var told: [Int] = []
        for name in try value.texts() {
          guard let place = plan.vocabulary.facts.firstIndex(where: { $0.isNamed(name) }) else {
            throw WorldNode.unknownName(name, line: value.line, kind: .init("事实", "fact"))
          }
          told.append(place)
        }
        tells = told
      default: throw WorldNode.unknownKey(entry.key, line: entry.line, known: ["answers", "after", "calls", "talks", "rings", "tells"])
      }
    }
  }
}

extension ActionInWorld {
  fileprivate mutating func read(_ node: WorldNode, _ action: Action, _ plan: Plan) throws(WorldFault) {
    for entry in try node.entries() {
      let value = entry.value
      switch entry.key {
      case "outcomes": outcomes = try value.weights(of: action.outcomes.map { [$0.id] + $0.labels }, kind: .init("结果", "outcome"))
      case "takes": takes = try value.time()
      case "amount":
        let text = try value.text()
        if let fact = plan.vocabulary.facts.first(where: { $0.isNamed(text) && $0.type == .money }) {
          amount = .fact(fact.id)
        } else if let spread = Spread(money: text) {
          amount = .drawn(spread)
        } else {
          throw value.misread(text, "15-60 元")
        }
      default: throw WorldNode.unknownKey(entry.key, line: entry.line, known: ["outcomes", "takes", "amount"])
      }
    }
  }
}

extension StaffInWorld {
  mutating func read(_ node: WorldNode) throws(WorldFault) {
    for entry in try node.entries() {
      let value = entry.value
      switch entry.key {
      case "calls-by": callsBy = try value.text() == "nobody" ? nil : value.text()
      case "pickup": pickup = try value.time()
      case "unknown": unknown = try value.share()
      default:
        guard let kind = WorkKind(rawValue: entry.key) else {
          throw WorldNode.unknownKey(entry.key, line: entry.line, known: ["calls-by", "pickup", "unknown"] + WorkKind.allCases.map(\.rawValue))
        }
        takes[kind.index] = try value.time()
      }
    }
  }
}
