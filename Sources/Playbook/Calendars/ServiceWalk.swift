/// What a walk through service time comes by.
enum ServiceVisit {
  /// A stretch of open hours was counted; `from` and `to` are local milliseconds since 1970.
  case counted(day: Int64, from: Int64, to: Int64)
  /// Nothing was counted on this day.
  case nothing(day: Int64)
  /// So many weeks, all alike, were counted in one go.
  case weeks(first: Int64, weeks: Int64, counted: Int64)
}

let millisecondsOfDay: Int64 = 86_400_000

extension ServiceCalendar {
  /// Walks day by day through the open hours behind `origin` until `amount` is used up. Weeks in which no day differs are walked once and then jumped, so
  /// that the longest amounts and the emptiest calendars take as long as the shortest.
  ///
  /// Where open hours of two days overlap they count once. All times are local milliseconds since 1970.
  /// - Returns: the earliest moment at which the amount is used up. - Throws: `NeverDue.neverOpens`.
  func walk(from origin: Int64, amount: Int64, visit: (ServiceVisit) -> Void) throws(NeverDue) -> Int64 {
    guard amount > 0 else { return origin }
    let originDay = origin.flooredDivision(by: millisecondsOfDay)
    // Hours of the day before may reach past midnight, but no further: no period is longer than a day.
    var day = originDay - 1
    // What is before this moment is counted already, or before the origin.
    var covered = origin
    var left = amount
    // Where a week began in which no day differs, and neither did the day before.
    var mark: (day: Int64, left: Int64)?
    var nextDiffering = nextDifferingDay(from: day)
    while true {
      let midnight = day * millisecondsOfDay
      var isUntouched = true
      for period in periods(on: CivilDay(number: day)) {
        let start = max(midnight + Int64(period.start) * 60_000, covered)
        let end = midnight + Int64(period.end) * 60_000
        guard end > start else { continue }
        isUntouched = false
        let counted = min(end - start, left)
        visit(.counted(day: day, from: start, to: start + counted))
        left -= counted
        if left == 0 { return start + counted }
        covered = end
      }
      if isUntouched, day >= originDay { visit(.nothing(day: day)) }
      let differs = day == nextDiffering
      day += 1
      if differs {
        nextDiffering = nextDifferingDay(from: day)
        mark = nil
        continue
      }
      guard day > originDay + 1 else { continue }
      guard let begin = mark else {
        mark = (day, left)
        continue
      }
      guard day == begin.day + 7 else { continue }
      let used = begin.left - left
      if used == 0, nextDiffering == nil { throw .neverOpens }
      let alike = nextDiffering.map { ($0 - day) / 7 } ?? .max
      let weeks = used == 0 ? alike : min(alike, (left - 1) / used)
      if weeks > 0 {
        visit(.weeks(first: day, weeks: weeks, counted: weeks * used))
        day += weeks * 7
        covered += weeks * 7 * millisecondsOfDay
        left -= weeks * used
      }
      mark = (day, left)
    }
  }

  /// The day on which the so-manieth working day behind `origin` falls.
  /// - Parameter visit: is told each day and whether it counts. - Throws: `NeverDue.noWorkingDay`.
  func workingDay(_ count: Int64, after origin: Int64, visit: (_ day: Int64, _ isWorkingDay: Bool) -> Void) throws(NeverDue) -> Int64 {
    var day = origin
    var left = count
    while left > 0 {
      day += 1
      let counts = isWorkingDay(CivilDay(number: day))
      visit(day, counts)
      if counts { left -= 1 } else if !hasWorkingDays, nextDifferingDay(from: day) == nil { throw .noWorkingDay }
    }
    return day
  }
}
