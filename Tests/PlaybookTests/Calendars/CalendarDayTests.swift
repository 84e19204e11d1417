import Playbook
import Testing

@Suite("Days of a calendar")
struct CalendarDayTests {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test func `each day is what the shipped calendar says`() throws {
    let service = try #require(ShippedCalendars.takeaway().calendar)
    #expect(service.kind(of: try day("2026-02-13")) == .usual)
    #expect(service.kind(of: try day("2026-02-14")) == .makeUp)
    guard case .dayOff(let name) = service.kind(of: try day("2026-02-17")) else {
      Issue.record("it is no holiday")
      return
    }
    #expect(name.contains("春节"))
    #expect(service.knowsHolidays(of: 2026) == true && service.knowsHolidays(of: 2199) == false)
    #expect(service.differingDays(in: 2026).allSatisfy { $0.year == 2026 } && !service.differingDays(in: 2026).isEmpty)
    #expect(service.weekPeriods.count == 7 && service.weekPeriods[0] == service.weekPeriods[4] && service.weekPeriods[5] == service.weekPeriods[6])
  }

  @Test func `a date of its own is one, and a calendar without holidays knows of none`() throws {
    let own = try #require(calendar("weekly:\n  workdays: [\"09:00-21:00\"]\ndates:\n  \"2026-02-16\": []\n").calendar)
    #expect(own.kind(of: try day("2026-02-16")) == .own && own.knowsHolidays(of: 2026) == nil)
  }

  @Test(arguments: [("2026-02-01", 2, 1), ("2024-02-29", 2, 29), ("1970-01-01", 1, 1), ("2199-12-31", 12, 31)] as [(String, Int64, Int64)])
  func `days know their month`(text: String, month: Int64, dayOfMonth: Int64) throws {
    let day = try day(text)
    #expect(day.month == month && day.dayOfMonth == dayOfMonth)
    #expect(CivilDay(year: day.year, month: month).number == day.number - dayOfMonth + 1)
  }

  @Test func `a moment falls on the day of the calendar's clock`() throws {
    let service = try #require(ShippedCalendars.takeaway().calendar)
    #expect(service.day(of: try china("2026-02-15 23:59")).text == "2026-02-15")
    #expect(service.day(of: try china("2026-02-16 00:00")).text == "2026-02-16")
  }

  @Test(arguments: [
    ("09:00-21:00", "09:00–21:00", "09:00–21:00"), ("22:00-02:00", "22:00–次日 02:00", "22:00–02:00 next day"), ("00:00-24:00", "00:00–24:00", "00:00–24:00"),
  ])
  func `periods are written as people do`(written: String, chinese: String, english: String) throws {
    let period = try #require(ServicePeriod(written))
    #expect(period.text(in: .chinese) == chinese && period.text(in: .english) == english)
  }
}
