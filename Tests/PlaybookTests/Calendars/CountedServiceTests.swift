import Playbook
import Testing

@Suite("Service time between two moments")
struct CountedServiceTests {
  /// Nights reach past midnight and overlap the mornings; Thursday 2026-01-08 is off.
  private static let text = """
    title: hours
    weekly: {workdays: ["09:00-18:00", "22:00-02:00"], sat: ["00:00-24:00"]}
    dates: {"2026-01-08": []}
    """

  private var calendar: ServiceCalendar {
    get throws { try #require(readCalendar([SourceText(path: "c.yaml", text: Self.text)], language: .english) { _ in nil }.calendar) }
  }

  private func moment(_ text: String) throws -> Instant { try #require(TimeZoneOffset.china.instant(text)) }

  @Test(
    arguments: [
      ("2026-01-05 08:00", "2026-01-05 10:00", 60), ("2026-01-05 12:00", "2026-01-05 12:00", 0), ("2026-01-05 13:00", "2026-01-05 12:00", 0),
      ("2026-01-05 17:00", "2026-01-06 01:00", 60 + 180), ("2026-01-06 00:30", "2026-01-06 09:30", 90 + 30), ("2026-01-08 00:00", "2026-01-09 00:00", 120),
      ("2026-01-09 22:00", "2026-01-10 03:00", 300),
    ] as [(String, String, Int64)])
  func `is counted in whole seconds, once where hours overlap`(from: String, to: String, minutes: Int64) throws {
    #expect(try calendar.serviceTime(from: moment(from), to: moment(to)) == .minutes(minutes))
  }

  @Test func `what was counted up to a moment and what is left behind it end at the same moment as all at once`() throws {
    let calendar = try calendar
    let from = try moment("2026-01-05 16:20")
    let due = try calendar.due(.service(.hours(30)), from: from)
    for minute in stride(from: Int64(0), through: 60 * 24 * 4, by: 37) {
      let cut = from + .minutes(minute)
      guard cut < due else { break }
      let used = try calendar.serviceTime(from: from, to: cut)
      #expect(try calendar.due(.service(TimeAmount(seconds: 30 * 3600 - used.seconds)), from: cut) == due, "cut after \(minute) min")
    }
  }

  @Test func `wild moments are told of`() throws {
    let calendar = try calendar
    #expect(throws: NeverDue.farAway) { try calendar.serviceTime(from: Instant(milliseconds: .min), to: Instant(milliseconds: 0)) }
  }
}
