/// How long somebody has, and what counts towards it: `30 分钟`, `30 分钟服务时间`, `2 个工作日`.
public enum Allowance: Hashable, Sendable {
  /// Every hour counts.
  case wall(TimeAmount)
  /// Only the hours in which service is open count.
  case service(TimeAmount)
  /// Until service ends on the working day with this number, counted from the day after the origin.
  case workingDays(Int64)

  /// As many as fit into the longest amount of time that a document may name.
  private static let mostWorkingDays: Int64 = 26_000

  /// Reads `30 min`, `30 min of service time`, `服务时间 30 分钟`, `2 working days`; nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    let text = halfWidth(text)[...].trimmed
    if let count = Self.workingDays(text) {
      guard (1...Self.mostWorkingDays).contains(count) else { return nil }
      self = .workingDays(count)
    } else if let amount = Self.serviced(text) {
      self = .service(amount)
    } else if let amount = TimeAmount(text) {
      self = .wall(amount)
    } else {
      return nil
    }
  }

  public var needsCalendar: Bool { if case .wall = self { false } else { true } }

  /// The same amount, counted in service time. Working days are that already.
  var inServiceTime: Allowance { if case .wall(let amount) = self { .service(amount) } else { self } }

  /// Whether it is over as soon as it begins.
  public var isNothing: Bool {
    switch self {
    case .wall(let amount), .service(let amount): amount.seconds <= 0
    case .workingDays: false
    }
  }

  /// As a document writes it: `30 分钟服务时间`, `2 working days`.
  public func text(in language: Language) -> String {
    switch self {
    case .wall(let amount): amount.text(in: language)
    case .service(let amount): language.words("\(amount.text(in: language))服务时间", "\(amount.text(in: language)) of service time")
    case .workingDays(let count): language.words("\(count) 个工作日", count == 1 ? "1 working day" : "\(count) working days")
    }
  }

  /// Whether a text says that service time is meant, and nothing else.
  static func meansServiceTime(_ text: some StringProtocol) -> Bool {
    ["服务时间", "按服务时间", "servicetime", "ofservicetime", "inservicetime"].contains(normalized(text))
  }

  private static func workingDays(_ text: Substring) -> Int64? {
    let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
    guard digits.count <= 12, ["个工作日", "工作日", "workingdays", "workingday", "businessdays", "businessday"].contains(normalized(text[digits.endIndex...]))
    else { return nil }
    return Int64(digits)
  }

  private static func serviced(_ text: Substring) -> TimeAmount? {
    if let (_, rest) = text.behind(word: ["服务时间", "service time"]) { return TimeAmount(rest) }
    for ending in ["的服务时间", "服务时间", "(服务时间)", "of service time", "service time"] where text.lowercased().hasSuffix(ending) {
      return TimeAmount(text.dropLast(ending.count))
    }
    return nil
  }
}
