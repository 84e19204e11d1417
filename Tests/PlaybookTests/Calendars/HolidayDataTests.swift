@testable import Playbook
import Testing

@Suite("China's public holidays")
struct HolidayDataTests {
  private func differing(_ year: Int64) throws -> [Int64: ServiceCalendar.DifferingDay] {
    try #require(try ShippedCalendars.takeaway().calendar).differing.filter { CivilDay(number: $0.key).year == year }
  }

  /// The notices of the State Council's General Office: 2025 has 1 + 8 + 3 + 5 + 3 + 8 days off, 2026 has 3 + 9 + 3 + 5 + 3 + 3 + 7.
  @Test(arguments: [(2025, 28, 5), (2026, 33, 6)] as [(Int64, Int, Int)])
  func counts(year: Int64, daysOff: Int, makeUpDays: Int) throws {
    let days = try differing(year)
    #expect(days.values.filter { if case .dayOff = $0.reason { true } else { false } }.count == daysOff)
    #expect(days.values.filter { $0.reason == .makeUp }.count == makeUpDays)
    #expect(days.count == daysOff + makeUpDays)
  }

  @Test(arguments: [2025, 2026] as [Int64])
  func makeUpDaysAreWeekendsThatAreWorked(year: Int64) throws {
    let calendar = try #require(try ShippedCalendars.takeaway().calendar)
    for (number, day) in try differing(year) {
      let date = CivilDay(number: number)
      switch day.reason {
      case .makeUp:
        #expect(date.isWeekend, "\(date.text)")
        #expect(calendar.isWorkingDay(date), "\(date.text)")
        #expect(calendar.periods(on: date) == [ServicePeriod("09:00-21:00")], "\(date.text)")
      case .dayOff(let holiday):
        #expect(!holiday.isEmpty)
        #expect(!calendar.isWorkingDay(date), "\(date.text)")
        #expect(calendar.periods(on: date) == [ServicePeriod("08:00-22:00")], "\(date.text)")
      case .own: Issue.record("\(date.text)")
      }
    }
  }

  /// As many weekdays are given off as the law's public holidays that fall on them, and what is moved is made up for.
  @Test(arguments: [(2025, 248), (2026, 248)] as [(Int64, Int)])
  func workingDaysOfAYear(year: Int64, count: Int) throws {
    let calendar = try #require(try ShippedCalendars.takeaway().calendar)
    let first = try #require(CivilDay("\(year)-01-01"))
    let days = (0..<365).map { CivilDay(number: first.number + $0) }
    #expect(days.filter(calendar.isWorkingDay).count == count)
  }

  @Test(
    arguments: [
      ("2025-01-26", true), ("2025-01-27", true), ("2025-01-28", false), ("2025-02-04", false), ("2025-02-05", true), ("2025-02-08", true),
      ("2025-04-04", false), ("2025-04-27", true), ("2025-05-05", false), ("2025-06-02", false), ("2025-09-28", true), ("2025-10-08", false),
      ("2025-10-11", true), ("2026-01-01", false), ("2026-01-02", false), ("2026-01-04", true), ("2026-02-14", true), ("2026-02-15", false),
      ("2026-02-23", false), ("2026-02-24", true), ("2026-02-28", true), ("2026-04-06", false), ("2026-05-05", false), ("2026-05-09", true),
      ("2026-06-19", false), ("2026-09-20", true), ("2026-09-25", false), ("2026-10-07", false), ("2026-10-08", true), ("2026-10-10", true),
      ("2026-10-11", false),
    ])
  func singleDays(text: String, isWorked: Bool) throws {
    let day = try #require(CivilDay(text))
    #expect(try #require(try ShippedCalendars.takeaway().calendar).isWorkingDay(day) == isWorked)
  }

  @Test func theShippedCalendarHasNoFaults() throws {
    let compilation = try ShippedCalendars.takeaway()
    #expect(compilation.diagnostics.isEmpty, "\(compilation.diagnostics.map(\.text))")
    #expect(compilation.sources.map(\.path) == ["takeaway-service.yaml", "china-public-holidays.yaml"])
    #expect(compilation.calendar?.id == "takeaway-service")
    #expect(compilation.calendar?.holidayYears == [2025, 2026])
  }
}
