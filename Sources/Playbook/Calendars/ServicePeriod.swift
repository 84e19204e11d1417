/// A part of a day in which service is open, in minutes since that day's midnight. The end is exclusive, and behind 1440 when it runs past midnight:
/// then it belongs to the day it begins on.
public struct ServicePeriod: Hashable, Sendable {
  public let start: Int
  public let end: Int

  /// Reads `09:00-21:00`, `22:00-02:00` (past midnight), `00:00-24:00` (the whole day); nil when it is none.
  public init?(_ text: some StringProtocol) {
    let sides = halfWidth(text).split(omittingEmptySubsequences: false, whereSeparator: { "-–—~至".contains($0) }).map { Self.minute($0.trimmed) }
    guard sides.count == 2, let start = sides[0], let end = sides[1], start < 1440, start != end else { return nil }
    self.start = start
    self.end = end > start ? end : end + 1440
  }

  /// `22:00` in minutes since midnight.
  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    guard let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440 else { return nil }
    return hour * 60 + minute
  }
}
