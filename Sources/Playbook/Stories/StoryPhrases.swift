/// The words of stories. One function for events, one for expectations; nil when the words say neither.
enum StoryPhrases {
  static func event(_ text: Substring, _ names: Names) -> StoryEvent? {
    if text == "-" || text == "—" { return .nothing }
    if let rest = text.behind(["开始", "start"]) { return start(rest, names) }
    if let channel = text.behindEquals(["渠道", "channel"]).flatMap({ ChannelName(label: $0) }) { return .starts(channel, []) }
    if let (_, rest) = text.behind(word: ["过了", "过", "after"]), let amount = TimeAmount(rest) { return .timePasses(amount) }
    if let (_, rest) = text.behind(word: ["客服执行", "agent runs"]) {
      return brackets(in: rest).first.flatMap { names.action($0.name) }.map { .agentRuns($0.id) }
    }
    if let choice = text.behind(["客服", "人工", "agent"]) { return .agentChooses(String(choice)) }
    if ["承诺兑现", "promisekept"].contains(normalized(text)) { return .promiseIsKept }
    if let bracket = brackets(in: text).first, bracket.whole.startIndex == text.startIndex { return actionEnd(bracket, text, names) }
    if let (party, rest) = names.leadingParty(text), let event = partyEvent(party, rest, names) { return event }
    if let setting = readSetting(text, names) { return .learns(setting) }
    if let fact = unknownFact(text, names) { return .learnsNothing(of: fact) }
    return names.event(text).map { .happens($0.id) }
  }

  private static func start(_ text: Substring, _ names: Names) -> StoryEvent? {
    var settings: [FactSetting] = []
    var channel = ChannelName.online
    for part in text.cutOutsideBrackets(at: ["、", "，", ","]) where part != "-" {
      if let setting = readSetting(part, names) {
        settings.append(setting)
      } else if let named = part.behindEquals(["渠道", "channel"]).flatMap({ ChannelName(label: $0) }) {
        channel = named
      } else {
        return nil
      }
    }
    return .starts(channel, settings)
  }

  private static func actionEnd(_ bracket: BracketedName, _ text: Substring, _ names: Names) -> StoryEvent? {
    guard let action = names.action(bracket.name) else { return nil }
    let wanted = normalized(text[bracket.whole.endIndex...].trimmed)
    let outcome = action.outcomes.first { outcome in normalized(outcome.id) == wanted || outcome.labels.contains { normalized($0) == wanted } }
    return outcome.map { .actionEnds(action.id, outcome: $0.id, []) }
  }

  private static func partyEvent(_ party: Party, _ rest: Substring, _ names: Names) -> StoryEvent? {
    if ["未回复", "没有回复", "不回复", "doesn'tanswer", "doesn'treply", "staysilent", "stayssilent"].contains(normalized(rest)) { return .staysSilent(party.id) }
    if let outcome = ContactOutcome(label: rest) { return .contactEnds(party.id, outcome, []) }
    if let (_, said) = rest.behind(word: ["回答", "回复", "说", "answers", "says"]), let setting = readSetting(said, names) { return .learns(setting) }
    return nil
  }

  static func expectation(_ text: Substring, _ names: Names) -> StoryExpectation? {
    if let bracket = brackets(in: text).first { return bracketed(bracket, text, names) }
    if let expectation = standing(normalized(text)) { return expectation }
    if let words = text.behind(["话术", "say"]) ?? text.behind(word: ["话术", "say"])?.rest { return .wording(String(words)) }
    if let words = text.behind(["人工", "客服", "agent", "person"]) { return .task(String(words)) }
    if let (_, rest) = text.behind(word: ["等待", "wait"]), let amount = TimeAmount(rest) { return .wait(amount) }
    if let words = text.behind(["账", "账户", "balance"]) { return balance(words, names) }
    if let contact = contact(text, names) { return contact }
    if let (_, rest) = text.behind(word: ["询问", "ask"]), let (party, behind) = names.leadingParty(rest) {
      let fact = names.fact(behind) ?? names.fact(behind.behind(word: ["for"])?.rest ?? behind)
      return behind.isEmpty || fact != nil ? .question(party.id, fact?.id) : nil
    }
    if let fact = unknownFact(text, names) { return .factUnknown(fact) }
    return readSetting(text.behind(["结论", "conclude"]) ?? text, names).map { .fact($0) }
  }

  private static func bracketed(_ bracket: BracketedName, _ text: Substring, _ names: Names) -> StoryExpectation? {
    let head = normalized(text[..<bracket.whole.startIndex])
    if head == "跟单" || head == "followup" || head == "follow-up" { return names.followUp(bracket.name).map { .followUp($0.id) } }
    guard let action = names.action(bracket.name) else { return nil }
    switch head {
    case "": return .action(action.id)
    case "不", "没有", "无", "no": return .noAction(action.id)
    case "拒绝", "refused": return .refused(action.id)
    default: return nil
    }
  }

  private static func standing(_ text: String) -> StoryExpectation? {
    switch text {
    case "人工", "转人工", "agent", "person": .task(nil)
    case "等待", "wait": .wait(nil)
    case "承诺未决", "promiseopen": .promiseOpen
    case "承诺兑现", "promisekept": .promiseKept
    case "承诺违约", "promisebroken": .promiseBroken
    case "异常", "incident": .incident
    case "重新判断", "decidedagain": .reconsidered
    case "结束", "closed": .closed
    case "未结束", "open": .open
    default: nil
    }
  }

  /// `联系 下单人`, `3 分钟后 再联系 下单人`, `contact the orderer`, `in 3 min contact orderer`.
  private static func contact(_ text: Substring, _ names: Names) -> StoryExpectation? {
    var rest = text
    var delay: TimeAmount?
    if let range = text.range(of: "后"), let amount = TimeAmount(text[..<range.lowerBound].trimmed) {
      delay = amount
      rest = text[range.upperBound...].trimmed
    } else if let (_, behind) = text.behind(word: ["in"]), let verb = behind.range(of: "contact"), let amount = TimeAmount(behind[..<verb.lowerBound].trimmed) {
      delay = amount
      rest = behind[verb.lowerBound...]
    }
    guard let (_, name) = rest.behind(word: ["再次联系", "再联系", "联系", "contact"]) else { return nil }
    return (names.party(name) ?? names.party(name.behind(word: ["the"])?.rest ?? name)).map { .contact($0.id, in: delay) }
  }

  /// `用户 80 元`, `平台 -80 元`, `customer 20 points`.
  private static func balance(_ text: Substring, _ names: Names) -> StoryExpectation? {
    guard let place = text.firstIndex(where: { $0 == "-" || $0 == "−" || $0 == "¥" || ($0.isASCII && $0.isNumber) }) else { return nil }
    let isNegative = text[place] == "-" || text[place] == "−"
    let figure = isNegative ? text[text.index(after: place)...] : text[place...]
    guard let account = Account(label: text[..<place].trimmed, names) else { return nil }
    let units: [MoneyUnit] = figure.contains("券") || figure.lowercased().contains("coupon") ? [.coupons] : [.cny, .points]
    for unit in units {
      let words = unit == .coupons ? figure.cut(at: ["券"]).joined().replacing("优惠", with: "")[...].cut(at: ["c"]).first ?? "" : figure
      if let amount = unit.amount(words) { return .balance(account, unit, isNegative ? -amount : amount) }
    }
    return nil
  }

  private static func unknownFact(_ text: Substring, _ names: Names) -> Fact.ID? {
    for keyword in Keywords.unknown where normalized(text).hasSuffix(normalized(keyword)) {
      if let fact = names.fact(text.dropLast(keyword.count).trimmed) { return fact.id }
    }
    return nil
  }
}

extension Substring {
  /// What stands behind `keyword=`.
  fileprivate func behindEquals(_ keywords: [String]) -> Substring? {
    guard let (_, rest) = behind(word: keywords), let sign = rest.first, sign == "=" || sign == "＝" else { return nil }
    return rest.dropFirst().trimmed
  }
}
