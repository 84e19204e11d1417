/// When service is open: a week that repeats, and the days that differ from it.
public struct ServiceCalendar: Hashable, Sendable {
  public let id: String
  public let title: String
  public let zone: TimeZoneOffset
  /// Monday first; the periods of a day in order, without overlaps.
  let week: [[ServicePeriod]]
  /// Days that aren't like their weekday, by day number.
  let differing: [Int64: DifferingDay]
  /// The numbers of those days, in order.
  let differingDays: [Int64]
  /// The years for which the days off are known; nil when the calendar names no holidays.
  let holidayYears: Set<Int64>?

  /// A day that isn't like its weekday.
  struct DifferingDay: Hashable, Sendable {
    enum Reason: Hashable, Sendable {
      /// A public holiday, by its name where the file gives one.
      case dayOff(String)
      /// A day of a weekend that is worked to make up for a day off.
      case makeUp
      /// The calendar's own rule for this day.
      case own
    }

    let reason: Reason
    let periods: [ServicePeriod]
    let isWorkingDay: Bool
  }

  init(
    id: String, title: String, zone: TimeZoneOffset, week: [[ServicePeriod]], differing: [Int64: DifferingDay], holidayYears: Set<Int64>?
  ) {
    precondition(week.count == 7, "a week has seven days")
    self.id = id
    self.title = title
    self.zone = zone
    self.week = week
    self.differing = differing
    differingDays = differing.keys.sorted()
    self.holidayYears = holidayYears
  }

  /// The periods that begin on a day, in order.
  public func periods(on day: CivilDay) -> [ServicePeriod] { differing[day.number]?.periods ?? week[day.weekday] }

  /// A working day is from Monday to Friday and no day off, or makes up for one; and service opens on it.
  public func isWorkingDay(_ day: CivilDay) -> Bool {
    differing[day.number]?.isWorkingDay ?? (!day.isWeekend && !week[day.weekday].isEmpty)
  }

  /// Whether the week that repeats has an hour of service, so that every amount of it runs out some day.
  var opens: Bool { week.contains { !$0.isEmpty } }
  /// Whether the week that repeats has a working day.
  var hasWorkingDays: Bool { week.prefix(5).contains { !$0.isEmpty } }

  /// The first day at or behind this one that isn't like its weekday.
  func nextDifferingDay(from day: Int64) -> Int64? {
    var (low, high) = (0, differingDays.count)
    while low < high {
      let middle = (low + high) / 2
      if differingDays[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < differingDays.count ? differingDays[low] : nil
  }
}
