@testable import Casework
import Playbook
import Testing

@Suite("Decisions")
struct DecisionTests {
  private let byColour = """
    - Decide `colour`
      - When: red
        - 【escalate】
      - When: blue or green
        - look at it
      - When: unknown
        - nobody knows
    - Conclude: end=done
    """

  @Test(arguments: [("red", "action escalate"), ("blue", "task look at it"), ("green", "task look at it")])
  func aKnownFactTakesItsAlternativeAtOnce(colour: String, standing: String) throws {
    let trial = try Trial(byColour, facts: ["colour": colour])
    #expect(trial.standing == standing)
  }

  @Test func theDecisionRecordsTheFactItStandsOnAndWhenItWasLearned() throws {
    let trial = try Trial(byColour, facts: ["colour": "red"])
    let step = try trial.step("Decide")
    let decided = try #require(trial.events.compactMap { if case .decided(let decided) = $0.kind, $0.step == step.id { decided } else { nil } }.first)
    #expect(decided.branch == step.branches[0].id)
    #expect(decided.uses == [FactUse(fact: "colour", value: .choice("red"), learned: 2)])
  }

  @Test("M-07: sources are asked in order until one knows") func sourcesAreAskedInOrderUntilOneKnows() throws {
    var trial = try Trial(byColour)
    #expect(trial.standing == "ask merchant colour")
    try trial.end("no-answer")
    #expect(trial.standing == "ask look-up")
    try trial.end("failed")
    #expect(trial.standing == "task Please establish: colour")
    try trial.answer("green")
    #expect(trial.standing == "task look at it")
    #expect(trial.value("colour") == "green")
  }

  @Test func anOrderSignalAnswersWhileSomebodyIsAsked() throws {
    var trial = try Trial(byColour)
    let question = try #require(trial.pending.first)
    try trial.learn("colour", "red")
    #expect(trial.standing == "action escalate")
    #expect(throws: Refusal.notAwaited(question.key.text)) { try trial.send(.ended(question.key, EffectReport(outcome: "answered"))) }
  }

  @Test func anOutcomeOfAnActionTellsTheFactOfThatName() throws {
    var trial = try Trial(byColour)
    try trial.end("no-answer")
    try trial.end("blue")
    #expect(trial.value("colour") == "blue")
    #expect(trial.standing == "task look at it")
  }

  @Test func aSourceThatLetsItsTimePassIsFollowedByTheNext() throws {
    var trial = try Trial(byColour)
    try trial.pass(.minutes(10))
    #expect(trial.standing == "ask look-up")
    try trial.pass(.minutes(1))
    #expect(trial.value("colour") == nil)
    #expect(trial.standing == "task Please establish: colour")
  }

  @Test func theAlternativeUnknownIsTakenWhenEverybodyWasAsked() throws {
    var trial = try Trial(byColour)
    try trial.end("no-answer")
    try trial.end("failed")
    try trial.answer("unknown")
    #expect(trial.standing == "task nobody knows")
    #expect(trial.state.facts["colour"]?.value == nil)
    #expect(trial.state.facts["colour"]?.source == FactLearned.nobody)
  }

  @Test func anAgentWhoDoesNotKnowLeavesItToTheSourcesBehind() throws {
    var trial = try Trial("- Decide `verdict`\n  - When: fair\n    - go\n  - When: unfair\n    - stay")
    #expect(trial.standing == "task Please establish: verdict")
    try trial.answer("Unknown")
    #expect(trial.standing == "ask merchant verdict")
    try trial.end("answered", ["verdict": "fair"])
    #expect(trial.standing == "task go")
  }

  @Test func aFactWithoutSourcesIsAPersonsToEstablish() throws {
    let trial = try Trial("- Decide `end`\n  - When: done\n    - go\n  - When: given-up\n    - stay")
    #expect(trial.standing == "task Please establish: ending")
  }

  @Test func otherwiseIsForKnownValuesOnly() throws {
    let text = "- Decide `size`\n  - When: small\n    - small one\n  - When: otherwise\n    - another one"
    #expect(try Trial(text, facts: ["size": "large"]).standing == "task another one")
    var trial = try Trial(text)
    try trial.end("no-answer")
    #expect(trial.standing == "incident no-branch")
  }

  @Test func otherwiseIsNotTakenWhileASiblingMayHold() throws {
    let text = """
      - Decide `size`
        - When: large and mood=good
          - big party
        - When: otherwise
          - go home
      """
    #expect(try Trial(text, facts: ["size": "large", "mood": "bad"]).standing == "task go home")
    #expect(try Trial(text, facts: ["size": "small"]).standing == "task go home")
    #expect(try Trial(text, facts: ["size": "large"]).standing == "incident no-branch")
  }

  @Test func aConjunctionAsksForItsSecondFactOnlyWhenTheFirstHolds() throws {
    let text = """
      - Decide `colour`
        - When: red and size=large
          - big red
        - When: red
          - red
        - When: otherwise
          - other
      """
    #expect(try Trial(text, facts: ["colour": "blue"]).standing == "task other")
    var trial = try Trial(text, facts: ["colour": "red"])
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "small"])
    #expect(trial.standing == "task red")
  }

  @Test func anUnknownSecondFactDoesNotHideALaterAlternativeThatHolds() throws {
    var trial = try Trial("- Decide `colour`\n  - When: red and size=large\n    - big red\n  - When: red\n    - red", facts: ["colour": "red"])
    try trial.end("no-answer")
    #expect(trial.standing == "task red")
  }

  @Test func aStaleFactIsAskedForAgain() throws {
    var trial = try Trial("- wait for it\n- Decide `door`\n  - When: one\n    - first\n  - When: two\n    - second", facts: ["door": "one"])
    try trial.pass(.minutes(4))
    try trial.answer("done")
    #expect(trial.standing == "ask rider door")
    try trial.end("answered", ["door": "two"])
    #expect(trial.standing == "task second")
  }

  @Test func aFreshFactIsUsedAsItIs() throws {
    var trial = try Trial("- wait for it\n- Decide `door`\n  - When: one\n    - first\n  - When: two\n    - second", facts: ["door": "one"])
    try trial.pass(.minutes(3))
    try trial.answer("done")
    #expect(trial.standing == "task first")
  }

  @Test func twoFactsThatKeepShortlyAreNotAskedForInTurnForEver() throws {
    var trial = try Trial("- Decide `door`\n  - When: one and gate=one\n    - open\n  - When: otherwise or unknown\n    - shut")
    try trial.pass(.minutes(4))
    try trial.end("answered", ["door": "one"])
    #expect(trial.standing == "ask merchant gate")
    try trial.pass(.minutes(4))
    try trial.end("answered", ["gate": "one"])
    #expect(trial.standing == "task open")
  }

  @Test func amountsAreCompared() throws {
    let text = "- Decide `weight`\n  - When: weight > 3\n    - heavy\n  - When: weight <= 3\n    - light"
    #expect(try Trial(text, facts: ["weight": "3.5"]).standing == "task heavy")
    #expect(try Trial(text, facts: ["weight": "3"]).standing == "task light")
    #expect(try Trial(text).standing == "incident no-branch")
  }

  @Test func askingAlwaysAsksAndNoAnswerIsUnknownWhateverWasKnownBefore() throws {
    let text = """
      - Ask rider for `size` (3 min)
        - When: small
          - small one
        - When: large
          - large one
        - When: unknown
          - no answer
      """
    var trial = try Trial(text, facts: ["size": "small"])
    #expect(trial.standing == "ask rider size")
    #expect(trial.pending.first?.deadline == Trial.noon + .minutes(3))
    try trial.pass(.minutes(3))
    #expect(trial.standing == "task no answer")

    var answered = try Trial(text, facts: ["size": "small"])
    try answered.end("answered", ["size": "large"])
    #expect(answered.standing == "task large one")
  }
}
