/// A day as a wall calendar shows it, by its distance from 1970-01-01.
public struct CivilDay: Hashable, Comparable, Sendable {
  public let number: Int64

  public init(number: Int64) { self.number = number }

  /// Reads `2026-02-16`; nil when there is no such day.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "-" }).map { String($0) }
    guard parts.count == 3, zip(parts, [4, 2, 2]).allSatisfy({ $0.count == $1 && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == 3, numbers[0] >= 1, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
    number = daysSince1970(year: numbers[0], month: numbers[1], day: numbers[2])
    // The 30th of February is another day when it is read back.
    guard self.text == String(text) else { return nil }
  }

  public static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }

  public var year: Int64 { civilDate(number).year }

  /// 0 for Monday, 6 for Sunday. 1970-01-01 was a Thursday.
  public var weekday: Int {
    let shifted = number + 3
    return Int(shifted - shifted.flooredDivision(by: 7) * 7)
  }

  public var isWeekend: Bool { weekday >= 5 }

  /// `2026-02-16`.
  public var text: String {
    let (year, month, day) = civilDate(number)
    func padded(_ number: Int64, to width: Int) -> String { String(repeating: "0", count: max(0, width - String(number).count)) + String(number) }
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  static let weekdayNames: [Language: [String]] = [
    .chinese: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    .english: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  ]
}
