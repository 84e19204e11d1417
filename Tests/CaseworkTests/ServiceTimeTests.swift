@testable import Casework
import Playbook
import Testing

@Suite("Service time")
struct ServiceTimeTests {
  /// Open from Monday to Friday, 9 to 18; Thursday 2026-01-08 is a day off.
  private let files = [
    "c.yaml": "title: shop hours\nweekly: {workdays: [\"09:00-18:00\"]}\nholidays: h.yaml\n",
    "h.yaml": "years: {2026: {days-off: {stocktaking: \"2026-01-08\"}}}\n",
    "late.yaml": "weekly: {workdays: [\"09:00-20:00\"]}\n",
  ]

  private func trial(_ outline: String, more: [String: String] = [:], facts: KeyValuePairs<Fact.ID, String> = [:], at now: String) throws -> Trial {
    let text = "---\ncalendar: c.yaml\n---\n# Trial\n\n\(outline.contains("## Procedure") ? "" : "## Procedure\n\n")\(outline)\(words)"
    let all = files.merging(more) { $1 }
    let compilation = compile(SourceText(path: "trial.md", text: text)) { path in all[path].map { SourceText(path: path, text: $0) } }
    #expect(compilation.diagnostics.filter { $0.level == .error }.map(\.message.english) == [])
    let plan = compilation.plan
    let reports = facts.map { FactReport(fact: $0.key, value: plan.fact($0.key)?.value($0.value), source: "platform") }
    return try Trial(plan, channel: .online, facts: reports, at: try #require(TimeZoneOffset.china.instant(now)))
  }

  private func text(_ instant: Instant?) -> String? { instant.map { TimeZoneOffset.china.text($0) } }

  @Test func aWaitRunsWhileServiceIsOpen() throws {
    var trial = try trial(
      "- Wait 2 h of service time from arrival time\n  - When: expired\n    - too late", facts: ["arrived": "2026-01-05 17:00"], at: "2026-01-05 17:30")
    let timer = try #require(trial.nextTimer)
    #expect(text(timer.due) == "2026-01-06 10:00:00")
    #expect(timer.amount == .hours(2))
    #expect(timer.origin == "arrived")
    let line = try #require(trial.events.compactMap { Retelling(plan: trial.plan).line($0)?.text }.first { $0.hasPrefix("Wait") })
    let derivation = Retelling(plan: trial.plan).derivation(of: timer)
    #expect(derivation.first == "From 2026-01-05 17:00: 2 h of service time by the calendar “shop hours”")
    #expect(derivation.contains("2026-01-06 (Tuesday) 09:00–10:00: 1 h counted, 0 min left"))
    #expect(line.hasPrefix("Wait 2 h of service time (from arrival time") && line.hasSuffix("until 2026-01-06 10:00:00"))
    try trial.pass(.hours(16))
    #expect(trial.standing == "wait")
    try trial.pass(.minutes(30))
    #expect(trial.standing == "task too late")
  }

  @Test func workingDaysLeaveOutDaysOffAndWeekends() throws {
    let trial = try trial("- Wait 2 working days from now\n  - When: expired\n    - too late", at: "2026-01-07 11:00")
    #expect(text(trial.nextTimer?.due) == "2026-01-12 18:00:00")
    #expect(trial.nextTimer?.amount == .hours(5 * 24 + 7))
    #expect(try Retelling(plan: trial.plan).derivation(of: #require(trial.nextTimer)).contains("2026-01-08 (Thursday, stocktaking): no working day"))
  }

  @Test func aPromiseIsDueInServiceTime() throws {
    let trial = try trial("- Promise: rider within 1 working day uploads the photo\n- Conclude: end=done", at: "2026-01-05 11:00")
    #expect(text(trial.state.promises.values.first?.due) == "2026-01-06 18:00:00")
    #expect(text(trial.nextTimer?.due) == "2026-01-06 18:00:00")
  }

  @Test func aFollowUpPausesAndEndsInServiceTime() throws {
    let outline = """
      ## Procedure

      - Follow up【nudge】

      ## Procedure: nudge

      - Contact rider
        - When: answered
          - Conclude: settled

      ## Follow-ups

      | id | labels | procedure | interval | limit | outcomes |
      |---|---|---|---|---|---|
      | nudge | nudge | #nudge | 1 h of service time | 2 working days | settled; gave up |
      """
    let trial = try trial(outline, at: "2026-01-05 17:30")
    let due = trial.state.timers.values.sorted { $0.due < $1.due }.map { "\($0.purpose.rawValue) \(text($0.due) ?? "")" }
    #expect(trial.state.timers.values.allSatisfy { !Retelling(plan: trial.plan).derivation(of: $0).isEmpty })
    #expect(due == ["round 2026-01-06 09:30:00", "follow-up-limit 2026-01-07 18:00:00"])
  }

  @Test func aLinkedDocumentKeepsItsOwnHours() throws {
    let linked = "---\nid: other\ncalendar: late.yaml\n---\n## Procedure\n\n- Wait 1 h of service time from now\n  - When: expired\n    - too late\n"
    let late = try trial("- [other](other.md)", more: ["other.md": linked], at: "2026-01-05 18:30")
    #expect(text(late.nextTimer?.due) == "2026-01-05 19:30:00")
    let plain = linked.replacing("calendar: late.yaml\n", with: "")
    let early = try trial("- [other](other.md)", more: ["other.md": plain], at: "2026-01-05 18:30")
    #expect(text(early.nextTimer?.due) == "2026-01-06 10:00:00")
  }

  @Test func wildOriginsDoNotStopTheCase() throws {
    let plan = try trial("- Wait 2 working days from arrival time", facts: ["arrived": "2026-01-05 11:00"], at: "2026-01-05 11:00").plan
    // The first and the last moment that a fact can be.
    for wild: Int64 in [0, 253_402_300_799_999] {
      let report = FactReport(fact: "arrived", value: .time(Instant(milliseconds: wild)), source: "platform")
      let trial = try Trial(plan, channel: .online, facts: [report])
      #expect(trial.standing == "wait")
    }
  }
}
