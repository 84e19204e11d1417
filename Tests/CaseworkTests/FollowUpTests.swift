@testable import Casework
import Playbook
import Testing

@Suite("Follow-ups")
struct FollowUpTests {
  private func text(
    limit: String = "1 h", interval: String = "15 min",
    round: String = "- 【tell merchant】\n  - When: told\n    - Conclude: reached\n  - When: otherwise\n    - Note: another round"
  ) -> String {
    """
    ## Procedure

    - Decide `colour`
      - When: red
        - Follow up 【chase】
          - When: reached
            - good
          - When: expired
            - bad
          - When: refund asked
            - Go back to `colour`
      - When: otherwise or unknown
        - other
    - Conclude: end=done

    ## Procedure: chase

    \(round)

    ## Follow-ups

    | id | labels | procedure | owner | interval | limit | outcomes |
    |---|---|---|---|---|---|---|
    | chase | chase | #chase | desk | \(interval) | \(limit) | reached; expired |

    """
  }

  private func rounds(_ trial: Trial) -> [Int] {
    trial.events.compactMap { if case .procedureEntered(let entered) = $0.kind, entered.followUp != nil { entered.round } else { nil } }
  }

  @Test func theFirstRoundComesOneIntervalLater() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    #expect(trial.standing == "round")
    #expect(rounds(trial) == [0])
    try trial.pass(.minutes(14))
    #expect(trial.standing == "round")
    try trial.pass(.minutes(1))
    #expect(trial.standing == "action tell")
    #expect(rounds(trial) == [0, 1])
  }

  @Test func whatWouldEndItAndIsSoAlreadyKeepsItFromBeginning() throws {
    let watching = text().replacing("- When: refund asked\n        - Go back to `colour`", with: "- When: refund asked or mood=bad\n        - asked")
    let trial = try Trial(watching, facts: ["colour": "red", "mood": "bad"])
    #expect(trial.standing == "task asked")
    #expect(rounds(trial) == [])
  }

  @Test func whatIsSaidInACallOfTheRoundCanEndIt() throws {
    let watching = text(round: "- Contact rider\n  - When: answered\n    - Conclude: reached\n  - When: not reached\n    - Note: again").replacing(
      "- When: refund asked\n        - Go back to `colour`", with: "- When: refund asked or mood=bad\n        - asked")
    var trial = try Trial(watching, facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.end("no-answer", ["mood": "bad"])
    #expect(trial.standing == "task asked")
    #expect(trial.state.frames.count == 1)
  }

  @Test func aRoundBrokenOffWhileItsActionIsInDoubtLeavesNoDoubt() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    let first = try #require(trial.pending.first)
    try trial.pass(first.deadline - trial.now)
    #expect(trial.standing == "retry")
    #expect(!trial.state.inDoubt.isEmpty)
    try trial.happen("refund")
    #expect(trial.state.inDoubt.isEmpty)
  }

  @Test func aRoundThatRunsOutIsFollowedByAnother() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.end("busy")
    #expect(trial.standing == "round")
    #expect(trial.state.timers.values.contains { $0.purpose == .round && $0.due == trial.now + .minutes(15) })
    try trial.pass(.minutes(15))
    #expect(rounds(trial) == [0, 1, 2])
  }

  @Test("M-16: a conclusion ends the follow-up with its outcome") func aConclusionEndsItWithItsOutcome() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.end("told")
    #expect(trial.standing == "task good")
    #expect(trial.events.contains { if case .procedureLeft(let left) = $0.kind { left.outcome == "reached" } else { false } })
    #expect(trial.state.timers.isEmpty)
  }

  @Test func itsTimeOverEndsItWithTheLastOutcomeAndTakesBackWhatIsUnderWay() throws {
    var trial = try Trial(text(limit: "20 min", round: "- Contact rider\n  - When: answered\n    - Conclude: reached"), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    let call = try #require(trial.pending.first)
    try trial.pass(.minutes(5))
    #expect(trial.standing == "task bad")
    #expect(throws: Refusal.notAwaited(call.key.text)) { try trial.send(.ended(call.key, EffectReport(outcome: "answered")), from: .receiver) }
  }

  @Test func itsTimeOverEndsAnIncidentWithinIt() throws {
    var trial = try Trial(text(round: "- 【text the customer】"), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.end("failed")
    #expect(trial.standing == "incident action-failed")
    try trial.pass(.hours(1))
    #expect(trial.standing == "task bad")
  }

  @Test func anEventEndsItAtOnceAndItsAlternativeRuns() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.learn("colour", "blue")
    try trial.happen("refund")
    #expect(trial.standing == "task other")
    #expect(trial.state.frames.count == 1)
    #expect(trial.state.timers.isEmpty)
  }

  @Test func goingBackMayStartItAnew() throws {
    var trial = try Trial(text(), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    try trial.happen("refund")
    #expect(trial.standing == "round")
    #expect(rounds(trial) == [0, 1, 0])
  }

  @Test func manyRoundsAreNoCircleWhenTheTimeIsLimited() throws {
    var trial = try Trial(
      text(limit: "3 h", interval: "1 min", round: "- Decide `mood`\n  - When: good or bad\n    - Note: wait"), facts: ["colour": "red", "mood": "good"])
    try trial.pass(.hours(2))
    #expect(rounds(trial).count == 121)
    #expect(trial.state.incident == nil)
    try trial.pass(.hours(1))
    #expect(trial.standing == "task bad")
  }

  @Test func roundsWithoutEndAreACircle() throws {
    var trial = try Trial(
      text(limit: "", interval: "1 min", round: "- Decide `mood`\n  - When: good or bad\n    - Note: wait"), facts: ["colour": "red", "mood": "good"])
    try trial.pass(.hours(2))
    #expect(trial.state.incident?.kind == .endless)
    try trial.happen("refund")
    #expect(trial.standing == "round")
  }

  @Test func aPersonTakesOverWithinARoundAndTheEventStillEndsIt() throws {
    var trial = try Trial(text(round: "- Hand over (lead)"), facts: ["colour": "red"])
    try trial.pass(.minutes(15))
    #expect(trial.task?.role == "lead")
    try trial.learn("colour", "blue")
    try trial.happen("refund")
    #expect(trial.standing == "task other")
    #expect(trial.state.tasks.count == 1)
  }

  @Test func theChoiceBehindChildrenKnowsTheEventThatEndedIt() throws {
    let split = text().replacing("    - Follow up 【chase】\n", with: "    - Follow up 【chase】\n      - tidy up\n")
    var trial = try Trial(split, facts: ["colour": "red"])
    try trial.happen("refund")
    #expect(trial.standing == "task tidy up")
    try trial.answer("done")
    // Back at the colour, which is red as before: the follow-up begins anew.
    #expect(trial.standing == "round")
    #expect(trial.state.visits[try trial.step("Decide").id] == 2)
  }
}
