@testable import Casework
import Playbook
import Testing

@Suite("Closing, joining, and what comes too late")
struct ClosingTests {
  private let agent = Sender.person(name: "Wang", role: "agent")

  @Test func theConclusionSetsFactsAndCloses() throws {
    let trial = try Trial("- Conclude: end=done (provisional)")
    #expect(trial.state.phase == .closed)
    #expect(trial.value("end") == "done")
    #expect(trial.events.last?.kind == .closed(Closed(reason: .concluded)))
    #expect(trial.events.contains { if case .concluded(let concluded) = $0.kind { concluded.isProvisional } else { false } })
  }

  @Test func aClosedCaseTakesNothing() throws {
    var trial = try Trial("- Conclude: end=done")
    let before = trial.state
    let contents: [Signal.Content] = [.facts([]), .happened("refund"), .timerDue(TimerID("t1")), .perform("tell", arguments: [:]), .repair(.retry)]
    for content in contents { #expect(throws: Refusal.caseClosed(Trial.id)) { try trial.send(content) } }
    #expect(trial.state == before)
  }

  @Test func anActionBesideTheProcedureHoldsTheCaseOpenUntilItEnds() throws {
    var trial = try Trial("- by hand\n- Conclude: end=done")
    try trial.perform("tell")
    try trial.answer("done")
    #expect(trial.standing == "settling")
    try trial.end("told")
    #expect(trial.state.phase == .closed)
    #expect(trial.events.last?.kind == .closed(Closed(reason: .concluded)))
  }

  @Test func aRequestThatComesWhileTheCaseIsSettlingIsForAPerson() throws {
    var trial = try Trial("- by hand\n- Conclude: end=done")
    try trial.perform("tell")
    try trial.answer("done")
    #expect(trial.standing == "settling")
    try trial.send(.open(Opening(playbook: trial.plan.id, version: trial.plan.version, subject: "order 1", channel: .phone, facts: [])))
    #expect(trial.state.tasks.values.map(\.purpose) == [.review])
    try trial.end("told")
    #expect(trial.state.phase == .settling)
    try trial.answer("done")
    #expect(trial.state.phase == .closed)
  }

  @Test func anActionBesideTheProcedureThatFailsIsForAPersonAndStopsNothing() throws {
    var trial = try Trial("- 【text the customer】\n- then")
    try trial.perform("tell")
    let aside = try #require(trial.pending.first { $0.purpose == .aside })
    try trial.send(.ended(aside.key, EffectReport(outcome: "failed")), from: .receiver)
    #expect(trial.state.tasks.values.map(\.purpose) == [.review])
    #expect(trial.standing == "action sms")
  }

  @Test func whatAnActionBesideTheProcedureTellsEndsAWait() throws {
    var trial = try Trial("- Wait 30 min\n  - When: mood=good\n    - cheer\n  - When: expired\n    - late")
    try trial.perform("tell")
    try trial.end("told", ["mood": "good"])
    #expect(trial.standing == "task cheer")
  }

  @Test func aCaseOpenTooLongIsShownToAPersonAndGoesOn() throws {
    var trial = try Trial("---\nid: long\nlocale: en\ntime-limit: 2 h\n---\n# Long\n\n## Procedure\n\n- by hand\n- Conclude: end=done\n")
    try trial.pass(.hours(2))
    #expect(trial.state.tasks.count == 2)
    try trial.answer("done")
    try trial.answer("done")
    #expect(trial.state.phase == .closed)
  }

  @Test func theTimeLimitOfAClosedCaseIsGone() throws {
    let trial = try Trial("---\nid: long\nlocale: en\ntime-limit: 2 h\n---\n# Long\n\n## Procedure\n\n- Conclude: end=done\n")
    #expect(trial.state.timers.isEmpty)
  }

  // MARK: opening and joining

  private func opening(_ trial: Trial, subject: String = "order 1", facts: [FactReport] = []) -> Signal.Content {
    .open(Opening(playbook: trial.plan.id, version: trial.plan.version, subject: subject, channel: .phone, facts: facts))
  }

  @Test func aSecondRequestAboutTheSameSubjectJoinsTheOpenCase() throws {
    var trial = try Trial("- Decide `mood`\n  - When: good\n    - fine\n  - When: bad\n    - sad", facts: ["mood": "good"])
    try trial.send(opening(trial, facts: [FactReport(fact: "size", value: .choice("small"), source: "platform")]))
    #expect(trial.last.first?.kind == .joined(Joined(sender: .platform, channel: .phone)))
    #expect(trial.value("size") == "small")
    #expect(trial.standing == "task fine")
    #expect(trial.state.channel == .online)
  }

  @Test func aRequestThatDoesNotFitIsRefused() throws {
    var trial = try Trial("- by hand")
    let before = trial.state
    #expect(throws: Refusal.caseExists(Trial.id)) { try trial.send(opening(trial, subject: "order 2")) }
    #expect(throws: Refusal.unknownName("taste")) { try trial.send(opening(trial, facts: [FactReport(fact: "taste", value: nil, source: "x")])) }
    #expect(trial.state == before)
    let other = try Trial("- something else")
    #expect(throws: Refusal.wrongVersion(expected: trial.plan.version, actual: other.plan.version)) {
      try decide(Signal(id: SignalID("x"), caseID: Trial.id, sender: .platform, content: .facts([])), case: trial.state, plan: other.plan, now: trial.now)
    }
    #expect(throws: Refusal.noSuchCase(Trial.id)) {
      try decide(Signal(id: SignalID("x"), caseID: Trial.id, sender: .platform, content: .facts([])), case: nil, plan: trial.plan, now: trial.now)
    }
  }

  // MARK: reports

  @Test func aReportThatComesTwiceActsOnce() throws {
    var trial = try Trial("- 【text the customer】\n- 【text the customer】\n- then")
    let first = try #require(trial.pending.first)
    try trial.end("sent")
    let before = trial.state
    #expect(throws: Refusal.notAwaited(first.key.text)) { try trial.send(.ended(first.key, EffectReport(outcome: "sent")), from: .receiver) }
    #expect(trial.state == before)
    #expect(trial.pending.count == 1)
    #expect(trial.pending.first?.key != first.key)
  }

  @Test func aReportAfterTheDeadlineIsTooLate() throws {
    var trial = try Trial("- 【tell merchant】\n- then")
    let first = try #require(trial.pending.first)
    try trial.pass(.minutes(1))
    #expect(throws: Refusal.notAwaited(first.key.text)) { try trial.send(.ended(first.key, EffectReport(outcome: "told")), from: .receiver) }
    #expect(trial.standing == "retry")
  }

  @Test func aReportMustNameADeclaredOutcomeAndKnownFacts() throws {
    var trial = try Trial("- 【text the customer】\n- then")
    let before = trial.state
    #expect(throws: Refusal.notAnOutcome("lost", of: ["sent", "failed"])) { try trial.end("lost") }
    let key = try #require(trial.pending.first).key
    let wrong = FactReport(fact: "weight", value: .number(.nan), source: "receiver")
    #expect(throws: Refusal.notAValue(fact: "weight")) { try trial.send(.ended(key, EffectReport(outcome: "sent", facts: [wrong])), from: .receiver) }
    #expect(trial.state == before)
  }

  @Test func factsAreTakenTogetherOrNotAtAll() throws {
    var trial = try Trial("- by hand")
    let good = FactReport(fact: "mood", value: .choice("good"), source: "platform")
    #expect(throws: Refusal.notAValue(fact: "size")) { try trial.send(.facts([good, FactReport(fact: "size", value: .choice("huge"), source: "platform")])) }
    #expect(trial.state.facts.isEmpty)
  }

  @Test func aTaskIsDoneOnce() throws {
    var trial = try Trial("- by hand\n- again by hand")
    let task = try #require(trial.task)
    try trial.answer("done")
    #expect(throws: Refusal.notAwaited(task.id.text)) { try trial.send(.taskDone(task.id, choice: "done"), from: agent) }
    #expect(trial.standing == "task again by hand")
  }

  @Test func theSameSignalForTheSameCaseGivesTheSameEvents() throws {
    let trial = try Trial("- Decide `colour`\n  - When: red\n    - go\n  - When: otherwise or unknown\n    - stay")
    let effect = try #require(trial.pending.first)
    let signal = Signal(
      id: SignalID("x"), caseID: Trial.id, sender: .receiver,
      content: .ended(effect.key, EffectReport(outcome: "answered", facts: [FactReport(fact: "colour", value: .choice("red"), source: "merchant")])))
    let once = try decide(signal, case: trial.state, plan: trial.plan, now: trial.now)
    let twice = try decide(signal, case: trial.state, plan: trial.plan, now: trial.now)
    #expect(once == twice)
    #expect(!once.isEmpty)
  }
}
