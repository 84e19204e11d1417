/// One kind of row each: what its cells mean.
extension VocabularyReading {
  mutating func fact(_ row: VocabularyTable.Row, id: String) -> Fact {
    let freshText = row.text(.freshFor)
    let freshFor = TimeAmount(freshText)
    if freshFor == nil, !freshText.isEmpty, !["本单", "case", "the case", "whole case"].contains(freshText.lowercased()) {
      reportUnreadable(row, .freshFor, freshText, "有效期应为时长或“本单”", "freshness is a length of time or “case”")
    }
    // Sources name parties and actions, which are read later: `bindSources` fills them in.
    return Fact(
      id: id, labels: row.labels(.labels), type: factType(row), sources: [], freshFor: freshFor,
      isPersonal: ["是", "yes", "y", "✓"].contains(row.text(.personal).lowercased()), place: row.place(.id), longest: longest(row))
  }

  /// `20 字`, `20 characters`, `20`.
  private mutating func longest(_ row: VocabularyTable.Row) -> Int? {
    let text = row.text(.longest)
    guard !text.isEmpty, text != "-" else { return nil }
    if let count = MessageLimit.characters(in: text) { return count }
    reportUnreadable(row, .longest, text, "最长写成如“20 字”", "the longest is written for example “20 characters”")
    return nil
  }

  private mutating func factType(_ row: VocabularyTable.Row) -> FactType {
    let choices = choices(row.text(.values))
    switch row.text(.type).lowercased() {
    case "单选", "choice": return .choice(choices)
    case "是否", "flag":
      func labels(_ ids: [String]) -> [String] { choices.first { ids.contains($0.id) }?.labels ?? [] }
      return .flag(yes: labels(["yes", "是"]), no: labels(["no", "否"]))
    case "数字", "number": return .number(unit: row.text(.values).isEmpty ? nil : String(row.text(.values)))
    case "金额", "money": return .money
    case "时长", "duration": return .duration
    case "时间", "time": return .time
    case "文字", "text": return .text
    case "": return choices.isEmpty ? .text : .choice(choices)
    default:
      reportUnreadable(row, .type, row.text(.type), "类型为单选、是否、数字、金额、时长、时间或文字", "a type is choice, flag, number, money, duration, time or text")
      return .text
    }
  }

  /// `ok 准确、正确; wrong 不准确`, or only names: then the first name is the id.
  private func choices(_ text: Substring) -> [Choice] {
    text.cut(at: [";", "；"]).map { part in
      let head = part.prefix(while: { $0.isASCII && !$0.isWhitespace })
      let names = head.isEmpty || head.endIndex == part.endIndex ? part : part[head.endIndex...].trimmed
      let labels = names.cut(at: ["、", ",", "，"]).map(String.init)
      return Choice(id: head.isEmpty ? labels.first ?? String(part) : String(head), labels: labels)
    }
  }

  /// Sources name parties and actions, which are read behind the facts.
  mutating func bindSources(_ row: VocabularyTable.Row) {
    guard let fact = vocabulary.fact(row.declaredID), fact.place == row.place(.id) else { return }
    var sources: [FactSource] = []
    for part in row.text(.sources).cutOutsideBrackets(at: ["，", ",", "、", ";", "；"]) {
      if let rules = rulesName(part) {
        if let source = tableSource(rules, of: fact, row, part) { sources.append(source) }
      } else if let source = source(part) {
        sources.append(source)
      } else {
        reportUnreadable(
          row, .sources, part, "来源为订单信号、询问 角色（时长）、【动作】、规则 名称、通话结果或客服",
          "a source is order signal, ask PARTY (time), [action], rules NAME, contact's answer or agent")
      }
    }
    vocabulary.declaredFacts.put(
      Fact(
        id: fact.id, labels: fact.labels, type: fact.type, sources: sources, freshFor: fact.freshFor, isPersonal: fact.isPersonal, place: fact.place,
        longest: fact.longest))
  }

  /// How long a party has to answer when the source doesn't say.
  private static let usualAnswerTime = TimeAmount.minutes(10)

  private func source(_ text: Substring) -> FactSource? {
    switch text.lowercased() {
    case "订单信号", "order signal", "平台信号": return .orderSignal
    case "通话结果", "沟通结果", "contact's answer", "contact answer", "call result": return .contactAnswer
    case "客服", "agent", "人工": return .agent
    default: break
    }
    if let (_, rest) = text.behind(word: ["询问", "问", "ask"]) {
      let (head, inside) = rest.parenthesised ?? (rest, "")
      let within = inside.isEmpty ? Self.usualAnswerTime : TimeAmount(inside)
      guard let party = names.party(head), let within else { return nil }
      return .ask(party.id, within: within)
    }
    let name = brackets(in: text).first?.name ?? text.behind(word: ["动作", "action"])?.rest
    return name.flatMap { names.action($0) }.map { .action($0.id) }
  }

  mutating func party(_ row: VocabularyTable.Row, id: String) -> Party {
    Party(id: id, labels: row.labels(.labels), channel: channel(row), ladder: [], place: row.place(.id))
  }

  /// A ladder may name parties that stand below it, so it is read when all are known.
  mutating func bindLadder(_ row: VocabularyTable.Row) {
    guard let party = vocabulary.party(row.declaredID), party.place == row.place(.id) else { return }
    var rungs: [Party.Rung] = []
    for part in row.text(.ladder).cutOutsideBrackets(at: ["，", ",", "、", ";", "；"]) where part != "-" {
      if let rung = readRung(part, names) {
        rungs.append(rung)
      } else {
        reportUnreadable(row, .ladder, part, "次序写成“先 甲，再 乙（条件）”，其中的角色要声明", "an order is “first A, then B (condition)” of declared parties")
      }
    }
    vocabulary.declaredParties.put(Party(id: party.id, labels: party.labels, channel: party.channel, ladder: rungs, place: party.place))
  }

  private mutating func channel(_ row: VocabularyTable.Row) -> ChannelName? {
    let text = row.text(.channel)
    guard !text.isEmpty, text != "-" else { return nil }
    let channel = ChannelName(label: text)
    if channel == nil {
      let known = ChannelName.allCases.map { $0.name(in: document.language) }.joined(separator: "、")
      reportUnreadable(row, .channel, text, "渠道为 \(known)", "a channel is one of \(known)")
    }
    return channel
  }

  mutating func addMessage(_ row: VocabularyTable.Row, id: String) {
    let language = Language(tag: row.text(.language)) ?? document.language
    let text = Message.Text(
      channel: channel(row), language: language, wording: readWording(String(row.text(.text)), names), limit: messageLimit(row), place: row.place(.text))
    for case .unbound(let name) in text.wording.parts {
      report(SlotWithoutFactCheck.id, .error, row.place(.text), SlotWithoutFactCheck.words(name))
    }
    var message = vocabulary.message(id) ?? Message(id: id, labels: row.labels(.labels), texts: [], file: document.source.path, place: row.place(.id))
    message.texts.append(text)
    vocabulary.declaredMessages.put(message)
  }

  private mutating func messageLimit(_ row: VocabularyTable.Row) -> MessageLimit? {
    let text = row.text(.limit)
    guard !text.isEmpty, text != "-" else { return nil }
    if let limit = MessageLimit(text) { return limit }
    reportUnreadable(row, .limit, text, "上限写成如“70 字”或“2 条”", "a limit is written for example “70 characters” or “2 parts”")
    return nil
  }

  mutating func action(_ row: VocabularyTable.Row, id: String) -> Action {
    let kindText = row.text(.kind)
    let kind = ActionKind.allCases.first { $0.labels.contains { normalized($0) == normalized(kindText) } }
    if kind == nil, !kindText.isEmpty {
      reportUnreadable(
        row, .kind, kindText, "类别为 \(ActionKind.allCases.map { $0.labels[0] }.joined(separator: "、"))",
        "a kind is one of \(ActionKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let partyText = row.text(.party)
    let party = names.party(partyText)
    if party == nil, !partyText.isEmpty, partyText != "-" {
      reportUnreadable(row, .party, partyText, "没有声明这个角色", "no such party is declared")
    }
    let messageText = row.text(.message)
    let message = names.message(messageText)
    if message == nil, !messageText.isEmpty, messageText != "-" {
      reportUnreadable(row, .message, messageText, "没有声明这条话术", "no such message is declared")
    }
    let (limit, attempts) = limitAndAttempts(row)
    return Action(
      id: id, labels: row.labels(.labels), kind: kind ?? .task, party: party?.id, channel: channel(row),
      parameters: row.text(.parameters).cut(at: [";", "；"]).map { parameter($0) },
      outcomes: outcomes(row.text(.outcomes)), timeLimit: limit, attempts: attempts, guardCondition: requirement(row),
      message: message?.id, undo: row.text(.undo).isEmpty ? nil : String(row.text(.undo)), place: row.place(.id))
  }

  private func parameter(_ text: Substring) -> Action.Parameter {
    let choice = choices(text)[0]
    return Action.Parameter(id: choice.id, labels: choice.labels)
  }

  private func outcomes(_ text: Substring) -> [Action.Outcome] {
    let failures: Set<String> = ["失败", "超时", "failed", "failure", "expired", "未送达", "timeout"]
    var outcomes = text.cut(at: [";", "；"]).map { part -> Action.Outcome in
      let marked = part.last == "!" || part.last == "！"
      let choice = choices(marked ? part.dropLast().trimmed : part)[0]
      let isFailure = marked || failures.contains(choice.id.lowercased()) || choice.labels.contains { failures.contains($0.lowercased()) }
      return Action.Outcome(id: choice.id, labels: choice.labels, isFailure: isFailure)
    }
    let chinese = document.language == .chinese
    if !outcomes.contains(where: { !$0.isFailure }) {
      outcomes.insert(Action.Outcome(id: chinese ? "完成" : "done", labels: ["完成", "成功", "done"], isFailure: false), at: 0)
    }
    if !outcomes.contains(where: \.isFailure) {
      outcomes.append(Action.Outcome(id: chinese ? "失败" : "failed", labels: ["失败", "failed"], isFailure: true))
    }
    // Success first, failure last, however they were written: a receiver that can't be reached must never be taken for one that did it.
    return outcomes.filter { !$0.isFailure } + outcomes.filter(\.isFailure)
  }

  /// What an attempt may take when the declaration doesn't say.
  private static let usualTimeLimit = TimeAmount.minutes(5)
  private static let mostAttempts = 20

  private mutating func limitAndAttempts(_ row: VocabularyTable.Row) -> (TimeAmount, Int) {
    var limit = Self.usualTimeLimit
    var attempts = 1
    for part in row.text(.limit).cut(at: ["，", ",", "、", ";", "；"]) {
      if let amount = TimeAmount(part), amount.seconds > 0 {
        limit = amount
      } else if let count = readAttempts(part), (1...Self.mostAttempts).contains(count) {
        attempts = count
      } else {
        reportUnreadable(row, .limit, part, "写成如“30 秒，3 次”，次数不超过 20", "write for example “30 s, 3 attempts”, at most 20 attempts")
      }
    }
    return (limit, attempts)
  }

  private mutating func requirement(_ row: VocabularyTable.Row) -> Condition? {
    let text = row.text(.requires)
    guard !text.isEmpty, text != "-" else { return nil }
    let condition = ConditionReader(names: names, fact: nil, answers: []).read(text)
    if condition == nil {
      reportUnreadable(row, .requires, text, "前提应是关于已声明事实的条件，如“用户同意=是”", "a requirement is a condition on declared facts, such as “consent = yes”")
      // An unreadable requirement must not become none: nothing fulfils it.
      return .any([])
    }
    return condition
  }

  mutating func event(_ row: VocabularyTable.Row, id: String) -> NamedEvent {
    var brings: [FactSetting] = []
    for part in row.text(.brings).cut(at: [";", "；", "，", ","]) where part != "-" {
      if let setting = readSetting(part, names) {
        brings.append(setting)
      } else {
        reportUnreadable(row, .brings, part, "写成“事实=值”", "write “FACT = value”")
      }
    }
    return NamedEvent(id: id, labels: row.labels(.labels), brings: brings, place: row.place(.id))
  }

  mutating func followUp(_ row: VocabularyTable.Row, id: String) -> FollowUp {
    func amount(_ column: VocabularyTable.Column) -> Allowance? {
      let text = row.text(column)
      guard !text.isEmpty, text != "-" else { return nil }
      if let amount = Allowance(text), !amount.isNothing { return amount }
      reportUnreadable(row, column, text, "应为时长，如“30 分钟”", "should be a length of time such as “30 min”")
      return nil
    }
    var ends = choices(row.text(.outcomes))
    if ends.isEmpty { ends = [Choice(id: document.language.words("到期", "time-over"), labels: [document.language.words("到期", "time over")])] }
    return FollowUp(
      id: id, labels: row.labels(.labels), procedure: procedureName(row), owner: String(row.text(.owner)), interval: amount(.interval),
      limit: amount(.limit), outcomes: ends, file: document.source.path, place: row.place(.id))
  }

  /// A procedure may be named as text or as a link.
  private func procedureName(_ row: VocabularyTable.Row) -> String {
    row.cells[.procedure]?.soleLink?.destination ?? String(row.text(.procedure))
  }
}
