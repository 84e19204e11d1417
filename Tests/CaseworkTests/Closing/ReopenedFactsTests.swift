@testable import Casework
import Playbook
import Testing

@Suite("What goes on with a closed case's matter")
struct ReopenedFactsTests {
  private let outline =
    "- Decide `colour`\n  - When: red\n    - Ask rider for `size` (5 min)\n    - Conclude: end=done\n  - When: Otherwise or Unknown\n    - by hand"

  @Test func `T-12 what was told at the opening goes on as it is known now; what the procedure found out doesn't`() throws {
    var trial = try Trial(outline, facts: ["colour": "red", "name": "Li", "door": "one", "end": "given-up"])
    try trial.learn("name", "Wang")
    try trial.learn("mood", "good")
    try trial.learn("size", "large")
    #expect(trial.state.phase == .closed)
    let carried = trial.state.factsToGoOn(from: trial.events, under: trial.plan)
    // `door` holds for minutes only, `end` was concluded, `mood` and `size` came later.
    #expect(carried.map(\.fact) == ["colour", "name"])
    #expect(carried.map(\.value) == [.choice("red"), .text("Wang")])
    #expect(carried.map(\.source) == ["platform", "platform"])
  }

  @Test func `a playbook that has no such fact, or no such value, isn't told it`() throws {
    let trial = try Trial("- Conclude: end=done", facts: ["colour": "red", "name": "Li"])
    let other = try Trial("- Conclude: end=done").plan
    #expect(trial.state.factsToGoOn(from: trial.events, under: other).count == 2)
    let text = "# B\n\n## Facts\n\n| id | labels | type |\n|---|---|---|\n| name | name | number |\n\n## Procedure\n\n- by hand\n"
    let bare = readPlan(SourceText(path: "b.md", text: text)) { _ in nil }
    #expect(trial.state.factsToGoOn(from: trial.events, under: bare).isEmpty)
  }

  @Test func `the cases that went on are known, the latest first`() throws {
    var trial = try Trial("- Conclude: end=done")
    try trial.send(.link(CaseID("C-2"), .reopenedBy))
    try trial.send(.link(CaseID("C-3"), .reopenedBy))
    try trial.send(.link(CaseID("C-9"), .parent))
    #expect(trial.state.reopenings.map(\.text) == ["C-3", "C-2"])
    #expect(Retelling(plan: trial.plan).line(trial.last[0])?.text.contains("C-9") == true)
  }

  @Test func `a rating is a number told as the fact rating`() throws {
    let event = { (fact: Fact.ID, value: Value?) in
      Event(sequence: 7, at: Trial.noon, step: nil, kind: .factLearned(FactLearned(fact: fact, value: value, source: "customer")))
    }
    let rating = try #require(Rating(event("rating", .number(4))))
    #expect(rating.score == 4 && rating.sequence == 7 && rating.source == "customer" && rating.at == Trial.noon)
    #expect(Rating(event("rating", nil)) == nil && Rating(event("rating", .text("good"))) == nil && Rating(event("mood", .number(4))) == nil)
  }
}
