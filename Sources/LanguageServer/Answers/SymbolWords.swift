import Playbook

/// What the documents say about a symbol, as Markdown.
struct SymbolWords {
  let survey: Survey
  let language: Language
  var vocabulary: Vocabulary { survey.vocabulary }

  func card(_ symbol: Symbol) -> String {
    let lines: [String?] =
      switch symbol.kind {
      case .fact: vocabulary.fact(symbol.id).map(fact) ?? []
      case .value: value(symbol)
      case .party: vocabulary.party(symbol.id).map(party) ?? []
      case .action: vocabulary.action(symbol.id).map(action) ?? []
      case .outcome: outcome(symbol)
      case .event: vocabulary.event(symbol.id).map(event) ?? []
      case .message: vocabulary.message(symbol.id).map(message) ?? []
      case .followUp: vocabulary.followUp(symbol.id).map(followUp) ?? []
      case .table: vocabulary.table(symbol.id).map(table) ?? []
      case .parameter, .ending, .procedure, .document: []
      }
    let known = vocabulary.names(symbol)
    let name = known.first ?? symbol.id
    let others = known.dropFirst().isEmpty ? nil : say("别名", "also", known.dropFirst().joined(separator: language.words("、", ", ")))
    let id = symbol.id == name || symbol.kind == .document ? "" : " `\(symbol.id)`"
    return (["**\(name)**\(id) · \(symbol.kind.name(in: language))"] + ([others] + lines).compactMap { $0.map { "- " + $0 } }).joined(separator: "\n")
  }

  private func say(_ chinese: String, _ english: String, _ words: String) -> String { language.words("\(chinese)：\(words)", "\(english): \(words)") }

  private func fact(_ fact: Fact) -> [String?] {
    let values = fact.values.map { $0.map { fact.words(for: $0, in: language) }.joined(separator: language.words("、", ", ")) }
    let tables = vocabulary.tables.filter { $0.outputs.contains(fact.id) }.map(\.name)
    return [
      say("类型", "type", typeName(fact.type)), values.map { say("取值", "values", $0) },
      fact.sources.isEmpty
        ? language.words("来源：没有写", "sources: none")
        : say("来源，依次", "sources, in order", fact.sources.enumerated().map { "\($0 + 1). \(source($1))" }.joined(separator: language.words("；", "; "))),
      say("有效期", "fresh for", fact.freshFor?.text(in: language) ?? language.words("本单", "the whole case")),
      tables.isEmpty ? nil : say("由规则得出", "told by the tables", tables.joined(separator: language.words("、", ", "))),
      fact.isPersonal ? language.words("个人信息，显示时遮盖", "personal, masked where it is shown") : nil,
    ]
  }

  func typeName(_ type: FactType) -> String {
    switch type {
    case .choice: language.words("单选", "choice")
    case .flag: language.words("是否", "flag")
    case .number(let unit): language.words("数字", "number") + (unit.map { language.words("（\($0)）", " (\($0))") } ?? "")
    case .money: language.words("金额", "money")
    case .duration: language.words("时长", "duration")
    case .time: language.words("时间", "time")
    case .text: language.words("文字", "text")
    }
  }

  private func source(_ source: FactSource) -> String {
    switch source {
    case .orderSignal: language.words("订单信号", "order signal")
    case .ask(let party, let within):
      language.words(
        "询问 \(vocabulary.party(party)?.name ?? party)（\(within.text(in: language))）",
        "ask \(vocabulary.party(party)?.name ?? party) (\(within.text(in: language)))")
    case .action(let action): "【\(vocabulary.action(action)?.name ?? action)】"
    case .rules(let table): language.words("规则 \(table)", "rules \(table)")
    case .contactAnswer: language.words("通话结果", "contact's answer")
    case .agent: language.words("客服", "agent")
    }
  }

  private func value(_ symbol: Symbol) -> [String?] {
    guard let fact = vocabulary.fact(symbol.owner) else { return [] }
    return [say("事实", "of the fact", fact.name)]
  }

  private func party(_ party: Party) -> [String?] {
    let ladder = party.ladder.map { vocabulary.party($0.party)?.name ?? $0.party }
    return [
      party.channel.map { say("渠道", "channel", $0.name(in: language)) },
      ladder.isEmpty ? nil : say("次序", "ladder", ladder.joined(separator: " → ")),
    ]
  }

  private func action(_ action: Action) -> [String?] {
    let outcomes = action.outcomes.map { $0.isFailure ? "\($0.name)!" : $0.name }
    return [
      say("类别", "kind", language.words(action.kind.labels[0], action.kind.rawValue)),
      action.party.map { say("对象", "party", vocabulary.party($0)?.name ?? $0) },
      action.channel.map { say("渠道", "channel", $0.name(in: language)) },
      action.parameters.isEmpty ? nil : say("参数", "parameters", action.parameters.map(\.name).joined(separator: language.words("、", ", "))),
      say("结果", "outcomes", outcomes.joined(separator: language.words("、", ", "))),
      language.words(
        "限时：\(action.timeLimit.text(in: language))，\(action.attempts) 次",
        "limit: \(action.timeLimit.text(in: language)), \(action.attempts) attempt\(action.attempts == 1 ? "" : "s")"),
      action.guardCondition.map { say("前提", "requires", words(for: $0)) },
      action.message.flatMap(vocabulary.message).map { say("话术", "text", text(of: $0)) },
    ]
  }

  private func outcome(_ symbol: Symbol) -> [String?] {
    guard let action = vocabulary.action(symbol.owner), let outcome = action.outcomes.first(where: { $0.id == symbol.id }) else { return [] }
    return [say("动作", "of the action", action.name), outcome.isFailure ? language.words("算失败", "a failure") : nil]
  }

  private func event(_ event: NamedEvent) -> [String?] {
    let brings = event.brings.compactMap { setting in
      vocabulary.fact(setting.fact).map { "\($0.name)=\($0.words(for: setting.value, in: language))" }
    }
    return [brings.isEmpty ? nil : say("带来", "brings", brings.joined(separator: language.words("；", "; ")))]
  }

  private func message(_ message: Message) -> [String?] {
    message.texts.map { text in
      let channel = text.channel?.name(in: language) ?? language.words("各渠道", "any channel")
      return "\(channel) · \(text.language.rawValue): \(words(of: text.wording))"
    }
  }

  private func text(of message: Message) -> String { message.wording(channel: nil, language: language).map(words) ?? message.name }

  private func words(of wording: Wording) -> String {
    wording.parts.map { part in
      switch part {
      case .text(let text): text
      case .slot(let id): "{\(vocabulary.fact(id)?.name ?? id)}"
      case .unbound(let name): "{\(name)}"
      }
    }.joined()
  }

  private func followUp(_ followUp: FollowUp) -> [String?] {
    [
      say("流程", "procedure", followUp.procedure), followUp.owner.isEmpty ? nil : say("负责", "owner", followUp.owner),
      followUp.interval.map { say("间隔", "interval", $0.text(in: language)) }, followUp.limit.map { say("期限", "limit", $0.text(in: language)) },
      say("结果", "outcomes", followUp.outcomes.map(\.name).joined(separator: language.words("、", ", "))),
    ]
  }

  private func table(_ table: DecisionTable) -> [String?] {
    func names(_ ids: [Fact.ID]) -> String { ids.map { vocabulary.fact($0)?.name ?? $0 }.joined(separator: language.words("、", ", ")) }
    return [
      language.words("按 \(names(table.inputs)) 得出 \(names(table.outputs))", "\(names(table.outputs)) from \(names(table.inputs))"),
      language.words("\(table.rows.count) 行", "\(table.rows.count) rows"),
    ]
  }
}
