/// What one or several calendar files say, before it becomes a calendar.
struct CalendarFile: Sendable {
  var id: String?
  var title: String?
  var zone: TimeZoneOffset?
  /// By `workdays`, `weekends`, `mon` … `sun`.
  var weekly: [String: [ServicePeriod]] = [:]
  var holidays: Holidays?
  var holidayHours: [ServicePeriod]?
  var makeUpHours: [ServicePeriod]?
  /// By day number.
  var dates: [Int64: [ServicePeriod]] = [:]

  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Lays another file over this one: what it says replaces what was said, key by key.
  mutating func lay(_ other: CalendarFile) {
    id = other.id ?? id
    title = other.title ?? title
    zone = other.zone ?? zone
    weekly.merge(other.weekly) { $1 }
    if let more = other.holidays { holidays = holidays.map { $0.joined(with: more) } ?? more }
    holidayHours = other.holidayHours ?? holidayHours
    makeUpHours = other.makeUpHours ?? makeUpHours
    dates.merge(other.dates) { $1 }
  }

  /// The hours of a day of a weekend that is worked.
  var hoursOfMakeUpDays: [ServicePeriod]? { makeUpHours ?? weekly["workdays"] }

  /// - Parameter name: for a calendar that has no id of its own.
  func calendar(name: String) -> ServiceCalendar {
    let week = Self.weekdays.enumerated().map { number, day in weekly[day] ?? weekly[number < 5 ? "workdays" : "weekends"] ?? [] }
    var differing: [Int64: ServiceCalendar.DifferingDay] = [:]
    for (day, holiday) in holidays?.daysOff ?? [:] { differing[day] = .init(reason: .dayOff(holiday), periods: holidayHours ?? [], isWorkingDay: false) }
    for day in holidays?.makeUpDays ?? [] {
      let hours = hoursOfMakeUpDays ?? []
      differing[day] = .init(reason: .makeUp, periods: hours, isWorkingDay: !hours.isEmpty)
    }
    for (day, hours) in dates {
      let isMakeUp = holidays?.makeUpDays.contains(day) == true
      let isOff = CivilDay(number: day).isWeekend || holidays?.daysOff[day] != nil
      differing[day] = .init(reason: .own, periods: hours, isWorkingDay: (isMakeUp || !isOff) && !hours.isEmpty)
    }
    return ServiceCalendar(
      id: id ?? name, title: title ?? id ?? name, zone: zone ?? .china, week: week, differing: differing, holidayYears: holidays?.years)
  }
}

/// Public holidays: the days off by their names, the days that make up for them, and the years that are known.
struct Holidays: Hashable, Sendable {
  var daysOff: [Int64: String] = [:]
  var makeUpDays: Set<Int64> = []
  var years: Set<Int64> = []

  func joined(with other: Holidays) -> Holidays {
    Holidays(
      daysOff: daysOff.merging(other.daysOff) { $1 }, makeUpDays: makeUpDays.union(other.makeUpDays), years: years.union(other.years))
  }
}
