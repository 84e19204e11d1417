import Yams

/// Reads a file of public holidays: for each year the days off by name, and the weekend days that are worked for them.
func readHolidays(_ source: SourceText, language: Language) -> (Holidays, [Diagnostic]) {
  var reading = HolidayReading(page: CalendarPage(source, language: language))
  reading.read()
  return (reading.holidays, reading.page.diagnostics)
}

private struct HolidayReading {
  var page: CalendarPage
  var holidays = Holidays()

  private static let keys = ["id", "title", "source", "years"]
  private static let yearKeys = ["source", "days-off", "make-up-days"]
  private static let example = "2026-02-15..2026-02-23"
  /// A holiday that seems longer is a slip of the pen.
  private static let mostDays: Int64 = 31

  mutating func read() {
    for (key, value) in page.root() {
      switch key.string ?? "" {
      case "id", "title", "source": break
      case "years":
        for (key, value) in page.entries(value, "2026: …") {
          if let year = key.string.flatMap({ Int64($0) }), (1...9999).contains(year) { read(year, value) } else { page.unreadable(key, "2026") }
        }
      default: page.unknownKey(key, known: Self.keys)
      }
    }
  }

  private mutating func read(_ year: Int64, _ node: Node) {
    var makeUpDays: [(Int64, Node)] = []
    for (key, value) in page.entries(node, "days-off: …") {
      switch key.string ?? "" {
      case "source": break
      case "days-off":
        for (name, value) in page.entries(value, "春节: \(Self.example)") {
          for (day, _) in days(value, in: year) { holidays.daysOff[day] = name.string ?? "" }
        }
      case "make-up-days": makeUpDays += days(value, in: year)
      default: page.unknownKey(key, known: Self.yearKeys)
      }
    }
    holidays.years.insert(year)
    for (day, node) in makeUpDays {
      let text = CivilDay(number: day).text
      if holidays.daysOff[day] != nil {
        page.report(.init("\(text) 既放假又上班。", "\(text) is both a day off and a working day."), at: node)
      } else if !CivilDay(number: day).isWeekend {
        page.report(.init("\(text) 不是周末，本来就上班。", "\(text) is no day of a weekend: it is worked anyway."), at: node)
      }
      holidays.makeUpDays.insert(day)
    }
  }

  /// Single days and ranges `A..B`, both ends included. A year's arrangement may reach into the year before or after.
  private mutating func days(_ node: Node, in year: Int64) -> [(Int64, Node)] {
    if node.sequence?.isEmpty == true { return [] }
    return page.texts(node, Self.example).flatMap { text, node -> [(Int64, Node)] in
      let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { CivilDay($0.trimmed) }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last, last.number - first.number < Self.mostDays else {
        page.unreadable(node, Self.example)
        return []
      }
      if !(year - 1...year + 1).contains(first.year) || !(year - 1...year + 1).contains(last.year) {
        page.report(.init("\(text) 不在 \(year) 年前后。", "\(text) isn't in or next to the year \(year)."), at: node)
      }
      return (first.number...last.number).map { ($0, node) }
    }
  }
}
