/// A stretch of numbers, amounts of money (fen), durations (seconds) or times (milliseconds since 1970).
public struct Span: Hashable, Sendable {
  public let lower: Double
  public let includesLower: Bool
  public let upper: Double
  public let includesUpper: Bool

  public init(lower: Double, includesLower: Bool, upper: Double, includesUpper: Bool) {
    self.lower = lower
    self.includesLower = includesLower && lower > -.infinity
    self.upper = upper
    self.includesUpper = includesUpper && upper < .infinity
  }

  /// The whole line.
  public static let everything = Span(lower: -.infinity, includesLower: false, upper: .infinity, includesUpper: false)

  static func only(_ point: Double) -> Span { Span(lower: point, includesLower: true, upper: point, includesUpper: true) }

  static func comparing(_ comparison: Comparison, to bound: Double) -> Span {
    switch comparison {
    case .less, .atMost: Span(lower: -.infinity, includesLower: false, upper: bound, includesUpper: comparison == .atMost)
    case .more, .atLeast: Span(lower: bound, includesLower: comparison == .atLeast, upper: .infinity, includesUpper: false)
    }
  }

  /// Whether a point of the line lies in it.
  public func contains(_ point: Double) -> Bool {
    (point > lower || (includesLower && point == lower)) && (point < upper || (includesUpper && point == upper))
  }

  var isEmpty: Bool { lower > upper || (lower == upper && !(includesLower && includesUpper)) }

  /// Whether nothing lies between the two, so that they can be written as one.
  private func touches(_ next: Span) -> Bool { next.lower < upper || (next.lower == upper && (includesUpper || next.includesLower)) }

  /// In order, joined where they touch, empty ones left out.
  static func joined(_ spans: [Span]) -> [Span] {
    let sorted = spans.filter { !$0.isEmpty }.sorted { ($0.lower, $0.includesLower ? 0 : 1) < ($1.lower, $1.includesLower ? 0 : 1) }
    var result: [Span] = []
    for span in sorted {
      guard let last = result.last, last.touches(span) else {
        result.append(span)
        continue
      }
      let isHigher = span.upper > last.upper || (span.upper == last.upper && span.includesUpper)
      let end = isHigher ? span : last
      result[result.count - 1] = Span(lower: last.lower, includesLower: last.includesLower, upper: end.upper, includesUpper: end.includesUpper)
    }
    return result
  }

  /// Everything outside of them.
  static func complement(_ spans: [Span]) -> [Span] {
    var result: [Span] = []
    var lower = -Double.infinity
    var includesLower = false
    for span in joined(spans) {
      result.append(Span(lower: lower, includesLower: includesLower, upper: span.lower, includesUpper: !span.includesLower))
      (lower, includesLower) = (span.upper, !span.includesUpper)
    }
    result.append(Span(lower: lower, includesLower: includesLower, upper: .infinity, includesUpper: false))
    return result.filter { !$0.isEmpty }
  }
}

extension Value {
  /// Where a number, an amount or a time lies on its line; nil for values without an order.
  var linear: Double? {
    switch self {
    case .number(let number): number
    case .money(let fen): Double(fen)
    case .duration(let amount): Double(amount.seconds)
    case .time(let instant): Double(instant.milliseconds)
    case .choice, .flag, .text: nil
    }
  }
}
