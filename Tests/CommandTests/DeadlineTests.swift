import Foundation
import Testing

@Suite("gendan deadline")
struct DeadlineTests {
  let program: Program
  init() throws {
    program = Program(place: try Place())
    try program.place.write("c.yaml", "id: c\ntitle: 服务时间\nweekly: {workdays: [\"09:00-21:00\"]}\nholidays: h.yaml\n")
    try program.place.write("h.yaml", "years: {2026: {days-off: {春节: 2026-02-16..2026-02-17}, make-up-days: []}}\n")
  }

  private func run(_ from: String, _ amount: String, _ more: String...) throws -> Program.Ran {
    try program.run(["deadline", "--calendar", "c.yaml", "--from", from, "--for", amount] + more)
  }

  @Test func dueAndHowItWasWorkedOut() throws {
    let ran = try run("2026-02-13 20:30", "1 小时服务时间")
    #expect(ran.code == 0 && ran.err.isEmpty)
    #expect(
      ran.out == """
        2026-02-18 09:30:00
          自 2026-02-13 20:30 起，计 1 小时服务时间，日历“服务时间”
          2026-02-13（周五） 20:30–21:00：计 30 分钟，还剩 30 分钟
          2026-02-14 至 2026-02-17：没有（剩下的）服务时间
          2026-02-18（周三） 09:00–09:30：计 30 分钟，还剩 0 分钟
          到期：2026-02-18 09:30

        """)
    #expect(try run("2026-02-13 20:30", "1 working day", "--locale", "en").out.contains("2026-02-18 (Wednesday): working day 1"))
  }

  @Test func asJSON() throws {
    let answer = try run("2026-02-13T20:30:15", "2 个工作日", "--format", "json").object
    #expect(answer["due"] as? String == "2026-02-19 21:00:00")
    #expect(answer["dueAt"] as? Int == 1_771_506_000_000)
    #expect(answer["from"] as? String == "2026-02-13 20:30:15")
    #expect(answer["calendar"] as? String == "c")
    #expect((answer["derivation"] as? [String])?.count == 5)
  }

  @Test func theWallClockNeedsNoCalendar() throws {
    let ran = try program("deadline", "--from", "2026-02-13 23:50", "--for", "30 分钟")
    #expect(ran.code == 0 && ran.out.hasPrefix("2026-02-14 00:20:00\n"))
  }

  @Test func theShippedCalendar() throws {
    let file = Program.checkout.appendingPathComponent("Playbooks/calendars/takeaway-service.yaml").path
    let ran = try program("deadline", "--calendar", file, "--from", "2026-02-15 20:30", "--for", "30 分钟服务时间")
    #expect(ran.out.hasPrefix("2026-02-15 21:00:00\n"))
  }

  @Test(
    arguments: [
      ("2026-02-30 20:30", "30 分钟", 64), ("昨天", "30 分钟", 64), ("2026-02-13 20:30", "很久", 64), ("2026-02-13 20:30", "0 个工作日", 64),
    ] as [(String, String, Int32)])
  func wrongUsage(from: String, amount: String, code: Int32) throws {
    let ran = try run(from, amount)
    #expect(ran.code == code && ran.out.isEmpty && !ran.err.isEmpty)
  }

  @Test func withoutACalendarOrWithAWrongOne() throws {
    #expect(try program("deadline", "--from", "2026-02-13 20:30", "--for", "2 个工作日").code == 64)
    #expect(try program("deadline", "--calendar", "gone.yaml", "--from", "2026-02-13 20:30", "--for", "2 个工作日").code == 2)
    try program.place.write("wrong.yaml", "weekly: {monday: []}\n")
    let wrong = try program("deadline", "--calendar", "wrong.yaml", "--from", "2026-02-13 20:30", "--for", "2 个工作日")
    #expect(wrong.code == 1 && wrong.err.contains("wrong.yaml:1:") && wrong.err.contains("monday"))
    try program.place.write("weekend.yaml", "weekly: {sat: [\"09:00-10:00\"]}\n")
    let never = try program("deadline", "--calendar", "weekend.yaml", "--from", "2026-02-13 20:30", "--for", "2 个工作日")
    #expect(never.code == 1 && never.err.contains("没有工作日"))
  }
}
