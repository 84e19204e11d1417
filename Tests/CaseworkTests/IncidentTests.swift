@testable import Casework
import Playbook
import Testing

@Suite("Incidents and their repair")
struct IncidentTests {
  private let hole = """
    - Decide `colour`
      - When: red
        - red one
      - When: blue
        - blue one
    - the end
    """

  @Test func aValueWithoutAlternativeIsAnIncident() throws {
    let trial = try Trial(hole, facts: ["colour": "green"])
    #expect(trial.state.incident == Incident(kind: .noBranch, about: "colour = green"))
    #expect(trial.state.frames.last?.awaiting == nil)
  }

  @Test func aPersonSetsTheFact() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    try trial.repair(.setFact(report: FactReport(fact: "colour", value: .choice("blue"), source: "agent Wang")))
    #expect(trial.standing == "task blue one")
    #expect(trial.state.incident == nil)
  }

  @Test func aPersonSkipsTheStep() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    try trial.repair(.skip)
    #expect(trial.standing == "task the end")
  }

  @Test func aPersonMovesTheCase() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    try trial.repair(.move(to: trial.step("red one").id))
    #expect(trial.standing == "task red one")
  }

  @Test func retryingWithoutAChangeIsTheSameIncidentAgain() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    try trial.repair(.retry)
    #expect(trial.standing == "incident no-branch")
    #expect(trial.last.contains { if case .incidentResolved = $0.kind { true } else { false } })
  }

  @Test func learningTheMissingFactEndsTheIncident() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    try trial.learn("mood", "good")
    #expect(trial.standing == "incident no-branch")
    #expect(trial.last.count == 1)
    try trial.learn("colour", "red")
    #expect(trial.standing == "task red one")
  }

  @Test func whatAStepHasDoneIsNotDoneAgainWhenAFactArrives() throws {
    let text = """
      - 【tell merchant】
        - When: told and mood=good
          - fine
        - When: failed
          - not fine
      """
    var trial = try Trial(text)
    try trial.end("told")
    #expect(trial.standing == "incident no-branch")
    try trial.learn("mood", "good")
    #expect(trial.standing == "task fine")
    #expect(trial.events.filter { if case .effectPlanned = $0.kind { true } else { false } }.count == 1)
  }

  @Test func aSetFactChoosesAgainAndDoesNotRepeatTheCall() throws {
    let text = "- Contact rider\n  - When: answered and mood=good\n    - fine\n  - When: not reached\n    - gone"
    var trial = try Trial(text)
    try trial.end("answered")
    #expect(trial.standing == "incident no-branch")
    try trial.repair(.setFact(report: FactReport(fact: "mood", value: .choice("good"), source: "agent")))
    #expect(trial.standing == "task fine")
  }

  @Test func retryingAfterAnOutcomeWithoutAlternativeDoesItAgainUnderANewKey() throws {
    var trial = try Trial("- 【tell merchant】\n  - When: busy\n    - later")
    let first = try #require(trial.pending.first)
    try trial.end("told")
    #expect(trial.standing == "incident no-branch")
    try trial.repair(.retry)
    #expect(trial.pending.count == 1)
    #expect(trial.pending.first?.key != first.key)
  }

  @Test func aCaseWhoseStepIsNoLongerInThePlanIsAnIncidentThatCanBeMoved() throws {
    let trial = try Trial("- 【tell merchant】\n- then")
    // The same version, read by a program that gives the sentences other ids.
    let reread = Case(id: Trial.id, folding: trial.events.map { $0.movedTo("gone") })
    let lost = try #require(reread)
    #expect(lost.frames.last?.step == "gone")
    func decided(_ content: Signal.Content, _ state: Case) throws -> [Event] {
      try decide(Signal(id: SignalID("x"), caseID: Trial.id, sender: .platform, content: content), case: state, plan: trial.plan, now: trial.now)
    }
    let noticed = try decided(.facts([FactReport(fact: "mood", value: .choice("good"), source: "platform")]), lost)
    let state = try #require(Case(id: Trial.id, lost, adding: noticed))
    #expect(state.incident == Incident(kind: .lostStep, about: "gone"))
    #expect(state.facts["mood"]?.value == .choice("good"), "what was reported is kept")
    #expect(throws: Refusal.unknownName("gone")) { try decided(.repair(.retry), state) }
    let target = try trial.step("then").id
    let moved = try #require(Case(id: Trial.id, state, adding: try decided(.repair(.move(to: target)), state)))
    #expect(moved.incident == nil)
    #expect(moved.tasks.values.map(\.text) == ["then"])
  }

  @Test func repairsAreRefusedWhereNothingIsBroken() throws {
    var trial = try Trial(hole, facts: ["colour": "red"])
    #expect(throws: Refusal.nothingToRepair) { try trial.repair(.skip) }
  }

  @Test func aRepairThatNamesNothingKnownChangesNothing() throws {
    var trial = try Trial(hole, facts: ["colour": "green"])
    let before = trial.state
    #expect(throws: Refusal.unknownName("nowhere")) { try trial.repair(.move(to: "nowhere")) }
    #expect(throws: Refusal.notAValue(fact: "colour")) {
      try trial.repair(.setFact(report: FactReport(fact: "colour", value: .choice("pink"), source: "agent")))
    }
    #expect(throws: Refusal.unknownName("taste")) { try trial.repair(.setFact(report: FactReport(fact: "taste", value: nil, source: "agent"))) }
    #expect(trial.state == before)
  }

  @Test func anEndlessCircleIsAnIncidentInOneSignal() throws {
    let text = "- Decide `colour`\n  - When: red\n    - Go back to `colour`\n  - When: otherwise\n    - out"
    var trial = try Trial(text, facts: ["colour": "red"])
    #expect(trial.state.incident?.kind == .endless)
    #expect(trial.events.count < 400)
    // A person may let it go on: it goes round as often again, and can be led out.
    try trial.repair(.retry)
    #expect(trial.last.count > 20)
    #expect(trial.state.incident?.kind == .endless)
    try trial.repair(.setFact(report: FactReport(fact: "colour", value: .choice("blue"), source: "agent")))
    #expect(trial.standing == "task out")
  }

  @Test func aCircleThatWaitsIsBoundedToo() throws {
    var trial = try Trial(
      "- Decide `mood`\n  - When: good\n    - Wait 1 min\n      - When: expired\n        - Go back to `mood`", facts: ["mood": "good"],
      despite: ["loop-without-exit"])
    try trial.pass(.hours(2))
    #expect(trial.state.incident?.kind == .endless)
    #expect(trial.state.timers.isEmpty)
  }
}

extension Event {
  /// The same event, standing on another step.
  fileprivate func movedTo(_ step: Step.ID) -> Event { Event(sequence: sequence, at: at, step: self.step == nil ? nil : step, kind: kind) }
}
