import Playbook
import Testing

@Suite("Reading calendars")
struct CalendarReadingTests {
  private let week = "weekly:\n  workdays: [\"09:00-21:00\"]\n"

  /// Where each fault is, and a part of the words.
  @Test(
    arguments: [
      ("week: {}\n", 1, "没有名为“week”的键，可用：id, title"), ("weekly:\n  monday: []\n", 2, "没有名为“monday”的键"),
      ("weekly:\n  mon: [\"9 点到 21 点\"]\n", 2, "“9 点到 21 点”读不懂"), ("weekly:\n  mon: [\"09:00-09:00\"]\n", 2, "“09:00-09:00”读不懂"),
      ("weekly:\n  mon: [\"25:00-26:00\"]\n", 2, "读不懂"), ("weekly:\n  mon:\n", 2, "读不懂"), ("weekly:\n  mon: [\"09:00-12:00\", \"11:00-13:00\"]\n", 2, "互相重叠"),
      ("weekly: [a]\n", 1, "“键: 值”"), ("- a\n", 1, "“键: 值”"), ("weekly: [\n", 2, "不是有效的 YAML"), ("a: 1\na: 2\n", 1, "重复的键"), ("", 1, "空的"),
      ("time-zone: 北京\n", 1, "+08:00"), ("time-zone: \"+19:00\"\n", 1, "+08:00"), ("holidays: gone.yaml\n", 1, "找不到文件“gone.yaml”"),
      ("dates:\n  \"2026-02-30\": []\n", 2, "“2026-02-30”读不懂"), ("dates:\n  \"2026-02-16\":\n", 2, "读不懂"), ("id: a\n", 1, "没有一个星期几有服务时间"),
    ])
  func faults(yaml: String, line: Int, words: String) {
    let compilation = calendar(yaml)
    let found = compilation.diagnostics.first { $0.text.contains(words) }
    #expect(found?.place.line == line, "\(yaml)\n\(compilation.diagnostics.map { "\($0.place.line): \($0.text)" })")
    #expect(found?.level == .error)
    #expect(found?.check == (words.contains("找不到") ? "missing-file" : "calendar"))
    #expect(compilation.hasErrors)
  }

  @Test(
    arguments: [
      ("year: {}\n", 1, "没有名为“year”的键"), ("years:\n  MMXX: {}\n", 2, "“MMXX”读不懂"), ("years:\n  2026:\n    off: []\n", 3, "没有名为“off”的键"),
      ("years:\n  2026:\n    days-off: [\"2026-01-01\"]\n", 3, "“键: 值”"), ("years:\n  2026:\n    days-off:\n      节: \"2026-02-30\"\n", 4, "“2026-02-30”读不懂"),
      ("years:\n  2026:\n    days-off:\n      节: \"2026-02-09..2026-02-01\"\n", 4, "读不懂"),
      ("years:\n  2026:\n    days-off:\n      节: \"2026-01-01..2026-09-01\"\n", 4, "读不懂"),
      ("years:\n  2026:\n    days-off:\n      节: \"2062-01-01\"\n", 4, "不在 2026 年前后"),
      ("years:\n  2026:\n    days-off:\n      节: \"2026-02-14\"\n    make-up-days: [\"2026-02-14\"]\n", 5, "既放假又上班"),
      ("years:\n  2026:\n    make-up-days: [\"2026-02-13\"]\n", 3, "不是周末"),
    ])
  func faultsOfHolidays(yaml: String, line: Int, words: String) {
    let found = calendar(week + "holidays: h.yaml\n", ["h.yaml": yaml]).diagnostics
    #expect(found.map(\.place.line) == [line], "\(yaml)\n\(found.map(\.text))")
    #expect(found.map(\.file) == ["h.yaml"])
    #expect(found.first?.text.contains(words) == true, "\(found.map(\.text))")
  }

  @Test func hoursThatNobodyUsesAndMakeUpDaysWithoutHours() {
    #expect(calendar(week + "holiday-hours: []\n").diagnostics.map(\.level) == [.warning])
    let withoutHours = calendar("weekly:\n  mon: [\"09:00-21:00\"]\nholidays: china-public-holidays.yaml\n")
    #expect(withoutHours.diagnostics.map(\.text).first?.contains("make-up-hours") == true)
    #expect(calendar("weekly:\n  mon: [\"09:00-21:00\"]\nmake-up-hours: []\nholidays: china-public-holidays.yaml\n").diagnostics.isEmpty)
  }

  @Test func theStrongerRuleHolds() throws {
    let text = """
      id: a
      title: 甲
      time-zone: "-05:30"
      weekly:
        weekends: 10:00-12:00
        workdays: ["09:00-12:00", "13:00-18:00"]
        fri: ["22:00-02:00"]
      holidays: [china-public-holidays.yaml]
      holiday-hours: ["00:00-24:00"]
      make-up-hours: ["08:00-09:00"]
      dates:
        "2026-02-16": []
        2026-02-17: ["01:00-02:00"]
        "2026-03-02": []
      """
    let compilation = calendar(text)
    #expect(compilation.diagnostics.isEmpty, "\(compilation.diagnostics.map(\.text))")
    let read = try #require(compilation.calendar)
    #expect((read.id, read.title, read.zone) == ("a", "甲", TimeZoneOffset(minutes: -330)))
    func hours(_ text: String) throws -> [String] { read.periods(on: try #require(CivilDay(text))).map { "\($0.start)-\($0.end)" } }
    #expect(try hours("2026-03-03") == ["540-720", "780-1080"])
    #expect(try hours("2026-03-06") == ["1320-1560"])
    #expect(try hours("2026-03-07") == ["600-720"])
    #expect(try hours("2026-02-18") == ["0-1440"])
    #expect(try hours("2026-02-28") == ["480-540"])
    #expect(try hours("2026-02-16") == [])
    #expect(try hours("2026-02-17") == ["60-120"])
    func isWorked(_ text: String) throws -> Bool { read.isWorkingDay(try #require(CivilDay(text))) }
    #expect(try !isWorked("2026-03-02"))
    #expect(try !isWorked("2026-02-17"))
    #expect(try isWorked("2026-02-28"))
  }

  @Test func filesAreLaidOverOneAnother() throws {
    let files = [
      SourceText(path: "base.yaml", text: week + "time-zone: \"+09:00\"\nholidays: china-public-holidays.yaml\ndates: {\"2026-03-02\": []}\n"),
      SourceText(path: "branch.yaml", text: "title: 分店\nweekly: {sat: [\"10:00-11:00\"]}\ndates: {\"2026-03-03\": []}\n"),
    ]
    let compilation = readCalendar(files, language: .chinese, reading: ShippedCalendars.text)
    #expect(compilation.diagnostics.isEmpty, "\(compilation.diagnostics.map(\.text))")
    let read = try #require(compilation.calendar)
    #expect((read.id, read.title, read.zone.minutes) == ("branch", "分店", 540))
    for (day, count) in [("2026-03-02", 0), ("2026-03-03", 0), ("2026-03-04", 1), ("2026-03-07", 1), ("2026-03-08", 0), ("2026-02-16", 0)] {
      #expect(read.periods(on: try #require(CivilDay(day))).count == count, "\(day)")
    }
  }
}
