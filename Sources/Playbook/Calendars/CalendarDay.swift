extension ServiceCalendar {
  /// What a day is to a calendar.
  public enum DayKind: Hashable, Sendable {
    /// Like its weekday; open or not.
    case usual
    /// A public holiday, by its name; empty where the file gives none.
    case dayOff(String)
    /// A day of a weekend that is worked to make up for a day off.
    case makeUp
    /// The calendar has a rule for this day alone.
    case own
  }

  /// What this day is, whatever its hours are.
  public func kind(of day: CivilDay) -> DayKind {
    switch differing[day.number]?.reason {
    case .dayOff(let name): .dayOff(name)
    case .makeUp: .makeUp
    case .own: .own
    case nil: .usual
    }
  }

  /// The periods of the week that repeats, Monday first.
  public var weekPeriods: [[ServicePeriod]] { week }

  /// The days of a year that aren't like their weekday, in order.
  public func differingDays(in year: Int64) -> [CivilDay] { differingDays.map { CivilDay(number: $0) }.filter { $0.year == year } }

  /// Whether the public holidays of a year were entered; nil for a calendar that names none at all.
  public func knowsHolidays(of year: Int64) -> Bool? { holidayYears.map { $0.contains(year) } }

  /// The day that a moment falls on by this calendar's clock.
  public func day(of instant: Instant) -> CivilDay {
    CivilDay(number: (instant.milliseconds + Int64(zone.minutes) * 60_000).flooredDivision(by: millisecondsOfDay))
  }
}

extension CivilDay {
  /// The first day of a month. - Parameter month: 1 to 12.
  public init(year: Int64, month: Int64) { number = daysSince1970(year: year, month: month, day: 1) }

  /// 1 to 12.
  public var month: Int64 { civilDate(number).month }
  /// 1 to 31.
  public var dayOfMonth: Int64 { civilDate(number).day }

  /// `周一`, `Monday`.
  public func weekdayName(in language: Language) -> String { Self.weekdayName(weekday, in: language) }

  /// - Parameter weekday: 0 for Monday, 6 for Sunday.
  public static func weekdayName(_ weekday: Int, in language: Language) -> String { weekdayNames[language]?[weekday] ?? "" }
}

extension ServicePeriod {
  /// `09:00–21:00`, `22:00–次日 02:00`, `00:00–24:00`.
  public func text(in language: Language) -> String {
    func clock(_ minutes: Int) -> String {
      let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
    guard end > 1440 else { return "\(clock(start))–\(clock(end))" }
    let rest = clock(end - 1440)
    return language.words("\(clock(start))–次日 \(rest)", "\(clock(start))–\(rest) next day")
  }
}
