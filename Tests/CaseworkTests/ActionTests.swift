@testable import Casework
import Playbook
import Testing

@Suite("Actions")
struct ActionTests {
  @Test func anOutcomeTakesItsAlternative() throws {
    let text = "- 【tell merchant｜content: hello】\n  - When: told\n    - fine\n  - When: busy\n    - later\n  - When: failed\n    - not fine"
    var trial = try Trial(text)
    #expect(trial.pending.first?.outcomes == ["told", "busy", "failed"])
    #expect(trial.pending.first?.arguments == ["content": "hello"])
    try trial.end("busy")
    #expect(trial.standing == "task later")
  }

  @Test func aFailedActionIsTriedAsOftenAsDeclaredWithGrowingPauses() throws {
    var trial = try Trial("- 【tell merchant】\n  - When: told\n    - fine\n  - When: failed\n    - not fine")
    try trial.end("failed")
    #expect(trial.standing == "retry")
    #expect(trial.nextTimer?.due == trial.now + TimeAmount(seconds: 30))
    try trial.pass(TimeAmount(seconds: 30))
    #expect(trial.pending.first?.attempt == 2)
    try trial.end("failed")
    #expect(trial.nextTimer?.due == trial.now + .minutes(1))
    try trial.pass(.minutes(1))
    try trial.end("failed")
    #expect(trial.standing == "task not fine")
  }

  @Test func aSecondAttemptThatSucceedsEndsTheRetrying() throws {
    var trial = try Trial("- 【tell merchant】\n- then")
    try trial.end("failed")
    try trial.pass(.minutes(1))
    try trial.end("told")
    #expect(trial.standing == "task then")
    #expect(trial.state.timers.isEmpty)
  }

  @Test func aFailureWithoutAlternativeIsAnIncidentThatCanBeRetried() throws {
    var trial = try Trial("- 【text the customer】\n- then")
    try trial.end("failed")
    #expect(trial.state.incident == Incident(kind: .actionFailed, about: "text the customer"))
    try trial.learn("mood", "good")
    #expect(trial.standing == "incident action-failed")
    try trial.repair(.retry)
    #expect(trial.standing == "action sms")
    try trial.end("sent")
    #expect(trial.standing == "task then")
  }

  @Test func aFailureIsAnIncidentBeforeTheChildrenThatStandBeforeTheChoice() throws {
    var trial = try Trial("- 【text the customer】\n  - wait a little\n  - When: sent\n    - fine")
    try trial.end("failed")
    #expect(trial.standing == "incident action-failed")
  }

  @Test func aChoiceBehindChildrenStillKnowsTheOutcome() throws {
    var trial = try Trial("- 【text the customer】\n  - wait a little\n  - When: sent\n    - fine\n  - When: failed\n    - not fine")
    try trial.end("failed")
    #expect(trial.standing == "task wait a little")
    try trial.answer("done")
    #expect(trial.standing == "task not fine")
  }

  @Test func anOutcomeWithAFactAsksForItAndIsNotDoneTwice() throws {
    var trial = try Trial("- 【text the customer】\n  - When: sent and size=large\n    - large\n  - When: sent\n    - small\n  - When: failed\n    - not fine")
    try trial.end("sent")
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "large"])
    #expect(trial.standing == "task large")
    #expect(trial.events.filter { if case .effectPlanned(let effect) = $0.kind { effect.action == "sms" } else { false } }.count == 1)
  }

  @Test func severalActionsOfOneItemRunInOrderAndTheAlternativesBelongToTheLast() throws {
    var trial = try Trial("- 【escalate】【text the customer】\n  - When: sent\n    - fine\n  - When: failed\n    - not fine")
    #expect(trial.standing == "action escalate")
    try trial.end("taken")
    #expect(trial.standing == "action sms")
    try trial.end("failed")
    #expect(trial.standing == "task not fine")
  }

  @Test func silenceIsAFailure() throws {
    var trial = try Trial("- 【text the customer】\n  - When: sent\n    - fine\n  - When: failed\n    - not fine")
    try trial.pass(.minutes(1))
    #expect(trial.standing == "task not fine")
  }

  @Test func anActionWhoseRequirementIsNotEstablishedIsNotRun() throws {
    var trial = try Trial(
      "- by hand\n- 【share number】", facts: ["consent": "no"], despite: ["disclosure-without-consent"])
    try trial.answer("done")
    #expect(trial.standing == "incident unguarded")
    #expect(trial.pending.isEmpty)
    try trial.learn("mood", "good")
    #expect(trial.standing == "incident unguarded")
    try trial.learn("consent", "yes")
    #expect(trial.standing == "action share")
  }

  @Test func aPersonCannotGoRoundARequirement() throws {
    var trial = try Trial("- by hand")
    #expect(throws: Refusal.unguarded("share")) { try trial.perform("share") }
    #expect(throws: Refusal.unguarded("greet"), "its wording has a slot that isn't known") { try trial.perform("greet") }
    try trial.learn("consent", "yes")
    try trial.perform("share")
    #expect(trial.pending.map(\.action) == ["share"])
  }

  @Test func wordingThatLacksAFactIsAnIncidentUntilItIsKnown() throws {
    var trial = try Trial("- 【greet】\n- then")
    #expect(trial.state.incident == Incident(kind: .missingSlot, about: "name"))
    try trial.learn("mood", "good")
    #expect(trial.standing == "incident missing-slot")
    try trial.learn("name", "Li")
    #expect(trial.pending.first?.text == "Hello Li!")
  }

  @Test func wordingIsSentOnTheChannelOfTheCase() throws {
    var trial = try Trial("- Say: dear {name}, goodbye\n- then", channel: .wechat, facts: ["name": "Li"])
    #expect(trial.pending.first?.text == "dear Li, goodbye")
    #expect(trial.pending.first?.channel == .wechat)
    try trial.end("sent")
    #expect(trial.standing == "task then")
  }

  @Test func wordingThatCannotBeSentIsAnIncident() throws {
    var trial = try Trial("- Say: goodbye\n- then")
    try trial.end("failed")
    #expect(trial.state.incident == Incident(kind: .actionFailed, about: "goodbye"))
    try trial.repair(.skip)
    #expect(trial.standing == "task then")
  }
}
