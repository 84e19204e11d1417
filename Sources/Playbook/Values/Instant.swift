/// A moment, in milliseconds since 1970-01-01T00:00:00Z. The pure rooms are always told it; they never read a clock.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public init(from decoder: any Decoder) throws { milliseconds = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
  /// The end or beginning of time when the sum lies behind it: a wild value reported from outside must not stop the desk.
  public static func + (instant: Instant, amount: TimeAmount) -> Instant {
    let (product, isTooLong) = amount.seconds.multipliedReportingOverflow(by: 1000)
    let (sum, isTooLate) = instant.milliseconds.addingReportingOverflow(isTooLong ? 0 : product)
    return Instant(milliseconds: isTooLong || isTooLate ? (amount.seconds < 0 ? .min : .max) : sum)
  }
  /// The time between two moments in whole seconds, rounded down.
  public static func - (left: Instant, right: Instant) -> TimeAmount { TimeAmount(seconds: left.milliseconds / 1000 - right.milliseconds / 1000) }
}

/// The wall clock of a place without daylight saving: hours and minutes east of UTC. China's is +08:00.
public struct TimeZoneOffset: Hashable, Sendable, Codable {
  public var minutes: Int

  public init(minutes: Int) { self.minutes = minutes }

  public static let china = TimeZoneOffset(minutes: 480)

  /// Minutes since local midnight at `instant`.
  public func minuteOfDay(_ instant: Instant) -> Int {
    let minutes = instant.milliseconds.flooredDivision(by: 60_000) + Int64(self.minutes)
    return Int(minutes - minutes.flooredDivision(by: 1440) * 1440)
  }

  /// `2026-11-22 14:05:09` on this wall clock.
  public func text(_ instant: Instant) -> String {
    let local = instant.milliseconds.flooredDivision(by: 1000) + Int64(minutes) * 60
    let day = local.flooredDivision(by: 86_400)
    let (year, month, dayOfMonth) = civilDate(day)
    let second = Int(local - day * 86_400)
    return "\(year)-\(two(month))-\(two(dayOfMonth)) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  /// Reads `2026-11-22 14:05[:09]` or with a `T` between; nil when it isn't a time.
  public func instant(_ text: String) -> Instant? {
    let numbers = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap { Int64($0) }
    guard numbers.count == 5 || numbers.count == 6, text.contains("-"), text.contains(":") else { return nil }
    // A zone behind it (`Z`) would make it another moment.
    guard text.allSatisfy({ $0.isNumber || $0.isWhitespace || "-:T/.".contains($0) }) else { return nil }
    let (year, month, day, hour, minute) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
    let second = numbers.count == 6 ? numbers[5] : 0
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60 else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    return Instant(milliseconds: (days * 86_400 + hour * 3600 + minute * 60 + second - Int64(minutes) * 60) * 1000)
  }
}

private func two(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
  let year = month <= 2 ? year - 1 : year
  let era = year.flooredDivision(by: 400)
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The date of a day counted from 1970-01-01, in the Gregorian calendar at all times.
package func civilDate(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = days + 719_468
  let era = shifted.flooredDivision(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}

extension Int64 {
  /// Rounded towards the past, also before 1970.
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
