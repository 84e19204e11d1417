/// The columns of a table of rules over cases.
enum CaseRuleColumn: DeclaringColumn {
  case id, labels, counts, key, window, threshold, opens, carries

  var titles: [String] {
    switch self {
    case .id: ["id", "id", "标识"]
    case .labels: ["名称", "labels", "名称、别名", "name", "names"]
    case .counts: ["计入", "counts", "数什么"]
    case .key: ["归到", "key", "同一", "by"]
    case .window: ["窗口", "window", "多久之内"]
    case .threshold: ["门槛", "threshold", "多少"]
    case .opens: ["立单", "opens", "开单"]
    case .carries: ["带入", "with", "带入事实"]
    }
  }

  var form: Diagnostic.Message {
    switch self {
    case .id, .labels: .init("写标识和名称", "an id and names")
    case .counts: .init("写“开单”、“开单 流程标识”、“事实=值”或“结论 事实=值”", "write “opened”, “opened PLAYBOOK”, “FACT=V” or “concluded FACT=V”")
    case .key: .init("写一个不是个人信息的事实、一个角色或“对象”", "name a fact that isn't personal data, a party or “subject”")
    case .window: .init("写时长，如“24 小时”", "write an amount of time, for example “24 hours”")
    case .threshold:
      .init("写“3 单”、“3 人（用户编号）”或“超过 5 % 且 至少 20 单”", "write “3 cases”, “3 people (customer id)” or “over 5 % and at least 20 orders”")
    case .opens: .init("写流程标识", "write a playbook's id")
    case .carries:
      .init("写“事实”、“事实=值”，或“事实=单数、人数、比率、订单数、单号、起始时间”，类型要合", "write “FACT”, “FACT=V”, or “FACT=count, people, rate, orders, cases, since” of a fitting type")
    }
  }
}

/// What the cells of a rule mean; nil for what isn't understood.
extension CaseRuleReading {
  func counted(_ text: Substring) -> CaseRule.Counted? {
    if let (_, rest) = text.behind(word: ["开单", "case opened", "opened"]) {
      let playbooks = rest.cut(at: ["、", ",", "，"]).map(String.init)
      return playbooks.allSatisfy { !$0.contains(where: \.isWhitespace) } ? .opened(playbooks) : nil
    }
    if let (_, rest) = text.behind(word: ["结论", "concluded"]) { return condition(rest.trimmed(of: ["：", ":"])).map { .concluded($0) } }
    return condition(text).map { .learned($0) }
  }

  private func condition(_ text: Substring) -> Condition? {
    guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(text) else { return nil }
    // What nobody knows can't be counted: it would count until somebody looks.
    return condition.facts.isEmpty || condition.testsUnknown || condition.takesUnknown || condition.takesOtherwise ? nil : condition
  }

  func key(_ text: Substring) -> CaseRule.Aspect? {
    guard let aspect = aspect(text) else { return nil }
    // It becomes the subject of a case, which is shown everywhere; what people are told apart by is kept in the clear with the rule's counts.
    if case .fact(let id) = aspect, names.vocabulary.fact(id)?.isPersonal == true { return nil }
    return aspect
  }

  private func aspect(_ text: Substring) -> CaseRule.Aspect? {
    if ["对象", "subject"].contains(text.lowercased()) { return .subject }
    if let fact = names.fact(text.trimmed(of: ["`"])) { return .fact(fact.id) }
    return names.party(text).map { .person($0.id) }
  }

  func threshold(_ text: Substring) -> CaseRule.Threshold? {
    let parts = text.cutOutsideBrackets(at: ["并且", "且", "and", "，"])
    guard let first = parts.first else { return nil }
    if first.contains("%") || first.contains("％") { return rate(first, least: parts.dropFirst()) }
    guard parts.count == 1 else { return nil }
    if let (head, inside) = first.parenthesised, let (count, unit) = number(head), !unit.isEmpty {
      return key(inside).map { .distinct(count, $0) }
    }
    guard let (count, unit) = number(first), ["单", "起", "张", "张工单", "case", "cases"].contains(unit) else { return nil }
    return .cases(count)
  }

  private func rate(_ text: Substring, least: ArraySlice<Substring>) -> CaseRule.Threshold? {
    let text = halfWidth(text)[...].trimmed
    let enough = ["≥", ">=", "至少", "不少于", "不低于", "at least"]
    let more = [">", "超过", "大于", "高于", "over", "more than"]
    guard let (sign, rest) = text.behind(sign: enough + more), let percent = rest.firstIndex(of: "%") else { return nil }
    guard let points = basisPoints(rest[..<percent].trimmed), (1...10_000).contains(points) else { return nil }
    guard ["", "的订单", "订单", "of orders", "of all orders"].contains(rest[rest.index(after: percent)...].trimmed.lowercased()) else { return nil }
    var atLeast = 1
    if let part = least.first {
      guard least.count == 1, let (_, rest) = halfWidth(part)[...].trimmed.behind(sign: enough), let (count, unit) = number(rest) else { return nil }
      guard ["单", "个订单", "orders", "order"].contains(unit) else { return nil }
      atLeast = count
    }
    return .rate(CaseRule.Rate(basisPoints: points, isEnough: enough.contains(sign), of: .orders, atLeast: atLeast))
  }

  /// `5`, `2.5`, `0.25` per cent.
  private func basisPoints(_ text: Substring) -> Int? {
    let sides = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(sides.count), let whole = Int(sides[0]), (0...100).contains(whole) else { return nil }
    guard sides.count == 2 else { return whole * 100 }
    guard (1...2).contains(sides[1].count), let part = Int(sides[1]), part >= 0 else { return nil }
    return whole * 100 + (sides[1].count == 1 ? part * 10 : part)
  }

  /// A count from 1 on, and the unit behind it in small letters.
  private func number(_ text: Substring) -> (Int, unit: String)? {
    let text = halfWidth(text)[...].trimmed
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    guard digits.count <= 9, let count = Int(digits), count > 0 else { return nil }
    return (count, text[digits.endIndex...].trimmed.lowercased())
  }

  func carried(_ text: Substring) -> CaseRule.Carried? {
    let sides = text.split(maxSplits: 1, whereSeparator: { $0 == "=" || $0 == "＝" }).map(\.trimmed)
    guard let fact = sides.first.flatMap({ names.fact($0) }) else { return nil }
    guard sides.count == 2 else { return CaseRule.Carried(fact: fact.id, what: .copied) }
    if let what = measure(sides[1].lowercased()), fact.takes(what) { return CaseRule.Carried(fact: fact.id, what: what) }
    if measure(sides[1].lowercased()) != nil, fact.type == .text { return nil }
    return fact.value(sides[1]).map { CaseRule.Carried(fact: fact.id, what: .value($0)) }
  }

  private func measure(_ text: String) -> CaseRule.Carried.What? {
    switch text {
    case "单数", "起数", "count": .count
    case "人数", "people": .distinct
    case "比率", "rate": .rate
    case "订单数", "orders": .denominator
    case "单号", "cases": .cases
    case "起始时间", "since": .since
    default: nil
    }
  }
}

extension Fact {
  fileprivate func takes(_ what: CaseRule.Carried.What) -> Bool {
    switch (what, type) {
    case (.count, .number), (.distinct, .number), (.rate, .number), (.denominator, .number), (.cases, .text), (.since, .time), (.copied, _), (.value, _): true
    default: false
    }
  }
}

extension Substring {
  /// What stands behind a leading sign, trimmed, and the sign.
  fileprivate func behind(sign signs: [String]) -> (sign: String, rest: Substring)? {
    guard let sign = signs.first(where: { lowercased().hasPrefix($0) }) else { return nil }
    return (sign, dropFirst(sign.count).trimmed)
  }
}
