/// Something that can be known about a case.
public struct Fact: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public let type: FactType
  /// Who can tell it, asked in this order.
  public let sources: [FactSource]
  /// How long a value may be used after it was learned; nil for the whole case.
  public let freshFor: TimeAmount?
  /// Personal data: masked wherever it is shown.
  public let isPersonal: Bool
  public let place: Place
  /// How many characters a text fact has at most where it is shown in a message; nil when the document doesn't say.
  public var longest: Int?
}

/// What values a fact can have.
public enum FactType: Hashable, Sendable {
  case choice([Choice])
  case flag(yes: [String], no: [String])
  case number(unit: String?)
  case money
  case duration
  case time
  case text
}

/// One value of a closed list.
public struct Choice: Labelled, Hashable, Sendable {
  public let id: String
  public let labels: [String]
}

/// Who can tell a fact.
public enum FactSource: Hashable, Sendable {
  /// The platform reports it with the order; it is known or it isn't.
  case orderSignal
  /// A party is asked over its channel and has this long to answer.
  case ask(Party.ID, within: TimeAmount)
  /// An action's outcome tells it.
  case action(Action.ID)
  /// A decision table tells it, from other facts.
  case rules(DecisionTable.ID)
  /// What a person says when contact is made.
  case contactAnswer
  /// A service agent establishes it.
  case agent
}

extension Fact {
  /// The closed list of values, where the type has one.
  public var values: [Value]? {
    switch type {
    case .choice(let choices): choices.map { .choice($0.id) }
    case .flag: [.flag(true), .flag(false)]
    default: nil
    }
  }

  /// Whether its values are numbers or amounts.
  var liesOnALine: Bool {
    switch type {
    case .number, .money, .duration: true
    case .choice, .flag, .time, .text: false
    }
  }

  /// Reads a value as a person writes it: a label of a choice, `是`, `30 元`, `20 分钟`; nil when it is none of this fact's.
  public func value(_ text: some StringProtocol) -> Value? {
    let given = String(text)[...].drop(while: \.isWhitespace)
    let text = liesOnALine ? given.withoutDigitGroups : given
    let wanted = normalized(text)
    guard !wanted.isEmpty else { return nil }
    switch type {
    case .choice(let choices): return choices.first { $0.isCalled(text) }.map { .choice($0.id) }
    case .flag(let yes, let no):
      if (yes + ["是", "yes", "true"]).contains(where: { normalized($0) == wanted }) { return .flag(true) }
      if (no + ["否", "no", "false"]).contains(where: { normalized($0) == wanted }) { return .flag(false) }
      return nil
    case .number(let unit):
      let bare = unit.map { wanted.hasSuffix(normalized($0)) ? String(wanted.dropLast(normalized($0).count)) : wanted } ?? wanted
      return Double(bare).flatMap { $0.isFinite ? .number($0) : nil }
    case .money: return fen(wanted).map { .money(fen: $0) }
    case .duration: return TimeAmount(text).map { .duration($0) }
    case .time: return TimeZoneOffset.china.instant(String(text)).map { .time($0) }
    case .text: return .text(String(text))
    }
  }

  /// The value as the document's readers call it.
  public func words(for value: Value, in language: Language, zone: TimeZoneOffset = .china) -> String {
    switch (value, type) {
    case (.choice(let id), .choice(let choices)): choices.first { $0.id == id }?.name ?? id
    case (.choice(let id), _): id
    case (.flag(let flag), .flag(let yes, let no)): (flag ? yes.first : no.first) ?? language.words(flag ? "是" : "否", flag ? "yes" : "no")
    case (.flag(let flag), _): language.words(flag ? "是" : "否", flag ? "yes" : "no")
    case (.number(let number), .number(let unit)): plain(number) + (unit.map { " \($0)" } ?? "")
    case (.number(let number), _): plain(number)
    case (.money(let fen), _): language.words("\(yuan(fen)) 元", "¥\(yuan(fen))")
    case (.duration(let amount), _): amount.text(in: language)
    case (.time(let instant), _): zone.text(instant)
    case (.text(let text), _): text
    }
  }
}

private func plain(_ number: Double) -> String {
  number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number)
}

private func yuan(_ fen: Int64) -> String {
  let rest = abs(fen % 100)
  let sign = fen < 0 ? "-" : ""
  return "\(sign)\(abs(fen / 100))" + (rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")
}

/// `12`, `12.5元`, `¥12.50` in fen. More than two decimals is not an amount of money.
private func fen(_ text: String) -> Int64? {
  var text = text[...]
  for sign in ["¥", "￥", "rmb", "cny"] where text.hasPrefix(sign) { text = text.dropFirst(sign.count) }
  for unit in ["元", "yuan"] where text.hasSuffix(unit) { text = text.dropLast(unit.count) }
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), let whole = Int64(parts[0]), abs(whole) < 1_000_000_000_000 else { return nil }
  guard parts.count == 2 else { return whole * 100 }
  guard (1...2).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let cents = Int64(parts[1]) else { return nil }
  let hundredths = parts[1].count == 1 ? cents * 10 : cents
  return whole * 100 + (text.first == "-" ? -hundredths : hundredths)
}
