/// What the cells of a deadline mean; nil for what isn't understood.
struct DeadlineCells {
  let names: Names
  let procedures: [Procedure]
  /// The file that is being read: of procedures with one name its own is meant.
  var file = ""

  func moments(_ text: Substring) -> [DeadlineMoment]? {
    let parts = text.cutOutsideBrackets(at: ["；", ";"])
    let moments = parts.compactMap { moment($0) }
    return moments.isEmpty || moments.count != parts.count ? nil : moments
  }

  private func moment(_ text: Substring) -> DeadlineMoment? {
    // A declared name comes first: an event may be called like one of our words.
    if let event = names.event(text) { return .happened(event.id) }
    let (head, inside) = text.parenthesised ?? (text, "")
    if let (_, rest) = text.behind(word: ["流程", "procedure"]), let (name, begins) = side(rest), let id = procedure(name) {
      return begins ? .entered(id) : .left(id)
    }
    switch normalized(head) {
    case "立单", "开单", "opened": return channel(inside).map { .opened($0) }
    case "关单", "closed": return inside.isEmpty ? .closed : nil
    case "转人工", "handedover", "handover": return .handedOver(role: inside.isEmpty ? nil : String(inside))
    case "人工接手", "apersontakesover", "takenover": return inside.isEmpty ? .taken : nil
    default: return said(head, inside) ?? condition(text).map { .holds($0) }
    }
  }

  /// What is between the case and a party.
  private func said(_ head: Substring, _ inside: Substring) -> DeadlineMoment? {
    if let party = party(head, ending: ["来话", "来电", "来信"]) ?? party(head, behind: ["heard from"]) { return channel(inside).map { .heard(party, $0) } }
    if let party = party(head, behind: ["回复", "答复", "reply to"]) { return left(out: inside).map { .replied(party, apartFrom: $0) } }
    if inside.isEmpty, let party = party(head, behind: ["联系", "contact", "call"]) { return .tried(party) }
    return nil
  }

  /// `执行方案 结束`: the name, and whether its beginning is meant.
  private func side(_ text: Substring) -> (name: Substring, begins: Bool)? {
    for (ending, begins) in [("开始", true), ("begins", true), ("结束", false), ("ends", false)] where text.lowercased().hasSuffix(ending) {
      return (text.dropLast(ending.count).trimmed, begins)
    }
    return nil
  }

  private func procedure(_ name: Substring) -> Procedure.ID? {
    let wanted = normalized(name)
    let found = procedures.filter { normalized($0.title) == wanted || normalized($0.id) == wanted }
    return (found.first { $0.file == file } ?? found.first)?.id
  }

  private func party(_ text: Substring, ending words: [String]) -> Party.ID? {
    for word in words where text.hasSuffix(word) { return names.party(text.dropLast(word.count).trimmed)?.id }
    return nil
  }

  private func party(_ text: Substring, behind words: [String]) -> Party.ID? {
    text.behind(word: words).flatMap { names.party($0.rest)?.id }
  }

  /// Nothing is any channel; what is no channel gives nil.
  private func channel(_ text: Substring) -> ChannelName?? {
    guard !text.isEmpty else { return .some(nil) }
    guard let channel = ChannelName(label: text) else { return nil }
    return .some(channel)
  }

  /// `不算 【自动回复】、【稍等】`.
  private func left(out text: Substring) -> Set<Message.ID>? {
    guard !text.isEmpty else { return [] }
    guard let (_, rest) = text.behind(word: ["不算", "除", "not", "apart from"]) else { return nil }
    let found = brackets(in: rest).map { names.message($0.name)?.id }
    let messages = found.compactMap(\.self)
    return messages.isEmpty || messages.count != found.count ? nil : Set(messages)
  }

  /// What nobody knows begins and ends nothing: it would hold until somebody looks.
  func condition(_ text: Substring) -> Condition? {
    guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(text) else { return nil }
    return condition.facts.isEmpty || condition.testsUnknown || condition.takesUnknown || condition.takesOtherwise ? nil : condition
  }

  /// The clock and the amount together. Working days are counted by the calendar alone.
  func allowance(_ time: Substring, _ clock: Substring) -> Allowance? {
    guard let read = Allowance(time), !read.isNothing, let countsService = isService(clock) else { return nil }
    switch read {
    case .wall(let amount): return countsService ? .service(amount) : .wall(amount)
    case .service, .workingDays: return countsService ? read : nil
    }
  }

  /// Nil when it is neither clock.
  func isService(_ clock: Substring) -> Bool? {
    switch normalized(clock) {
    case "服务时间", "servicetime": true
    case "自然时间", "wallclock": false
    default: nil
    }
  }

  func pauses(_ text: Substring) -> [DeadlinePause]? {
    let parts = text.cutOutsideBrackets(at: ["；", ";"])
    let pauses = parts.compactMap { part -> DeadlinePause? in
      if let party = party(part, behind: ["等待", "等", "waiting for"]) { return .waiting(party) }
      return condition(part).map { .holds($0) }
    }
    return pauses.count == parts.count ? pauses : nil
  }

  func warning(_ text: Substring) -> DeadlineWarning? {
    let text = halfWidth(text)[...].trimmed
    if let (_, rest) = text.behind(word: ["剩下", "剩"]) { return percent(rest) }
    if text.lowercased().hasSuffix("left") { return percent(text.dropLast(4).trimmed) }
    let amount = text.behind(word: ["提前"])?.rest ?? (text.lowercased().hasSuffix("before") ? text.dropLast(6).trimmed : nil)
    return amount.flatMap { TimeAmount($0) }.flatMap { $0.seconds > 0 ? .before($0) : nil }
  }

  private func percent(_ text: Substring) -> DeadlineWarning? {
    guard text.hasSuffix("%"), let number = Int(text.dropLast().trimmed), (1...99).contains(number) else { return nil }
    return .left(percent: number)
  }

  func consequence(_ text: Substring) -> DeadlineConsequence? {
    if let event = names.event(text) { return .event(event.id) }
    guard let bracket = brackets(in: text).first, bracket.whole == text, let action = names.action(bracket.name) else { return nil }
    return action.money == nil && action.kind != .money ? .action(action.id) : nil
  }
}
