@testable import Casework
import Playbook
import Testing

@Suite("Decision tables in a case")
struct TableTests {
  /// Who pays follows from the colour and the size; the size is asked of the rider, the colour of the merchant and others.
  private func playbook(_ outline: String, sources: String = "rules who pays, agent", rules: String = "") -> String {
    """
    ## Procedure

    \(outline)

    ## Facts

    | id | labels | type | values | sources | fresh for | personal |
    |---|---|---|---|---|---|---|
    | payer | payer | choice | shop; user; nobody | \(sources) | | |
    | fee | fee | money | | rules how much | | |
    | phone | phone number | text | | order signal | | yes |
    | local | local number | flag | | rules area, agent | | |

    ## Rules: who pays (first)

    | colour | size | -> payer |
    |---|---|---|
    | red | - | shop |
    | blue | small | user |
    | blue | large | shop |
    | green | - | unknown |

    ## Rules: how much

    | payer | -> fee |
    |---|---|
    | shop | 5 yuan |
    | user, nobody | 0 yuan |

    ## Rules: area (first)

    | phone number | -> local number |
    |---|---|
    | “010*” | yes |
    | otherwise | no |
    \(rules)
    """
  }

  private let byPayer = """
    - Decide `payer`
      - When: shop
        - the shop pays
      - When: user
        - the user pays
      - When: unknown
        - nobody knows
    """

  private func sources(_ trial: Trial, of fact: Fact.ID) -> [String] {
    trial.events.compactMap { if case .factLearned(let learned) = $0.kind, learned.fact == fact { learned.source } else { nil } }
  }

  @Test func aTableTellsAFactFromWhatIsKnown() throws {
    let trial = try Trial(playbook(byPayer), facts: ["colour": "red"])
    #expect(trial.standing == "task the shop pays")
    #expect(sources(trial, of: "payer") == ["rules who pays row 1"])
  }

  @Test func aTablesInputsAreFoundThroughTheirOwnSources() throws {
    var trial = try Trial(playbook(byPayer))
    #expect(trial.standing == "ask merchant colour")
    try trial.end("answered", ["colour": "blue"])
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "small"])
    #expect(trial.standing == "task the user pays")
    #expect(sources(trial, of: "payer") == ["rules who pays row 2"])
  }

  @Test func anInputsNextSourceIsAskedWhenTheFirstDoesNotKnow() throws {
    var trial = try Trial(playbook(byPayer))
    try trial.end("no-answer")
    #expect(trial.standing == "ask look-up")
    try trial.end("red")
    #expect(trial.standing == "task the shop pays")
  }

  @Test func whatNobodyCanSayLeavesTheFactToItsNextSource() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "blue"])
    #expect(trial.standing == "ask rider size")
    try trial.end("no-answer")
    #expect(trial.standing == "task Please establish: payer")
    try trial.answer("nobody")
    #expect(trial.value("payer") == "nobody")
  }

  @Test func anOutputThatIsUnknownLeavesTheFactToItsNextSource() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "green"])
    #expect(trial.standing == "task Please establish: payer")
    try trial.answer("unknown")
    #expect(trial.standing == "task nobody knows")
  }

  @Test func sourcesBeforeTheTableAreAskedOnce() throws {
    var trial = try Trial(playbook(byPayer, sources: "ask merchant (1 min), rules who pays"), facts: ["colour": "blue"])
    #expect(trial.standing == "ask merchant payer")
    try trial.end("no-answer")
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "large"])
    #expect(trial.standing == "task the shop pays")
    let questions = trial.events.filter { if case .effectPlanned(let effect) = $0.kind { effect.fact == "payer" } else { false } }
    #expect(questions.count == 1)
  }

  @Test func aTableMayNeedAnother() throws {
    var trial = try Trial(playbook("- Decide `fee`\n  - When: at most 1 yuan\n    - nothing to pay\n  - When: otherwise\n    - pay"))
    #expect(trial.standing == "ask merchant colour")
    try trial.end("answered", ["colour": "blue"])
    try trial.end("answered", ["size": "small"])
    #expect(trial.standing == "task nothing to pay")
    #expect(sources(trial, of: "fee") == ["rules how much row 2"])
  }

  @Test func theFactItselfMayBeReportedWhileItsInputIsAskedFor() throws {
    var trial = try Trial(playbook(byPayer))
    #expect(trial.standing == "ask merchant colour")
    try trial.learn("payer", "user")
    #expect(trial.standing == "task the user pays")
    #expect(trial.pending.isEmpty)
  }

  @Test func anotherInputMayMakeTheQuestionNeedless() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "blue"])
    #expect(trial.standing == "ask rider size")
    try trial.learn("colour", "red")
    #expect(trial.standing == "task the shop pays")
    #expect(trial.pending.isEmpty)
  }

  @Test func anInputThatComesWhileAPersonIsAskedSettlesIt() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "green"])
    #expect(trial.standing == "task Please establish: payer")
    try trial.learn("colour", "red")
    #expect(trial.standing == "task the shop pays")
  }

  @Test func whatWasDerivedIsDerivedAnewWhenAnInputChanges() throws {
    let first = "- Decide `payer`\n  - When: shop\n    - look\n  - When: user\n    - see\n"
    var trial = try Trial(playbook(first + byPayer), facts: ["colour": "blue", "size": "small"])
    #expect(trial.standing == "task see")
    try trial.learn("size", "large")
    #expect(trial.value("payer") == "shop")
    try trial.answer("done")
    #expect(trial.standing == "task the shop pays")
    #expect(sources(trial, of: "payer") == ["rules who pays row 2", "rules who pays row 3"])
  }

  @Test func whatIsDerivedFromAnUnchangedAnswerIsNotToldAgain() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "red"])
    try trial.learn("colour", "red")
    #expect(sources(trial, of: "payer") == ["rules who pays row 1"])
  }

  @Test func anInputThatIsLostTakesTheDerivedFactWithIt() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "red"])
    try trial.learn("colour", nil)
    #expect(trial.value("payer") == nil)
    #expect(sources(trial, of: "payer") == ["rules who pays row 1", "rules who pays"])
  }

  @Test func whatAPersonSaidIsNotOverruledByATable() throws {
    var trial = try Trial(playbook(byPayer), facts: ["colour": "green"])
    try trial.answer("user")
    try trial.learn("colour", "red")
    #expect(trial.value("payer") == "user")
  }

  @Test func anInputThatGrewOldMakesTheFactBeFoundAgain() throws {
    let rules = "\n## Rules: entry (first)\n\n| door code | -> way in |\n|---|---|\n| one | stairs |\n| two | lift |\n"
    let facts = "\n## Facts\n\n| id | labels | type | values | sources |\n|---|---|---|---|---|\n| way | way in | choice | stairs; lift | rules entry |\n"
    let outline =
      "- Decide `way`\n  - When: stairs\n  - When: lift\n- Wait 10 min from now\n  - When: expired\n"
      + "- Decide `way`\n  - When: stairs\n    - climb\n  - When: lift\n    - ride"
    var trial = try Trial(playbook(outline, rules: facts + rules))
    #expect(trial.standing == "ask rider door")
    try trial.end("answered", ["door": "one"])
    #expect(trial.standing == "wait")
    // The door's code keeps for three minutes.
    try trial.pass(.minutes(10))
    #expect(trial.standing == "ask rider door")
    try trial.end("answered", ["door": "two"])
    #expect(trial.standing == "task ride")
  }

  @Test func aWaitEndsWhenADerivedFactIsSo() throws {
    var trial = try Trial(playbook("- Wait 30 min from now\n  - When: payer = shop\n    - the shop pays\n  - When: expired\n    - too late"))
    #expect(trial.standing == "wait")
    try trial.learn("colour", "blue")
    #expect(trial.standing == "wait")
    try trial.learn("size", "large")
    #expect(trial.standing == "task the shop pays")
  }

  @Test func anIncidentEndsWhenAnInputMakesTheFactKnown() throws {
    var trial = try Trial(playbook("- Decide `payer`\n  - When: shop\n    - the shop pays", sources: "rules who pays"), facts: ["colour": "green"])
    #expect(trial.standing == "incident no-branch")
    try trial.learn("colour", "red")
    #expect(trial.standing == "task the shop pays")
  }

  @Test func theTimelineNamesTheRowInBothLanguages() throws {
    let trial = try Trial(playbook(byPayer), facts: ["colour": "red"])
    let event = try #require(trial.events.first { if case .factLearned(let learned) = $0.kind { learned.fact == "payer" } else { false } })
    let english = try #require(Retelling(plan: trial.plan).line(event))
    #expect(english.text == "Learned payer = shop (rules “who pays”, row 1: red ｜ - → shop)")
    #expect(english.sentence == trial.plan.table("who pays")?.rows[0].sentence)
    #expect(Retelling(plan: trial.plan, language: .chinese).line(event)?.text == "得知 payer = shop（规则“who pays”第 1 行：red ｜ - → shop）")
  }

  @Test func aRowThatWouldTellPersonalDataIsNotShown() throws {
    let trial = try Trial(playbook("- Decide `local`\n  - When: yes\n    - near\n  - When: no\n    - far"), facts: ["phone": "010 1234"])
    #expect(trial.standing == "task near")
    let event = try #require(trial.events.first { if case .factLearned(let learned) = $0.kind { learned.fact == "local" } else { false } })
    let line = try #require(Retelling(plan: trial.plan).line(event))
    #expect(line.text == "Learned local number = yes (rules “area”, row 1)")
    #expect(line.sentence?.text.hasPrefix("Decide") == true)
  }
}
