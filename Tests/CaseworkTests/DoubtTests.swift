@testable import Casework
import Playbook
import Testing

/// An action that may have been done though nobody said so goes out again under the same key, so that a careful receiver does it once.
@Suite("Actions in doubt")
struct DoubtTests {
  private let text = "- 【tell merchant】\n  - When: told\n    - fine\n  - When: failed\n    - not fine"

  @Test func theAttemptBehindASilentOneGoesOutUnderItsKey() throws {
    var trial = try Trial(text)
    let first = try #require(trial.pending.first)
    #expect(first.receiverKey == first.key)
    try trial.passDeadline(of: first)
    try trial.pass(TimeAmount(seconds: 30))
    let second = try #require(trial.pending.first)
    #expect(second.attempt == 2)
    #expect(second.key != first.key)
    #expect(second.receiverKey == first.key)
    // Silent again: still the first one's key.
    try trial.passDeadline(of: second)
    try trial.pass(.minutes(1))
    #expect(try #require(trial.pending.first).receiverKey == first.key)
  }

  @Test func theAttemptBehindAFailureThatWasReportedIsANewOne() throws {
    var trial = try Trial(text)
    try trial.end("failed")
    try trial.pass(TimeAmount(seconds: 30))
    let second = try #require(trial.pending.first)
    #expect(second.receiverKey == second.key)
  }

  @Test func aReportThatSaysSoPutsTheActionInDoubtToo() throws {
    var trial = try Trial(text)
    let first = try #require(trial.pending.first)
    try trial.send(.ended(first.key, EffectReport(outcome: "failed", detail: "timed out", isInDoubt: true)), from: .receiver)
    try trial.pass(TimeAmount(seconds: 30))
    #expect(try #require(trial.pending.first).receiverKey == first.key)
  }

  @Test func aPersonsRetryOfAnActionInDoubtKeepsTheKey() throws {
    var trial = try Trial("- 【text the customer】\n- then")
    let first = try #require(trial.pending.first)
    try trial.passDeadline(of: first)
    #expect(trial.state.incident?.kind == .actionFailed)
    try trial.repair(.retry)
    let again = try #require(trial.pending.first)
    #expect(again.key != first.key)
    #expect(again.receiverKey == first.key)
    try trial.end("sent")
    #expect(trial.state.inDoubt.isEmpty)
  }

  @Test func whenTheProcedureHasTakenTheFailureForGivenTheNextVisitIsANewAct() throws {
    var trial = try Trial(
      "- Decide `mood`\n  - When: good\n    - 【text the customer】\n      - When: failed\n        - Go back to `mood`\n  - When: Otherwise or Unknown\n    - done",
      facts: ["mood": "good"])
    let first = try #require(trial.pending.first)
    try trial.passDeadline(of: first)
    let second = try #require(trial.pending.first)
    #expect(second.receiverKey == second.key)
    #expect(second.key != first.key)
  }

  @Test func anActionWhoseFailureAloneIsLookedAfterGoesOnWhenItWentWell() throws {
    var trial = try Trial("- 【text the customer】\n  - When: failed\n    - not fine\n- then")
    try trial.end("sent")
    #expect(trial.standing == "task then")
  }

  @Test func anEventEndsAWaitThatTheCaseComesToASecondTime() throws {
    var trial = try Trial(
      "- Decide `mood`\n  - When: good\n    - Wait 10 min from now\n      - When: expired\n        - Go back to `mood`\n      - When: customer calls back\n        - reached\n  - When: Otherwise or Unknown\n    - done",
      facts: ["mood": "good"])
    try trial.pass(.minutes(10))
    #expect(trial.standing.hasPrefix("wait"))
    try trial.happen("called-back")
    #expect(trial.standing == "task reached")
  }
}

extension Trial {
  /// Lets the effect's time pass without a report.
  fileprivate mutating func passDeadline(of effect: Effect) throws { try pass(effect.deadline - now) }
}
