/// A length of wall-clock time in whole seconds, as a playbook writes it: `30 分钟`, `24 小时`, `3 天`, `90 s`.
public struct TimeAmount: Hashable, Comparable, Sendable, Codable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }
  /// So many minutes.
  public static func minutes(_ count: Int64) -> TimeAmount { TimeAmount(seconds: count * 60) }
  /// So many hours.
  public static func hours(_ count: Int64) -> TimeAmount { TimeAmount(seconds: count * 3600) }

  public init(from decoder: any Decoder) throws { seconds = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }

  public static func < (left: TimeAmount, right: TimeAmount) -> Bool { left.seconds < right.seconds }

  /// A hundred years: no amount in a document is longer, and no sum of times overflows.
  private static let longestSeconds: Int64 = 3_155_760_000

  /// Reads `30 分钟`, `30min`, `1 小时 30 分`, `半小时`; nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    var rest = halfWidth(text)[...].trimmed
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let (count, afterCount) = leadingCount(rest) else { return nil }
      let unitText = afterCount.drop(while: \.isWhitespace)
      guard let (unit, name) = units.first(where: { unitText.lowercased().hasPrefix($0.name) }).map({ ($0.seconds, $0.name) }) else { return nil }
      let seconds = count * Double(unit)
      guard seconds >= 0, seconds + Double(total) <= Double(Self.longestSeconds) else { return nil }
      total += Int64(seconds)
      rest = unitText.dropFirst(name.count).drop(while: \.isWhitespace)
    }
    seconds = total
  }

  /// The shortest exact writing: `30 分钟`, `1 小时 30 分钟`; in English `30 min`, `1 h 30 min`.
  public func text(in language: Language) -> String {
    let names = language == .chinese ? ["天", "小时", "分钟", "秒"] : ["d", "h", "min", "s"]
    var rest = seconds
    var parts: [String] = []
    for (size, name) in zip([86_400, 3600, 60, 1] as [Int64], names) where rest >= size {
      parts.append("\(rest / size) \(name)")
      rest %= size
    }
    return parts.isEmpty ? "0 \(names[3])" : parts.joined(separator: " ")
  }
}

/// Longer names first, so that `min` is not read as `m` and `分钟` not as `分`.
private let units: [(name: String, seconds: Int64)] = [
  ("个小时", 3600), ("个月", 2_592_000), ("seconds", 1), ("second", 1), ("minutes", 60), ("minute", 60), ("hours", 3600), ("hour", 3600),
  ("days", 86_400), ("day", 86_400), ("weeks", 604_800), ("week", 604_800), ("分钟", 60), ("小时", 3600), ("mins", 60), ("min", 60), ("secs", 1), ("sec", 1),
  ("hrs", 3600), ("hr", 3600),
  ("周", 604_800), ("天", 86_400), ("日", 86_400), ("时", 3600), ("分", 60), ("秒", 1), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
]

private func leadingCount(_ text: Substring) -> (Double, Substring)? {
  if text.first == "半" { return (0.5, text.dropFirst()) }
  let digits = text.prefix(while: { ($0.isASCII && $0.isNumber) || $0 == "." })
  guard digits.count <= 12, let count = Double(digits) else { return nil }
  return (count, text[digits.endIndex...])
}
