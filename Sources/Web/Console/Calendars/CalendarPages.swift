import Desk
import HTTPTypes
import Hummingbird
import Playbook

/// When service is open: the calendars that published playbooks count by.
struct CalendarPages: Sendable {
  let console: Console
  let desk: Desk

  var addresses: [Address] {
    [
      Address(.get, "/console/calendars", .having(.seePlaybooks), face: .page, answer: list),
      Address(.get, "/console/calendars/{calendar}", .having(.seePlaybooks), face: .page, answer: show),
    ]
  }

  private struct ListPage {
    let rows: [Row]
    let hasRows: Bool
  }

  private struct Row {
    struct Use {
      let path: String
      let playbook: String
    }

    let name: String
    let calendarID: String
    let path: String
    let week: [WeekHours]
    let today: String
    let isOpen: Bool
    let uses: [Use]
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let words = ConsoleWords.of(visit.language)
    let now = console.clock()
    let known = try await Playbooks(desk: desk).known().values.sorted { ($0.calendar.title, $0.calendar.id) < ($1.calendar.title, $1.calendar.id) }
    let rows = known.map { one in
      Row(
        name: one.calendar.title, calendarID: one.calendar.id, path: PlaybookPath.calendar(one.calendar.id),
        week: WeekHours.of(one.calendar, visit.language), today: CalendarDays(one.calendar, visit.language).hours(of: one.calendar.day(of: now)),
        isOpen: one.calendar.isOpen(at: now), uses: one.playbooks.sorted().map { Row.Use(path: PlaybookPath.page($0), playbook: $0) })
    }
    return try console.page(
      "calendars", title: words.text("calendars-title"), ListPage(rows: rows, hasRows: !rows.isEmpty), assets: PageAssets(styles: ["calendars.css"]), request,
      visit)
  }
}

extension ServiceCalendar {
  /// Whether service is open at this moment, by today's hours or those of yesterday that run past midnight.
  func isOpen(at now: Instant) -> Bool {
    let today = day(of: now)
    let minute = zone.minuteOfDay(now)
    return periods(on: today).contains { $0.start <= minute && minute < $0.end }
      || periods(on: CivilDay(number: today.number - 1)).contains { minute + 1_440 < $0.end }
  }
}
