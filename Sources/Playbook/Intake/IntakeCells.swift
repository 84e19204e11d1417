/// What the cells of an intake form mean; nil for what isn't understood.
struct IntakeCells {
  let names: Names

  /// No text has to be longer: nobody would write it.
  private static let longest = 2_000

  /// Whether the cell stands for the order's number.
  func isSubject(_ text: Substring) -> Bool { ["对象", "subject"].contains(text.lowercased()) }

  func fact(_ text: Substring) -> Fact? { names.fact(text.trimmed(of: ["`"])) }

  func requirement(_ text: Substring) -> IntakeForm.Requirement? {
    switch text.lowercased() {
    case "是", "yes": .yes
    case "否", "no", "-": .no
    default: condition(text).map { .when($0) }
    }
  }

  /// A form is filled in before anybody is asked: what is unknown decides nothing.
  func condition(_ text: Substring) -> Condition? {
    guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(text) else { return nil }
    return condition.facts.isEmpty || condition.testsUnknown || condition.takesUnknown || condition.takesOtherwise ? nil : condition
  }

  func channels(_ text: Substring) -> [ChannelName]? {
    let written = text.cut(at: ["、", ",", "，"])
    let channels = written.compactMap { ChannelName(label: $0) }
    return channels.isEmpty || channels.count != written.count ? nil : channels
  }

  /// `100`, `100 字`, `100 characters`.
  func characters(_ text: Substring) -> Int? {
    let text = halfWidth(text)[...].trimmed
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    guard digits.count <= 4, let count = Int(digits), (1...Self.longest).contains(count) else { return nil }
    return ["", "字", "个字", "characters"].contains(text[digits.endIndex...].trimmed.lowercased()) ? count : nil
  }

  /// - Parameter fact: of the row; nil for the order's number.
  func purpose(_ text: Substring, of fact: Fact?) -> IntakePurpose? {
    let sides = text.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map(\.trimmed)
    guard let word = sides.first?.lowercased() else { return nil }
    let rest = sides.count == 2 ? sides[1] : nil
    guard let fact else { return ["订单", "order"].contains(word) ? rest.flatMap { names.party($0) }.map { IntakePurpose.order($0.id) } : nil }
    switch (word, fact.type) {
    case ("手机号", .text), ("phone", .text): return rest == nil && fact.isPersonal ? .phone : nil
    case ("姓名", .text), ("name", .text): return rest == nil && fact.isPersonal ? .name : nil
    case ("描述", .text), ("description", .text): return rest == nil ? .description : nil
    case ("分类", .choice), ("class", .choice): return classes(rest, of: fact).map { IntakePurpose.classes($0) }
    case ("核对订单", .choice), ("order check", .choice): return rest.flatMap { check($0, of: fact) }
    case ("反复", .number), ("repeats", .number):
      return rest.flatMap { TimeAmount($0) }.flatMap { $0.seconds > 0 ? IntakePurpose.repeats($0) : nil }
    default: return nil
    }
  }

  /// The values that are named first, the others behind them as they are declared.
  private func classes(_ text: Substring?, of fact: Fact) -> [Value]? {
    let written = text?.cut(at: ["、", ",", "，"]) ?? []
    let first = written.compactMap { fact.value($0) }
    guard first.count == written.count, Set(first).count == first.count else { return nil }
    return first + (fact.values ?? []).filter { !first.contains($0) }
  }

  private func check(_ text: Substring, of fact: Fact) -> IntakePurpose? {
    var values: [String: Value] = [:]
    for part in text.cut(at: ["；", ";"]) {
      let sides = part.split(maxSplits: 1, whereSeparator: { $0 == "=" || $0 == "＝" }).map(\.trimmed)
      guard sides.count == 2, let value = fact.value(sides[1]) else { return nil }
      let word =
        switch sides[0].lowercased() {
        case "一致", "matches": "matches"
        case "不符", "differs": "differs"
        case "没有", "none": "none"
        default: ""
        }
      guard !word.isEmpty, values.updateValue(value, forKey: word) == nil else { return nil }
    }
    guard let differs = values["differs"] else { return nil }
    return .check(matches: values["matches"], differs: differs, none: values["none"])
  }
}
