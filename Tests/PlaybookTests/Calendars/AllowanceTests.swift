@testable import Playbook
import Testing

@Suite("Amounts with a clock")
struct AllowanceTests {
  @Test(
    arguments: [
      ("30 分钟", .wall(.minutes(30))), ("30 分钟服务时间", .service(.minutes(30))), ("30 分钟的服务时间", .service(.minutes(30))), ("服务时间 30 分钟", .service(.minutes(30))),
      ("30 分钟（服务时间）", .service(.minutes(30))), ("30 min of service time", .service(.minutes(30))), ("1 h 30 min Service Time", .service(.minutes(90))),
      ("2 个工作日", .workingDays(2)), ("２工作日", .workingDays(2)), ("2 working days", .workingDays(2)), ("1 working day", .workingDays(1)),
      ("3 business days", .workingDays(3)), ("0 个工作日", nil), ("半个工作日", nil), ("1.5 个工作日", nil), ("99999999 个工作日", nil), ("工作日", nil),
      ("服务时间", nil), ("", nil), ("很久", nil), ("1 个工作日 2 小时", nil),
    ] as [(String, Allowance?)])
  func reading(text: String, expected: Allowance?) { #expect(Allowance(text) == expected) }

  @Test(arguments: [Allowance.wall(.minutes(90)), .service(.minutes(90)), .workingDays(1), .workingDays(12)])
  func whatIsWrittenIsReadBack(allowance: Allowance) {
    for language in Language.allCases { #expect(Allowance(allowance.text(in: language)) == allowance) }
  }

  private static let head = "---\ncalendar: takeaway-service.yaml\n---\n"

  private func compiledHere(_ text: String) -> Compilation {
    compile(SourceText(path: "a.md", text: text), reading: ShippedCalendars.text)
  }

  private func kinds(_ outline: String, _ vocabulary: String) -> [StepKind] {
    compiledHere("\(Self.head)\(vocabulary)\n\n\(outline)\n").plan.main.steps.map(\.kind)
  }

  @Test(
    arguments: [
      ("等待 30 分钟（服务时间；自 上报时间 起）", .service(.minutes(30)), "reported"), ("等待 30 分钟（自 上报时间 起，服务时间）", .service(.minutes(30)), "reported"),
      ("等待 30 分钟（服务时间）", .service(.minutes(30)), nil), ("等待 30 分钟服务时间（自 此刻 起）", .service(.minutes(30)), nil),
      ("等待 2 个工作日（自 上报时间 起）", .workingDays(2), "reported"), ("等待 30 分钟（自 上报时间 起）", .wall(.minutes(30)), "reported"),
    ] as [(String, Allowance, Fact.ID?)])
  func waits(sentence: String, amount: Allowance, origin: Fact.ID?) throws {
    guard case .wait(let terms)? = kinds("- \(sentence)", chineseVocabulary + "\n## 流程").first else {
      Issue.record("\(sentence)")
      return
    }
    #expect(terms == WaitTerms(amount: amount, origin: origin))
  }

  @Test(
    arguments: [
      ("承诺：骑手 在 2 个工作日内 上传照片", .workingDays(2), "上传照片"), ("承诺：骑手 在服务时间 30 分钟内 上传照片", .service(.minutes(30)), "上传照片"),
      ("承诺：骑手 在 30 分钟服务时间内 上传照片", .service(.minutes(30)), "上传照片"), ("承诺：骑手 在 5 分钟内 上传照片", .wall(.minutes(5)), "上传照片"),
      ("Promise: 骑手 within 2 working days upload", .workingDays(2), "upload"), ("Promise: 骑手 within 5 min upload it", .wall(.minutes(5)), "upload it"),
      ("Promise: 骑手 within 30 min of service time upload", .service(.minutes(30)), "upload"),
    ] as [(String, Allowance, String)])
  func promises(sentence: String, within: Allowance, text: String) {
    guard case .promise(let terms)? = kinds("- \(sentence)", chineseVocabulary + "\n## 流程").first else {
      Issue.record("\(sentence)")
      return
    }
    #expect((terms.within, terms.text) == (within, text))
  }

  @Test func withoutACalendarAPersonKeepsTheTime() {
    let compilation = compiled("- 等待 2 个工作日（自 此刻 起）\n- 承诺：某人 在 2 个工作日内 回电\n- 等待 30 分钟（服务时间）")
    let found = compilation.findings(of: "calendar")
    #expect(found.map(\.level) == [.warning, .warning, .warning])
    #expect(found.map(\.place.line) == [1, 2, 3])
    #expect(found.first?.message.english == "“2 working days” is counted by a calendar, and the front matter names none.")
    for step in compilation.plan.main.steps { #expect({ if case .manual = step.kind { true } else { false } }(), "\(step.sentence.text)") }
  }

  @Test func aCalendarIsPartOfThePlan() throws {
    let text = Self.head + "- 等待 2 个工作日（自 此刻 起）\n  - 条件：超时"
    let compilation = compiledHere(text)
    #expect(compilation.findings(of: "calendar").isEmpty && !compilation.hasErrors)
    #expect(compilation.plan.calendar?.id == "takeaway-service")
    #expect(compilation.sources.map(\.path) == ["a.md", "takeaway-service.yaml", "china-public-holidays.yaml"])
    let other = compile(SourceText(path: "a.md", text: text)) { name in
      ShippedCalendars.text(name).map { SourceText(path: $0.path, text: $0.text + "\n# another text") }
    }
    #expect(other.plan.version != compilation.plan.version)
  }

  @Test func aMissingOrFaultyCalendarIsAnError() {
    let missing = compiled("---\ncalendar: [gone.yaml]\n---\n- 等待 2 个工作日（自 此刻 起）")
    #expect(missing.findings(of: "missing-file").map(\.place.line) == [2])
    #expect(missing.findings(of: "calendar").isEmpty)
    let faulty = compiled("---\ncalendar: c.yaml\n---\n- 甲", others: ["c.yaml": "hours: 24\n"])
    #expect(faulty.findings(of: "calendar").map { "\($0.file):\($0.place.line)" } == ["c.yaml:1"])
    let weekends = compiled("---\ncalendar: c.yaml\n---\n- 等待 2 个工作日（自 此刻 起）", others: ["c.yaml": "weekly: {sat: [\"09:00-10:00\"]}\n"])
    #expect(weekends.findings(of: "calendar").map(\.text) == [NeverDue.noWorkingDay.message.chinese])
  }

  @Test func followUps() {
    let table = "## 跟单\n\n| 名称 | 流程 | 间隔 | 期限 |\n|---|---|---|---|\n| 催 | #催 | 2 小时服务时间 | 3 个工作日 |\n\n## 流程\n\n- 跟单【催】\n\n## 流程：催\n\n- 结论：到期\n"
    let without = compiled(table).findings(of: "calendar")
    #expect(without.map(\.level) == [.error, .error])
    #expect(without.map(\.place.line) == [5, 5])
    let with = compiledHere(Self.head + table)
    #expect(with.findings(of: "calendar").isEmpty)
    #expect(with.plan.vocabulary.followUps.map(\.interval) == [.service(.hours(2))])
    #expect(with.plan.vocabulary.followUps.map(\.limit) == [.workingDays(3)])
  }
}
