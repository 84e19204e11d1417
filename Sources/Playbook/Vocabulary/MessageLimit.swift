/// How long a message may be.
public enum MessageLimit: Hashable, Sendable {
  case characters(Int)
  /// Parts of a text message: one holds 70 characters, several hold 67 each, because each then carries a header.
  /// Source: 3GPP TS 23.040, section 9.2.3.24.1 (UCS-2: 140 octets, 134 behind a six-octet header).
  case parts(Int)

  static let charactersOfOnePart = 70
  static let charactersOfEachPart = 67

  /// Reads `70 字`, `70 characters`, `2 条`, `2 parts`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let text = halfWidth(text)[...].trimmed
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    guard let count = Int(digits), count > 0 else { return nil }
    switch text[digits.endIndex...].trimmed.lowercased() {
    case "条", "part", "parts": self = .parts(count)
    case "字", "个字", "字符", "character", "characters", "": self = .characters(count)
    default: return nil
    }
  }

  /// A number of characters alone.
  static func characters(in text: some StringProtocol) -> Int? {
    if case .characters(let count)? = MessageLimit(text) { count } else { nil }
  }

  /// The most characters that fit.
  public var mostCharacters: Int {
    switch self {
    case .characters(let count): count
    case .parts(1): Self.charactersOfOnePart
    case .parts(let count): count * Self.charactersOfEachPart
    }
  }
}

extension Message.Text {
  /// The limit that holds: the stated one, or for a text message one part in Chinese and two in English.
  public var effectiveLimit: MessageLimit? {
    if let limit { return limit }
    guard channel == .sms else { return nil }
    return language == .chinese ? .parts(1) : .parts(2)
  }
}

extension Fact {
  /// What is assumed of a text fact that says nothing about its length.
  private static let usualLongestText = 12
  /// The longest values that are assumed of the other types: what an after-sales case has to do with isn't longer.
  private static let longestNumber = 10
  private static let mostMoney = Value.money(fen: 999_999_999)
  private static let longestDuration = Value.duration(TimeAmount(seconds: 100 * 86_400 - 1))
  private static let anyTime = Value.time(Instant(milliseconds: 0))

  /// How many characters the fact's words take in a message at most, in UTF-16 units as text messages count them.
  public func longestWords(in language: Language) -> Int {
    switch type {
    case .choice, .flag: (values ?? []).map { words(for: $0, in: language).utf16.count }.max() ?? 0
    case .number(let unit): Self.longestNumber + (unit.map { $0.utf16.count + 1 } ?? 0)
    case .money: words(for: Self.mostMoney, in: language).utf16.count
    case .duration: words(for: Self.longestDuration, in: language).utf16.count
    case .time: words(for: Self.anyTime, in: language).utf16.count
    case .text: longest ?? Self.usualLongestText
    }
  }
}
