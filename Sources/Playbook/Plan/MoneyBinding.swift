/// Rulings and recoveries: what stands behind `裁定：` and `先退后追：`.
extension ProcedureReading {
  /// `骑手 70%、商家 30%、责任方=骑手责（暂定；依据 签收凭证标准；主管 批准）`.
  mutating func ruling(_ words: Substring, _ rich: RichText) -> StepKind {
    let (body, inside) = words.parenthesised ?? (words, "")
    var shares: [Account: Int] = [:]
    var settings: [FactSetting] = []
    for part in body.cutOutsideBrackets(at: ["、", "，", ",", "；", ";"]) {
      if let (account, share) = readShare(part) {
        shares[account, default: 0] += share
      } else if let setting = readSetting(part, names) {
        settings.append(setting)
      } else {
        return unreadRuling(
          part, rich, "“\(part)”读不懂：裁定写成“裁定：骑手 70%、商家 30%”，责任方为用户、商家、骑手、承运方或平台。",
          "“\(part)” isn't understood: write “Rule: rider 70 %, merchant 30 %”; the liable are customer, merchant, rider, carrier or platform.")
      }
    }
    let sum = shares.values.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    guard sum == 100, shares.values.allSatisfy({ (1...100).contains($0) }) else {
      return unreadRuling(body, rich, "各方的份额合计 \(sum)%，应当是 100%。", "The shares add up to \(sum) %, not to 100 %.")
    }
    var isProvisional = false
    var standard: String?
    var approver: String?
    for part in inside.cutOutsideBrackets(at: ["；", ";", "，", ","]) {
      if Keywords.provisional.contains(where: { normalized($0) == normalized(part) }) {
        isProvisional = true
      } else if let rest = part.behind(word: ["依据", "标准", "standard"])?.rest.trimmed(of: ["：", ":"]), !rest.isEmpty {
        standard = String(rest)
      } else if let role = readApprover(part) {
        approver = role
      } else {
        report(
          UnreadablePartCheck.id, .error, rich.place(of: part),
          .init(
            "“\(part)”读不懂：括号里写“暂定”、“依据 标准”和“主管 批准”。",
            "“\(part)” isn't understood: the parentheses hold “provisional”, “standard …” and “approved by ROLE”."))
      }
    }
    return .rule(RulingTerms(shares: shares, isProvisional: isProvisional, standard: standard, approver: approver, settings: settings))
  }

  private mutating func unreadRuling(_ part: Substring, _ rich: RichText, _ chinese: String, _ english: String) -> StepKind {
    report(UnreadablePartCheck.id, .error, rich.place(of: part), .init(chinese, english))
    return .manual(reading: .decision)
  }

  /// `骑手 70%`, `rider 70 %`.
  private func readShare(_ text: Substring) -> (Account, Int)? {
    let text = text.trimmed
    guard let last = text.last, last == "%" || last == "％" else { return nil }
    let body = text.dropLast().trimmed
    let digits = Substring(body.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    guard !digits.isEmpty, digits.count <= 3, let share = Int(digits) else { return nil }
    let name = body.dropLast(digits.count).trimmed
    let bare = name.behind(word: ["the"])?.rest ?? name
    return Account(label: bare, names).map { ($0, share) }
  }

  /// `主管 批准`, `由 主管 批准`, `approved by supervisor`.
  private func readApprover(_ text: Substring) -> String? {
    if let role = text.behind(word: ["approved by"])?.rest, !role.isEmpty { return String(role) }
    for ending in ["批准", "审批", "复核"] where text.hasSuffix(ending) {
      let role = text.dropLast(ending.count).trimmed
      let bare = role.behind(word: ["由", "须", "经"])?.rest ?? role
      if !bare.isEmpty { return String(bare) }
    }
    return nil
  }

  // MARK: refund first

  /// `【全额退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）`: the action, with from whom its money is got back.
  mutating func refundFirst(_ words: Substring, _ rich: RichText) -> StepKind {
    let (head, inside) = words.parenthesised ?? (words, "")
    guard let bracket = brackets(in: head).first else { return unreadRecovery(words, rich) }
    guard let action = names.action(bracket.name) else {
      reportUnknownAction(bracket.name, rich, .error)
      return .manual(reading: .action)
    }
    guard let from = readDebtor(head[bracket.whole.endIndex...]), let recovery = recovery(inside, from: from, rich) else {
      return unreadRecovery(words, rich)
    }
    if action.money == nil {
      report(
        MoneyWithoutTermsCheck.id, .error, rich.place(of: bracket.name),
        .init(
          "“\(action.name)”没有写明动多少钱，无从追偿：请在“资金”表里声明。",
          "“\(action.name)” doesn't say what it moves, so nothing can be recovered: declare it in the table “Money”."))
    }
    return .act(ActionCall(action: action.id, arguments: arguments(bracket, action, rich), recovery: recovery))
  }

  private mutating func unreadRecovery(_ words: Substring, _ rich: RichText) -> StepKind {
    report(
      UnreadablePartCheck.id, .error, rich.place(of: words),
      .init(
        "先退后追写成“先退后追：【退款】，再向 承运方 追偿（7 天内；追不回由 平台 承担）”。",
        "Write “Refund first: [refund], then recover from carrier (within 7 days; else platform)”."))
    return .manual(reading: .action)
  }

  /// `，再向 承运方 追偿`, `, then recover from carrier`.
  private func readDebtor(_ text: Substring) -> Account? {
    let text = text.trimmed(of: ["，", ",", "、"])
    if let rest = text.behind(word: ["then recover from", "recover from", "then claim from"])?.rest {
      return Account(label: rest.behind(word: ["the"])?.rest ?? rest, names)
    }
    guard let rest = text.behind(word: ["再向", "然后向", "向"])?.rest else { return nil }
    for ending in ["追偿", "索赔", "追回", "理赔"] where rest.hasSuffix(ending) { return Account(label: rest.dropLast(ending.count).trimmed, names) }
    return nil
  }

  private mutating func recovery(_ inside: Substring, from: Account, _ rich: RichText) -> Recovery? {
    var within: Allowance?
    var otherwise: Account?
    var owner: Party.ID?
    var keptBy: NamedEvent.ID?
    var keptWhen: Condition?
    var lostWhen: Condition?
    for part in inside.cutOutsideBrackets(at: ["；", ";"]) {
      switch readRecoveryPart(part) {
      case .within(let text):
        guard let amount = Allowance(text), isCountable(amount, text, rich) else { return nil }
        within = amount
      case .bearer(let text):
        guard let account = Account(label: text, names) else { return nil }
        otherwise = account
      case .owner(let text):
        guard let party = names.party(text) else { return nil }
        owner = party.id
      case .got(let text):
        if let event = names.event(text) {
          keptBy = event.id
        } else {
          guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(text) else { return nil }
          keptWhen = condition
        }
      case .lost(let text):
        guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(text) else { return nil }
        lostWhen = condition
      }
    }
    guard let within, let otherwise, otherwise != from else { return nil }
    return Recovery(from: from, within: within, otherwise: otherwise, owner: owner, keptBy: keptBy, keptWhen: keptWhen, lostWhen: lostWhen)
  }
}

/// One part of the terms of a recovery.
enum RecoveryPart {
  case within(Substring), bearer(Substring), owner(Substring), got(Substring), lost(Substring)

  var text: Substring {
    switch self {
    case .within(let text), .bearer(let text), .owner(let text), .got(let text), .lost(let text): text
    }
  }

  var isCondition: Bool {
    switch self {
    case .got, .lost: true
    case .within, .bearer, .owner: false
    }
  }
}

/// `7 天内`, `追不回由 平台 承担`, `物流理赔专员 负责`, `理赔进度=理赔到账 即收回`, `理赔进度=理赔驳回 即追不回`.
func readRecoveryPart(_ part: Substring) -> RecoveryPart {
  if let rest = part.behind(word: ["recovered when"])?.rest { return .got(rest) }
  if let rest = part.behind(word: ["lost when"])?.rest { return .lost(rest) }
  if let rest = part.behind(word: ["else", "otherwise"])?.rest { return .bearer(rest.behind(word: ["the"])?.rest ?? rest) }
  if let rest = part.behind(word: ["owner"])?.rest { return .owner(rest) }
  if let rest = part.behind(word: ["within"])?.rest { return .within(rest) }
  for ending in ["即追不回", "则追不回"] where part.hasSuffix(ending) { return .lost(part.dropLast(ending.count).trimmed) }
  for ending in ["即收回", "即追回", "则收回"] where part.hasSuffix(ending) { return .got(part.dropLast(ending.count).trimmed) }
  if let rest = part.behind(word: ["追不回由", "追不回则由", "追不回", "否则由"])?.rest, rest.hasSuffix("承担") { return .bearer(rest.dropLast(2).trimmed) }
  if part.hasSuffix("负责") {
    let name = part.dropLast(2).trimmed
    return .owner(name.behind(word: ["由"])?.rest ?? name)
  }
  return .within(part.hasSuffix("内") ? part.dropLast().trimmed : part)
}
