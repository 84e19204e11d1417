@testable import Casework
import Playbook
import Testing

@Suite("Procedures within procedures")
struct ProcedureTests {
  private let text = """
    ## Procedure

    - [sub](#sub)
      - When: colour=red
        - it was red
      - When: otherwise or unknown
        - it was not
    - Conclude: end=done

    ## Procedure: sub

    - look
      - When: I see red
        - Conclude: colour=red
      - When: I see nothing
        - Note: nothing
    - look again

    """

  @Test func aConclusionEndsTheInnerOneAndTheOuterGoesOn() throws {
    var trial = try Trial(text)
    #expect(trial.state.frames.count == 2)
    try trial.answer("I see red")
    #expect(trial.standing == "task it was red")
    #expect(trial.state.frames.count == 1)
    #expect(trial.state.facts["colour"]?.source == KnownFact.conclusion)
  }

  @Test func withoutAConclusionItRunsToItsEndAndIsNotRunAgainForAFact() throws {
    var trial = try Trial(text)
    try trial.answer("I see nothing")
    #expect(trial.standing == "task look again")
    try trial.answer("done")
    #expect(trial.standing == "ask merchant colour")
    try trial.end("answered", ["colour": "blue"])
    #expect(trial.standing == "task it was not")
    #expect(trial.events.filter { if case .procedureEntered = $0.kind { true } else { false } }.count == 2)
  }

  @Test func onlyTheMainProceduresConclusionConcludesTheCase() throws {
    func reason(_ trial: Trial) -> Closed.Reason? { trial.events.compactMap { if case .closed(let closed) = $0.kind { closed.reason } else { nil } }.first }
    let inner = try Trial("## Procedure\n\n- [sub](#sub)\n\n## Procedure: sub\n\n- Conclude: end=done\n")
    #expect(reason(inner) == .ranOut)
    let outer = try Trial(
      "## Procedure\n\n- [sub](#sub)\n- Conclude: end=done\n\n## Procedure: sub\n\n- Decide `mood`\n  - When: good or bad or unknown\n    - Note: go on\n"
    )
    #expect(reason(outer) == .concluded)
  }

  @Test func aProcedureThatCallsItselfIsACircle() throws {
    let trial = try Trial("## Procedure\n\n- [sub](#sub)\n\n## Procedure: sub\n\n- [sub](#sub)\n")
    #expect(trial.state.incident?.kind == .endless)
    #expect(trial.state.frames.count <= 21)
  }

  @Test func aMoveReachesTheOuterProcedure() throws {
    var trial = try Trial(text.replacing("- look again", with: "- 【text the customer】"))
    try trial.answer("I see nothing")
    try trial.end("failed")
    try trial.repair(.move(to: trial.step("it was not").id))
    #expect(trial.standing == "task it was not")
    #expect(trial.state.frames.count == 1)
  }

  @Test func aManualStepOffersItsAlternativesAndRefusesOthers() throws {
    var trial = try Trial(text)
    #expect(trial.task?.choices.map(\.label) == ["I see red", "I see nothing"])
    let before = trial.state
    #expect(throws: Refusal.notAChoice("I see blue", of: ["I see red", "I see nothing"])) { try trial.answer("I see blue") }
    #expect(trial.state == before)
  }

  @Test func aHandOverNamesItsRoleAndGoesOnWhenDone() throws {
    var trial = try Trial("- Hand over (team lead)\n- then")
    #expect(trial.task?.role == "team lead")
    #expect(trial.task?.purpose == .handOff)
    try trial.answer("done")
    #expect(trial.standing == "task then")
  }

  @Test func anEmptyPlaybookOpensAndCloses() throws {
    let trial = try Trial("## Procedure\n")
    #expect(trial.state.phase == .closed)
  }
}
