import Desk
import Hummingbird
import Playbook

/// `/console/calendars/{calendar}?year=2026&from=…&for=…`: a year, and a deadline worked out.
extension CalendarPages {
  private struct Content {
    struct Look {
      let look: String
      let mark: String
      let words: String
    }

    struct Use {
      let path: String
      let playbook: String
    }

    let heading: String
    let calendarID: String
    let zone: String
    let path: String
    let week: [WeekHours]
    let uses: [Use]
    let year: String
    let before: String
    let after: String
    let warning: String
    let hasWarning: Bool
    let looks: [Look]
    let sheet: CalendarYear
    let reckoning: Reckoning
  }

  /// The years that can be looked at.
  private static let years = 1970...2199

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let asked = query.number("year", Self.years)
    let (from, amount) = (query.text("from"), query.text("for"))
    try query.end()
    guard let found = try await Playbooks(desk: desk).known()[visit.name("calendar")] else {
      throw Problem(kind: .notFound, detail: .init("没有这份日历，去“日历”看全部。", "There is no such calendar: “Calendars” lists them all."))
    }
    let calendar = found.calendar
    let words = ConsoleWords.of(visit.language)
    let today = calendar.day(of: console.clock())
    let year = asked.map { Int64($0) } ?? today.year
    let days = CalendarDays(calendar, visit.language)
    let path = PlaybookPath.calendar(calendar.id)
    let isUnknown = calendar.knowsHolidays(of: year) == false
    let content = Content(
      heading: calendar.title, calendarID: calendar.id, zone: Self.zoneName(calendar.zone), path: path, week: WeekHours.of(calendar, visit.language),
      uses: found.playbooks.sorted().map { Content.Use(path: PlaybookPath.page($0), playbook: $0) }, year: "\(year)",
      before: "\(path)?year=\(max(year - 1, Int64(Self.years.lowerBound)))", after: "\(path)?year=\(min(year + 1, Int64(Self.years.upperBound)))",
      warning: isUnknown ? words.text("calendars-no-holidays", ["year": "\(year)"]) : "", hasWarning: isUnknown,
      looks: CalendarDays.Look.allCases.map {
        Content.Look(look: $0.rawValue, mark: days.mark(of: $0), words: words.text("calendars-look-\($0.rawValue)"))
      },
      sheet: CalendarYear(calendar, year: year, today: today, visit.language),
      reckoning: Reckoning(calendar, from: from, amount: amount, now: console.clock(), visit.language))
    return try console.page(
      "calendar", title: "\(calendar.title) · \(year)", content, assets: PageAssets(styles: ["calendars.css"], scripts: ["calendars.js"]), request, visit)
  }

  /// `+08:00`.
  private static func zoneName(_ zone: TimeZoneOffset) -> String {
    let (hours, minutes) = abs(zone.minutes).quotientAndRemainder(dividingBy: 60)
    return "UTC\(zone.minutes < 0 ? "−" : "+")\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}
