/// When an allowance is used up, and how that was worked out.
public struct Deadline: Hashable, Sendable {
  public let due: Instant
  /// One line for each step of the way, in both languages.
  public let derivation: [Diagnostic.Message]
}

/// Why an allowance is never used up.
public enum NeverDue: Error, Hashable, Sendable {
  /// Service isn't open on any weekday.
  case neverOpens
  /// No weekday is a working day.
  case noWorkingDay
  /// The origin lies outside the years 1 to 9999.
  case farAway

  public var message: Diagnostic.Message {
    switch self {
    case .neverOpens: .init("这个日历里没有服务时间，永远到不了期。", "This calendar has no service time, so the time is never over.")
    case .noWorkingDay: .init("这个日历里没有工作日，永远到不了期。", "This calendar has no working day, so the time is never over.")
    case .farAway: .init("起算时间不在公元 1 年到 9999 年之间。", "The time it counts from isn't in the years 1 to 9999.")
    }
  }
}

extension ServiceCalendar {
  /// When an allowance that begins at `origin` is used up: the earliest moment by which as much service time has passed, or the end of service on the last
  /// of so many working days.
  public func due(_ allowance: Allowance, from origin: Instant) throws(NeverDue) -> Instant {
    switch allowance {
    case .wall(let amount): return origin + amount
    case .service(let amount): return instant(try walk(from: try local(origin), amount: amount.seconds * 1000) { _ in })
    case .workingDays(let count):
      let day = try workingDay(count, after: try local(origin).flooredDivision(by: millisecondsOfDay)) { _, _ in }
      return instant(endOfService(on: day))
    }
  }

  /// Service on a day ends with its last period, which may be past midnight.
  func endOfService(on day: Int64) -> Int64 {
    let end = periods(on: CivilDay(number: day)).map(\.end).max() ?? 1440
    return day * millisecondsOfDay + Int64(end) * 60_000
  }

  /// Wild times are told of, so that no sum of times overflows.
  func local(_ instant: Instant) throws(NeverDue) -> Int64 {
    let years = daysSince1970(year: 1, month: 1, day: 1)...daysSince1970(year: 9999, month: 12, day: 31)
    guard years.contains(instant.milliseconds.flooredDivision(by: millisecondsOfDay)) else { throw .farAway }
    return instant.milliseconds + Int64(zone.minutes) * 60_000
  }

  func instant(_ local: Int64) -> Instant { Instant(milliseconds: local - Int64(zone.minutes) * 60_000) }
}
