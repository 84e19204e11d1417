extension ServiceCalendar {
  /// How much service time lies between two moments, in whole seconds, rounded down; none when the second isn't later. Where open hours of two days overlap
  /// they count once, as they do on the way to a deadline.
  ///
  /// It looks at every day between the two: for the pauses of a case, not for centuries.
  /// - Throws: `NeverDue.farAway` for moments that no calendar has.
  public func serviceTime(from: Instant, to: Instant) throws(NeverDue) -> TimeAmount {
    let (start, end) = (try local(from), try local(to))
    guard start < end else { return TimeAmount(seconds: 0) }
    var counted: Int64 = 0
    // What is before this moment is counted already.
    var covered = start
    // Hours of the day before may reach past midnight, but no further.
    var day = start.flooredDivision(by: millisecondsOfDay) - 1
    while day * millisecondsOfDay < end {
      let midnight = day * millisecondsOfDay
      for period in periods(on: CivilDay(number: day)) {
        let first = max(midnight + Int64(period.start) * 60_000, covered)
        let last = min(midnight + Int64(period.end) * 60_000, end)
        guard last > first else { continue }
        counted += last - first
        covered = last
      }
      day += 1
    }
    return TimeAmount(seconds: counted / 1000)
  }
}
