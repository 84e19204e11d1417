import Playbook
import Testing

@Suite("Deadlines by a calendar")
struct DeadlineTests {
  private static let takeaway = try? ShippedCalendars.takeaway().calendar

  /// Work on weekdays 9 to 21, on weekends and days off 8 to 22.
  @Test(
    arguments: [
      ("2026-11-23 10:00", "30 分钟服务时间", "2026-11-23 10:30:00"), ("2026-11-23 20:45:10", "30 分钟服务时间", "2026-11-24 09:15:10"),
      ("2026-11-23 21:30", "30 分钟服务时间", "2026-11-24 09:30:00"), ("2026-11-23 20:30", "30 分钟服务时间", "2026-11-23 21:00:00"),
      ("2026-11-27 20:30", "1 小时服务时间", "2026-11-28 08:30:00"), ("2026-02-15 20:30", "30 min of service time", "2026-02-15 21:00:00"),
      ("2026-02-13 20:00", "14 h of service time", "2026-02-15 09:00:00"), ("2026-11-23 03:00", "0 分钟服务时间", "2026-11-23 03:00:00"),
      ("2026-11-23 03:00", "12 h of service time", "2026-11-23 21:00:00"), ("2026-11-23 10:00", "30 分钟", "2026-11-23 10:30:00"),
      ("2026-11-23 23:50", "30 分钟", "2026-11-24 00:20:00"),
      // Working days: the end of service on the so-manieth one behind the origin's day.
      ("2026-11-23 10:00", "1 个工作日", "2026-11-24 21:00:00"), ("2026-11-27 23:00", "2 working days", "2026-12-01 21:00:00"),
      ("2026-02-13 17:00", "2 个工作日", "2026-02-24 21:00:00"), ("2026-02-15 00:00", "1 个工作日", "2026-02-24 21:00:00"),
      ("2026-09-19 08:00", "1 个工作日", "2026-09-20 21:00:00"), ("2025-12-31 12:00", "1 个工作日", "2026-01-04 21:00:00"),
    ])
  func due(from: String, amount: String, expected: String) throws {
    let calendar = try #require(Self.takeaway)
    let allowance = try #require(Allowance(amount))
    let origin = try china(from)
    let due = try calendar.due(allowance, from: origin)
    #expect(TimeZoneOffset.china.text(due) == expected)
    #expect(try calendar.deadline(allowance, from: origin).due == due)
  }

  @Test func theDerivationInBothLanguages() throws {
    let calendar = try #require(Self.takeaway)
    let deadline = try calendar.deadline(.service(.hours(3)), from: try china("2026-02-15 20:30"))
    expectText(
      deadline.derivation.map(\.chinese).joined(separator: "\n"),
      """
      自 2026-02-15 20:30 起，计 3 小时服务时间，日历“外卖客服服务时间”
      2026-02-15（周日，春节） 20:30–22:00：计 1 小时 30 分钟，还剩 1 小时 30 分钟
      2026-02-16（周一，春节） 08:00–09:30：计 1 小时 30 分钟，还剩 0 分钟
      到期：2026-02-16 09:30
      """)
    expectText(
      deadline.derivation.map(\.english).joined(separator: "\n"),
      """
      From 2026-02-15 20:30: 3 h of service time by the calendar “外卖客服服务时间”
      2026-02-15 (Sunday, 春节) 20:30–22:00: 1 h 30 min counted, 1 h 30 min left
      2026-02-16 (Monday, 春节) 08:00–09:30: 1 h 30 min counted, 0 min left
      Due: 2026-02-16 09:30
      """)
    let days = try calendar.deadline(.workingDays(2), from: try china("2026-02-13 17:00"))
    expectText(
      days.derivation.map(\.chinese).joined(separator: "\n"),
      """
      自 2026-02-13 17:00 起，第 2 个工作日收班时到期，日历“外卖客服服务时间”
      2026-02-14（周六，调休上班）：第 1 个工作日
      2026-02-15 至 2026-02-23：不是工作日
      2026-02-24（周二）：第 2 个工作日
      到期：2026-02-24 21:00
      """)
  }

  @Test func hoursPastMidnight() throws {
    let night = try #require(calendar("weekly:\n  fri: [\"22:00-02:00\"]\n  sat: [\"01:00-03:00\"]\n").calendar)
    // Friday's hours reach into Saturday, whose own begin before they end: that hour counts once.
    let due = try night.deadline(.service(.hours(5)), from: try china("2026-03-06 21:00"))
    #expect(TimeZoneOffset.china.text(due.due) == "2026-03-07 03:00:00")
    #expect(due.derivation.count == 4)
    let inside = try night.deadline(.service(.minutes(30)), from: try china("2026-03-07 00:40:30"))
    #expect(inside.derivation.map(\.chinese)[1] == "2026-03-07（周六） 00:40:30–01:10:30（前一天的时段）：计 30 分钟，还剩 0 分钟")
    // Service on Friday ends on Saturday morning.
    #expect(TimeZoneOffset.china.text(try night.due(.workingDays(1), from: try china("2026-03-02 12:00"))) == "2026-03-07 02:00:00")
  }

  @Test func longWaysAreToldByTheirEnds() throws {
    let calendar = try #require(Self.takeaway)
    let deadline = try calendar.deadline(.service(.hours(1000)), from: try china("2026-03-02 09:00"))
    #expect(deadline.derivation.count <= 14)
    #expect(deadline.derivation.contains { $0.chinese.contains("共计") })
    let day = try calendar.deadline(.workingDays(100), from: try china("2026-03-02 09:00"))
    #expect(day.derivation.count <= 14)
    #expect(day.derivation[day.derivation.count - 2].chinese.hasSuffix("第 100 个工作日"))
  }

  @Test func yearsWithoutHolidaysAreTold() throws {
    let calendar = try #require(Self.takeaway)
    func note(_ from: String, _ allowance: Allowance) throws -> String? {
      try calendar.deadline(allowance, from: try china(from)).derivation.last?.chinese
    }
    #expect(try note("2026-12-31 23:00", .service(.minutes(30)))?.contains("没有 2027 年的放假安排") == true)
    #expect(try note("2024-12-31 10:00", .workingDays(1))?.contains("没有 2024 年的放假安排") == true)
    #expect(try note("2026-12-30 10:00", .workingDays(600))?.contains("2027–2029") == true)
    #expect(try note("2026-12-30 10:00", .service(.minutes(30)))?.hasPrefix("到期") == true)
    // A calendar that knows no holidays claims nothing about them.
    let plain = try #require(PlaybookTests.calendar("weekly: {workdays: [\"09:00-18:00\"]}\n").calendar)
    #expect(try plain.deadline(.workingDays(1), from: try china("2040-01-01 10:00")).derivation.last?.chinese.hasPrefix("到期") == true)
  }

  @Test func whatNeverComes() throws {
    let weekend = try #require(calendar("weekly: {sat: [\"09:00-18:00\"]}\n").calendar)
    #expect(throws: NeverDue.noWorkingDay) { try weekend.due(.workingDays(1), from: try china("2026-01-01 10:00")) }
    for wild in [Int64.min, .max, -70_000_000_000_000, 260_000_000_000_000] {
      #expect(throws: NeverDue.farAway) { try weekend.due(.service(.minutes(1)), from: Instant(milliseconds: wild)) }
      #expect(throws: NeverDue.farAway) { try weekend.due(.workingDays(1), from: Instant(milliseconds: wild)) }
    }
  }

  /// One minute a week for a hundred years of service: fifty million weeks, jumped.
  @Test func theLongestAmountIsNotWalked() throws {
    let thin = try #require(calendar("weekly: {mon: [\"09:00-09:01\"]}\nholidays: china-public-holidays.yaml\nmake-up-hours: []\n").calendar)
    let due = try thin.due(.service(.minutes(52_000_000)), from: try china("1970-01-01 10:00"))
    #expect(due > (try china("9999-12-31 00:00")))
    #expect(try thin.deadline(.service(.minutes(52_000_000)), from: try china("1970-01-01 10:00")).due == due)
  }
}
