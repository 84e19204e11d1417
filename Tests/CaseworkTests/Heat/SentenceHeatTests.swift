@testable import Casework
import Playbook
import Testing

@Suite("How much sentences are used")
struct SentenceHeatTests {
  private let choice = """
    - Decide `colour`
      - When: red
        - red one
      - When: blue
        - blue one
    - the end
    """

  /// By the names of the cases' own version.
  private func heat(_ trials: [Trial]) -> SentenceHeat {
    var heat = SentenceHeat()
    for trial in trials { heat.add(trial.events) { _, id in Step.sentenceID(of: id) } }
    return heat
  }

  private func warmth(_ beginning: String, _ trial: Trial, _ heat: SentenceHeat) throws -> SentenceHeat.Warmth {
    try heat[trial.step(beginning).sentenceID] ?? SentenceHeat.Warmth()
  }

  /// A case that stood at “red one” for so long, and then is over.
  private func red(_ minutes: Int64) throws -> Trial {
    var trial = try Trial(choice, facts: ["colour": "red"])
    try trial.pass(.minutes(minutes))
    try trial.answer("done")
    try trial.answer("done")
    return trial
  }

  @Test func `a sentence is counted when a case comes to it, an alternative when it is taken`() throws {
    let (first, second) = (try red(30), try red(10))
    let heat = heat([first, second])
    #expect(heat.cases == 2 && heat.mostTimes == 2)
    #expect(try warmth("red one", first, heat).times == 2)
    #expect(try warmth("red one", first, heat).cases == 2)
    #expect(try warmth("blue one", first, heat) == SentenceHeat.Warmth())
    let branches = try first.step("Decide").branches
    #expect(branches.map { heat[$0.id]?.times ?? 0 } == [2, 0])
  }

  @Test(arguments: [([30], 30), ([10, 60, 20], 20), ([10, 20], 15), ([0], 0)] as [([Int64], Int64)])
  func `how long cases stood at a sentence is told by the one in the middle`(minutes: [Int64], median: Int64) throws {
    let trials = try minutes.map { try red($0) }
    #expect(try warmth("red one", trials[0], heat(trials)).medianStay == .minutes(median))
    #expect(try warmth("Decide", trials[0], heat(trials)).medianStay == .minutes(0))
  }

  @Test func `a visit that isn't over is no stay`() throws {
    var trial = try Trial(choice, facts: ["colour": "red"])
    try trial.pass(.minutes(30))
    let here = try warmth("red one", trial, heat([trial]))
    #expect(here.standing == 1 && here.times == 1 && here.medianStay == nil)
    #expect(try warmth("the end", trial, heat([trial])).times == 0)
    #expect(try warmth("red one", trial, heat([try red(5)])).standing == 0)
  }

  @Test func `the pause between rounds belongs to the follow-up's sentence`() throws {
    let text = """
      ## Procedure

      - Follow up 【chase】
        - When: reached
          - good
        - When: expired
          - bad

      ## Procedure: chase

      - 【tell merchant】
        - When: told
          - Conclude: reached
        - When: otherwise
          - Note: another round

      ## Follow-ups

      | id | labels | procedure | owner | interval | limit | outcomes |
      |---|---|---|---|---|---|---|
      | chase | chase | #chase | desk | 15 min | 1 h | reached; expired |

      """
    var trial = try Trial(text)
    try trial.pass(.minutes(15))
    try trial.end("busy")
    try trial.pass(.minutes(15))
    try trial.end("told")
    let heat = heat([trial])
    #expect(try warmth("Follow up", trial, heat).medianStay == .minutes(30))
    #expect(try warmth("【tell merchant】", trial, heat).times == 2)
    #expect(try warmth("good", trial, heat).standing == 1)
  }

  @Test func `money counts at the sentence that paid it`() throws {
    var trial = try Trial(money: "- 【refund】\n  - When: failed\n    - Conclude: end=given-up\n- Conclude: end=done", ["amount": "80 yuan"])
    #expect(try warmth("【refund】", trial, heat([trial])).paid.isEmpty, "what is set aside isn't paid")
    try trial.end("paid")
    #expect(try warmth("【refund】", trial, heat([trial])).paid == [.cny: 8_000])
  }

  @Test(arguments: ["fact", "retry", "skip", "move"]) func `what people did to stuck cases stands where they were stuck`(how: String) throws {
    var trial = try Trial(choice, facts: ["colour": "green"])
    switch how {
    case "fact": try trial.repair(.setFact(report: FactReport(fact: "colour", value: .choice("blue"), source: "agent Wang")))
    case "retry": try trial.repair(.retry)
    case "skip": try trial.repair(.skip)
    default: try trial.repair(.move(to: trial.step("red one").id))
    }
    let deviations = try warmth("Decide", trial, heat([trial])).deviations
    let isRepair = how == "fact" || how == "retry"
    #expect(deviations.repairs == (isRepair ? 1 : 0) && deviations.skips == (isRepair ? 0 : 1) && deviations.sum == 1)
  }

  @Test func `an action that somebody asked for besides counts where the case stood`() throws {
    var trial = try Trial(choice, facts: ["colour": "red"])
    try trial.perform("escalate")
    #expect(try warmth("red one", trial, heat([trial])).deviations.besides == 1)
  }

  @Test func `a decision that turned out otherwise is counted at its sentence`() throws {
    var trial = try Trial("- Decide `mood`\n  - When: good\n    - talk\n  - When: bad\n    - sorry", facts: ["mood": "good"])
    try trial.learn("mood", "bad")
    let heat = heat([trial])
    #expect(try warmth("Decide", trial, heat).deviations.reversals == 1)
    #expect(try warmth("sorry", trial, heat).standing == 1)
  }

  @Test func `what another version calls otherwise counts under the name it is given, and what isn't there is left out`() throws {
    let trial = try red(30)
    let name = try trial.step("red one").sentenceID
    var heat = SentenceHeat()
    heat.add(trial.events) { version, id in version == trial.plan.version && id == name ? "new" : nil }
    #expect(heat["new"]?.medianStay == .minutes(30) && heat["new"]?.times == 1)
    #expect(heat[name] == nil && heat.cases == 1)
    heat.add([]) { _, id in id }
    #expect(heat.cases == 1, "a case without events is none")
  }
}
