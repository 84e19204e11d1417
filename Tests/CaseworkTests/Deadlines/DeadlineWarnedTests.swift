import Playbook
import Testing

@testable import Casework

@Suite("A warning in a case")
struct DeadlineWarnedTests {
  private static let deadline = "| solve | Solve | opened | closed | 8 h | wall clock | | 10 min before | |"

  @Test(
    "T-02 a warning is noted, and nothing is decided on it, whatever the case waits for",
    arguments: [
      "- Wait 30 min from now\n  - When: customer calls back\n    - talk\n  - When: expired\n    - too late",
      "- Look where the meal is", "- Ask customer for colour (10 min)",
      "- Contact customer (2 attempts, 3 min apart)\n  - When: not reached\n    - nobody\n  - When: answered\n    - reached",
      "- 【tell merchant】\n  - When: told\n    - fine\n  - When: failed\n    - not fine",
    ])
  func changesNothing(outline: String) throws {
    let trial = try DeadlineTrial(outline, Self.deadline).trial
    var warned = trial
    let warning = DeadlineWarned(deadline: "solve", origin: 1, due: trial.now + .hours(8))
    let events = try warned.send(.deadlineWarned(warning), from: .clock)
    #expect(events.map(\.kind) == [.deadlineWarned(warning)] && events.first?.step == nil)
    var expected = trial.state
    expected.eventCount += 1
    #expect(warned.state == expected && warned.standing == trial.standing)
    let line = try #require(Retelling(plan: warned.plan, language: .english).line(events[0]))
    #expect(line.text.hasPrefix("Deadline “Solve” comes near: due 2026-01-05 20:00") && line.weight == .headline && line.sentence == nil, "\(line.text)")
    let times = (CaseTimes(trial.events, plan: trial.plan), CaseTimes(warned.events, plan: trial.plan))
    #expect(times.0.deadlines == times.1.deadlines)
  }

  @Test func `a deadline that isn't declared, and a closed case, take no warning`() throws {
    var trial = try DeadlineTrial("- Look where the meal is", Self.deadline).trial
    let before = trial.state
    let other = DeadlineWarned(deadline: "reply", origin: 1, due: nil)
    #expect(throws: Refusal.unknownName("reply")) { try trial.send(.deadlineWarned(other), from: .clock) }
    #expect(trial.state == before)
    try trial.answer("done")
    #expect(trial.state.phase == .closed)
    let late = DeadlineWarned(deadline: "solve", origin: 1, due: nil)
    #expect(throws: Refusal.caseClosed(Trial.id)) { try trial.send(.deadlineWarned(late), from: .clock) }
  }
}
