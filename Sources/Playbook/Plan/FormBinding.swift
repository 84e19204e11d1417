/// Binds each form to what is declared. One function for each form; what doesn't bind is done by a person.
extension ProcedureReading {
  mutating func kinds(_ form: Form, _ text: Substring, _ item: OutlineItem, hasBranches: Bool) -> [StepKind] {
    let kinds = bound(form, text, item.text, hasBranches: hasBranches)
    if kinds.count == 1, case .manual = kinds[0], unknownNames.last.map({ !$0.place.isInside(item.text.place) }) ?? true {
      reportUnknownActions(in: text, item.text)
    }
    return kinds
  }

  private mutating func bound(_ form: Form, _ text: Substring, _ rich: RichText, hasBranches: Bool) -> [StepKind] {
    switch form {
    case .decide(let sentence): return [decision(sentence, rich, hasBranches: hasBranches)]
    case .actions(let bracketed): return actions(bracketed, text, rich)
    case .contact(let rest): return contactKinds(rest, rich)
    case .ask(let party, let fact): return [ask(party, fact, rich)]
    case .wait(let rest): return [wait(rest, rich)]
    case .say(let words): return [.say(saying(words, rich, channels: []))]
    case .never(let words): return [never(words, rich)]
    case .promise(let words): return [promise(words, rich)]
    case .followUp(let name): return [followUp(name, rich)]
    case .conclude(let words): return [conclusion(words, rich)]
    case .ruling(let words): return [ruling(words, rich)]
    case .overturn: return [.overturn]
    case .refundFirst(let words): return [refundFirst(words, rich)]
    case .goBack(let target): return [goBack(target, rich)]
    case .handOff(let role): return [.handOff(role: role.map(String.init))]
    case .link(let title, let destination): return [link(title, destination, rich)]
    case .plain, .branch, .note, .guarded: return [.manual(reading: reading(of: text, hasBranches: hasBranches))]
    }
  }

  private func reading(of text: Substring, hasBranches: Bool) -> Reading {
    let bracketed = brackets(in: text).map { String($0.name) }.joined()
    if text.behind(word: Keywords.contact) != nil || bracketed.contains("外呼") || bracketed.lowercased().contains("call") { return .contact }
    if text.contains("联系"), hasBranches { return .contact }
    return hasBranches ? .decision : .plain
  }

  // MARK: decisions

  private mutating func decision(_ sentence: Substring, _ rich: RichText, hasBranches: Bool) -> StepKind {
    let codes = rich.codeParts
    if !codes.isEmpty {
      let facts = codes.compactMap { names.fact($0) }
      if let fact = facts.first, facts.count == 1 { return .decide(fact.id) }
      if facts.count > 1 { return ambiguous(facts, rich) }
      let nearest = names.nearest(to: codes[0], among: names.factLabels)
      reportUnknown(codes[0], rich, kind: ("事实", "fact"), nearest: nearest, level: .error)
      return .manual(reading: .decision)
    }
    guard hasBranches else { return .manual(reading: reading(of: sentence, hasBranches: false)) }
    let facts = names.facts(in: sentence)
    if let fact = facts.first, facts.count == 1 { return .decide(fact.id) }
    if facts.count > 1 { return ambiguous(facts, rich) }
    return .manual(reading: reading(of: sentence, hasBranches: true) == .contact && sentence.behind(word: Keywords.decide) == nil ? .contact : .decision)
  }

  private mutating func ambiguous(_ facts: [Fact], _ rich: RichText) -> StepKind {
    let list = facts.map { "“\($0.name)”" }
    report(
      AmbiguousNameCheck.id, .error, rich.place,
      .init(
        "这句话可以指 \(list.joined(separator: " 或 "))：请把要判断的那一个写成 `代码`。",
        "This sentence could mean \(list.joined(separator: " or ")): set the one to decide in `code`."),
      suggestion: facts.map { "`\($0.name)`" }.joined(separator: document.language.words(" 或 ", " or ")))
    return .manual(reading: .decision)
  }

  // MARK: actions

  private mutating func actions(_ bracketed: [BracketedName], _ text: Substring, _ rich: RichText) -> [StepKind] {
    let byPerson = reading(of: text, hasBranches: false)
    var calls: [StepKind] = []
    var isBound = false
    for bracket in bracketed {
      if let action = names.action(bracket.name) {
        calls.append(.act(ActionCall(action: action.id, arguments: arguments(bracket, action, rich))))
        isBound = true
      } else if bracket.whole.first == "【" {
        reportUnknownAction(bracket.name, rich, .warning)
        calls.append(.manual(reading: byPerson))
      }
    }
    // Nothing bound: one step for the person, who reads the whole sentence.
    return isBound ? calls : [.manual(reading: byPerson == .contact ? .contact : .action)]
  }

  func arguments(_ bracket: BracketedName, _ action: Action, _ rich: RichText) -> [String: String] {
    var arguments: [String: String] = [:]
    for (name, value) in bracket.arguments {
      // An argument without a name belongs to the first parameter.
      let parameter = name.isEmpty ? action.parameters.first : action.parameters.first { $0.isCalled(name) }
      arguments[parameter?.id ?? String(name)] = String(value)
    }
    return arguments
  }

  mutating func reportUnknown(
    _ name: Substring, _ rich: RichText, kind: (chinese: String, english: String), nearest: String?, level: Diagnostic.Level
  ) {
    unknownNames.append(
      UnknownMention(
        name: String(name), kind: kind, nearest: nearest, level: level, file: document.source.path, language: document.language, place: rich.place(of: name)))
  }

  /// Names in 【】 of a sentence that is left to a person as a whole.
  private mutating func reportUnknownActions(in text: Substring, _ rich: RichText) {
    for bracket in brackets(in: text) where bracket.whole.first == "【" && names.action(bracket.name) == nil {
      reportUnknownAction(bracket.name, rich, .warning)
    }
  }

  mutating func reportUnknownAction(_ name: Substring, _ rich: RichText, _ level: Diagnostic.Level) {
    let nearest = names.nearest(to: name, among: names.actionLabels)
    reportUnknown(name, rich, kind: ("动作", "action"), nearest: nearest, level: level)
  }

  // MARK: other forms

  private mutating func ask(_ party: Substring, _ factText: Substring, _ rich: RichText) -> StepKind {
    let (head, inside) = factText.parenthesised ?? (factText, "")
    let code = rich.codeParts.first
    guard let asked = names.party(party) else {
      reportUnknown(party, rich, kind: ("角色", "party"), nearest: names.nearest(to: party, among: names.partyLabels), level: .warning)
      return .manual(reading: .decision)
    }
    guard let fact = names.fact(code ?? head) else {
      reportUnknown(code ?? head, rich, kind: ("事实", "fact"), nearest: names.nearest(to: head, among: names.factLabels), level: .warning)
      return .manual(reading: .decision)
    }
    let stated = fact.sources.compactMap { source -> TimeAmount? in
      if case .ask(asked.id, let within) = source { within } else { nil }
    }.first
    return .ask(asked.id, fact.id, within: TimeAmount(inside) ?? stated ?? .minutes(10))
  }

  private mutating func wait(_ rest: Substring, _ rich: RichText) -> StepKind {
    let (head, inside) = rest.parenthesised ?? (rest, "")
    var amountText = head
    var originText = inside
    if let from = head.range(of: " from ") {
      amountText = head[..<from.lowerBound].trimmed
      originText = head[from.upperBound...].trimmed
    }
    guard var amount = Allowance(amountText) else { return .manual(reading: .wait) }
    // `（服务时间；自 受理时间 起）`: the clock may stand beside the origin.
    let parts = inside.cutOutsideBrackets(at: ["；", ";", "，", ","])
    if let clock = parts.first(where: Allowance.meansServiceTime) {
      amount = amount.inServiceTime
      originText = parts.first { $0 != clock } ?? (originText == inside ? "" : originText)
    }
    guard isCountable(amount, amountText, rich) else { return .manual(reading: .wait) }
    if let origin = originText.behind(word: ["自", "从", "from"])?.rest { originText = origin }
    for ending in ["起算", "开始", "起"] where originText.hasSuffix(ending) {
      originText = originText.dropLast(ending.count).trimmed
      break
    }
    let isFromNow = ["此刻", "现在", "now"].contains(originText.lowercased())
    if originText.isEmpty || isFromNow { return .wait(WaitTerms(amount: amount, origin: nil)) }
    guard let origin = names.fact(originText) else {
      let times = names.vocabulary.facts.filter { $0.type == .time }
      reportUnknown(originText, rich, kind: ("事实", "fact"), nearest: names.nearest(to: originText, among: times.flatMap(\.labels)), level: .error)
      return .wait(WaitTerms(amount: amount, origin: nil))
    }
    if origin.type != .time {
      report(
        UnreadablePartCheck.id, .error, rich.place(of: originText),
        .init("“\(origin.name)”不是时间，不能从它起算。", "“\(origin.name)” isn't a time, so nothing can run from it."))
      return .wait(WaitTerms(amount: amount, origin: nil))
    }
    return .wait(WaitTerms(amount: amount, origin: origin.id))
  }

  private mutating func never(_ words: Substring, _ rich: RichText) -> StepKind {
    var forbidden: [Action.ID] = []
    let bracketed = brackets(in: words)
    for bracket in bracketed {
      if let action = names.action(bracket.name) {
        forbidden.append(action.id)
      } else {
        // A ban that binds to nothing bans nothing: that does harm.
        reportUnknownAction(bracket.name, rich, .error)
      }
    }
    for kind in ActionKind.allCases
    where kind.labels.contains(where: { words.contains("\($0)类") || words.lowercased().contains("any \($0)") || words.contains("任何 \($0)") }) {
      forbidden += names.vocabulary.actions.filter { $0.kind == kind }.map(\.id)
      if kind == .contact { forbidden.append(Action.contactPrimitive) }
    }
    if forbidden.isEmpty, bracketed.isEmpty {
      report(
        UnknownNameCheck.id, names.vocabulary.isEmpty ? .warning : .error, rich.place(of: words),
        .init("这条禁令没有写明动作，谁也拦不住：请写成“禁止：【动作】”。", "This ban names no action, so it stops nobody: write “Never: [action]”."))
    }
    return .never(forbidden.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
  }

  private mutating func followUp(_ name: Substring, _ rich: RichText) -> StepKind {
    if let followUp = names.followUp(name) { return .followUp(followUp.id) }
    reportUnknown(name, rich, kind: ("跟单", "follow-up"), nearest: names.nearest(to: name, among: names.vocabulary.followUps.flatMap(\.labels)), level: .warning)
    return .manual(reading: .followUp)
  }

  private mutating func conclusion(_ words: Substring, _ rich: RichText) -> StepKind {
    var settings: [FactSetting] = []
    var outcome: String?
    var isProvisional = false
    var body = words
    if let (head, inside) = words.parenthesised, Keywords.provisional.contains(where: { normalized($0) == normalized(inside) }) {
      body = head
      isProvisional = true
    }
    for part in body.cutOutsideBrackets(at: ["、", "，", ",", "；", ";"]) {
      if let setting = readSetting(part, names) {
        settings.append(setting)
      } else if let end = followUps.flatMap(\.outcomes).first(where: { $0.isCalled(part) }) {
        outcome = end.id
      } else if part.contains("=") || part.contains("＝") {
        let name = part.split(whereSeparator: { $0 == "=" || $0 == "＝" }).first?.trimmed ?? part
        if let fact = names.fact(name) {
          let values = fact.values?.map { fact.words(for: $0, in: document.language) } ?? []
          let given = part[name.endIndex...].drop(while: { $0 == "=" || $0 == "＝" || $0.isWhitespace })
          report(
            UnknownNameCheck.id, .error, rich.place(of: given),
            .init(
              "“\(fact.name)”没有“\(given)”这个值（可以是：\(values.joined(separator: "、"))）。",
              "“\(fact.name)” has no value “\(given)” (\(values.joined(separator: ", "))).")
          )
        } else {
          reportUnknown(name, rich, kind: ("事实", "fact"), nearest: names.nearest(to: name, among: names.factLabels), level: .error)
        }
      } else if !names.vocabulary.isEmpty, !followUps.isEmpty {
        let ends = followUps.flatMap(\.outcomes).flatMap(\.labels)
        reportUnknown(part, rich, kind: ("跟单结果", "outcome of the follow-up"), nearest: names.nearest(to: part, among: ends), level: .error)
      }
    }
    return .conclude(Conclusion(settings: settings, isProvisional: isProvisional, outcome: outcome))
  }

  private mutating func goBack(_ target: Substring, _ rich: RichText) -> StepKind {
    let named = rich.codeParts.first.flatMap { names.fact($0) } ?? names.facts(in: target).first
    if let named, let landmark = landmarks.last(where: { $0.facts.contains(named.id) }) { return .goBack(to: landmark.id) }
    let wanted = normalized(target.cut(at: ["“", "”", "「", "」", "\""]).joined())
    if !wanted.isEmpty, let landmark = landmarks.last(where: { $0.sentence.hasPrefix(wanted) }) { return .goBack(to: landmark.id) }
    report(
      UnknownNameCheck.id, .error, rich.place(of: target),
      .init("前面没有“\(target)”这一步，回不去。", "There is no earlier step “\(target)” to go back to."))
    return .manual(reading: .plain)
  }

  private mutating func link(_ title: Substring, _ destination: String, _ rich: RichText) -> StepKind {
    if let procedure = procedureOfLink(destination) { return .call(procedure) }
    // A web page is something for a person to open.
    if destination.contains("://") || destination.hasPrefix("mailto:") { return .manual(reading: .plain) }
    report(
      MissingFileCheck.id, .error, rich.place(of: title),
      .init("链接“\(destination)”找不到对应的文档或流程。", "The link “\(destination)” leads to no document or procedure."))
    return .manual(reading: .plain)
  }
}
