import Playbook

/// A year of a calendar as twelve sheets.
struct CalendarYear {
  struct Month {
    let anchor: String
    let name: String
    let weeks: [Week]
  }

  struct Week {
    let days: [Day]
  }

  struct Day {
    /// False before the first and behind the last of the month.
    let isDay: Bool
    let number: String
    /// The day and its weekday in full.
    let full: String
    let look: String
    let mark: String
    let name: String
    let hours: String
    let isToday: Bool
  }

  /// Days in a row that are alike and not like their weekday.
  struct Stretch: Hashable {
    let days: String
    let name: String
    let hours: String
    let look: String
  }

  let weekdays: [String]
  let months: [Month]
  let stretches: [Stretch]

  private static let none = Day(isDay: false, number: "", full: "", look: "none", mark: "", name: "", hours: "", isToday: false)

  init(_ calendar: ServiceCalendar, year: Int64, today: CivilDay, _ language: Language) {
    let days = CalendarDays(calendar, language)
    let words = ConsoleWords.of(language)
    weekdays = (0..<7).map { words.text("calendars-weekday-\($0)") }
    months = (Int64(1)...12).map { month in
      let first = CivilDay(year: year, month: month)
      let next = month == 12 ? CivilDay(year: year + 1, month: 1) : CivilDay(year: year, month: month + 1)
      var cells = Array(repeating: Self.none, count: first.weekday)
      cells += (first.number..<next.number).map { Self.day(CivilDay(number: $0), days, today: today) }
      while !cells.count.isMultiple(of: 7) { cells.append(Self.none) }
      let weeks = stride(from: 0, to: cells.count, by: 7).map { Week(days: Array(cells[$0..<($0 + 7)])) }
      return Month(anchor: "month-\(month)", name: words.text("calendars-month-\(month)"), weeks: weeks)
    }
    stretches = Self.stretches(calendar.differingDays(in: year), days, words)
  }

  private static func day(_ day: CivilDay, _ days: CalendarDays, today: CivilDay) -> Day {
    let look = days.look(of: day)
    return Day(
      isDay: true, number: "\(day.dayOfMonth)", full: "\(day.text) \(day.weekdayName(in: days.language))", look: look.rawValue, mark: days.mark(of: look),
      name: look == .service ? "" : days.name(of: day, look), hours: days.hours(of: day), isToday: day == today)
  }

  private static func stretches(_ differing: [CivilDay], _ days: CalendarDays, _ words: ConsoleWords) -> [Stretch] {
    var found: [Stretch] = []
    var index = 0
    while index < differing.count {
      let first = differing[index]
      let (look, hours) = (days.look(of: first), days.hours(of: first))
      let name = days.name(of: first, look)
      while index + 1 < differing.count, differing[index + 1].number == differing[index].number + 1, days.hours(of: differing[index + 1]) == hours,
        days.name(of: differing[index + 1], days.look(of: differing[index + 1])) == name
      {
        index += 1
      }
      let last = differing[index]
      let span = first == last ? first.text : words.text("calendars-from-to", ["first": first.text, "last": last.text])
      found.append(Stretch(days: span, name: name, hours: hours, look: look.rawValue))
      index += 1
    }
    return found
  }
}
