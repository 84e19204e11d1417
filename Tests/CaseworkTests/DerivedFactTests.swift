import Casework
import Playbook
import Testing

@Suite("Derived facts in a case")
struct DerivedFactTests {
  /// Who pays follows from the colour, and from the size where the colour is blue.
  private func playbook(_ outline: String, facts: String = "", more: String = "") -> String {
    """
    ## Procedure

    \(outline)

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | payer | payer | choice | shop; user | rules who pays |
    | fee | fee | money | | rules how much |
    \(facts)

    ## Actions

    | id | labels | kind | outcomes | limit | requires |
    |---|---|---|---|---|---|
    | pay | pay out | record | paid; failed | 1 min | payer = shop |

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
    | user | 0 yuan |

    \(more)

    """
  }

  private func told(_ trial: Trial, of fact: Fact.ID) -> [String] {
    trial.events.compactMap { if case .factLearned(let learned) = $0.kind, learned.fact == fact { learned.source } else { nil } }
  }

  // MARK: growing old

  private let wayIn = """
    ## Rules: entry (first)

    | mood | door code | -> way in |
    |---|---|---|
    | good | - | stairs |
    | bad | one | stairs |
    | bad | two | lift |
    """

  private let waitAndDecide = """
    - Wait 10 min from now
      - When: expired
    - Decide `way`
      - When: stairs
        - climb
      - When: lift
        - ride
    """

  @Test func anOldInputThatMakesNoDifferenceIsNotAskedForAgain() throws {
    let text = playbook(waitAndDecide + "\n" + waitAndDecide, facts: "| way | way in | choice | stairs; lift | rules entry |", more: wayIn)
    var trial = try Trial(text, facts: ["mood": "good", "door": "two"])
    // The door's code keeps for three minutes.
    try trial.pass(.minutes(10))
    #expect(trial.standing == "task climb")
    try trial.answer("done")
    try trial.pass(.minutes(10))
    #expect(trial.standing == "task climb")
    #expect(told(trial, of: "way") == ["rules entry row 1"])
  }

  @Test func anOldInputThatMakesADifferenceIsAskedForAgain() throws {
    let text = playbook(waitAndDecide, facts: "| way | way in | choice | stairs; lift | rules entry |", more: wayIn)
    var trial = try Trial(text, facts: ["mood": "bad", "door": "two"])
    try trial.pass(.minutes(10))
    #expect(trial.standing == "ask rider door")
    try trial.end("answered", ["door": "one"])
    #expect(trial.standing == "task climb")
  }

  // MARK: deriving anew

  @Test func whatIsNotKnownAnyMoreIsNotWhatNobodyCanSay() throws {
    let bills = "## Rules: reckoning (first)\n\n| payer | -> bill |\n|---|---|\n| shop | due |\n| user | none |\n| unknown | open |"
    let outline = "- Decide `bill`\n  - When: due\n  - When: otherwise\n- Wait 10 min from now\n  - When: expired\n- the end"
    let text = playbook(outline, facts: "| bill | bill | choice | due; none; open | rules reckoning |", more: bills)
    var trial = try Trial(text, facts: ["colour": "red"])
    #expect(trial.value("bill") == "due")
    try trial.learn("colour", "green")
    #expect(trial.value("payer") == nil)
    #expect(trial.value("bill") == nil)
    #expect(told(trial, of: "bill") == ["rules reckoning row 1", "rules reckoning"])
  }

  @Test func whatTwoWaysLeadToIsDerivedAnewOnce() throws {
    let rules = """
      ## Rules: left

      | colour | -> left |
      |---|---|
      | red | no |
      | blue | yes |

      ## Rules: right

      | colour | -> right |
      |---|---|
      | red | no |
      | blue | yes |

      ## Rules: both

      | left | right | -> both |
      |---|---|---|
      | yes | yes | same |
      | no | no | same |
      | yes | no | apart |
      | no | yes | apart |
      """
    let facts = """
      | left | left | flag | | rules left |
      | right | right | flag | | rules right |
      | both | both | choice | same; apart | rules both |
      """
    var trial = try Trial(playbook("- Decide `both`\n  - When: same\n    - look\n  - When: apart", facts: facts, more: rules), facts: ["colour": "red"])
    #expect(trial.standing == "task look")
    try trial.learn("colour", "blue")
    #expect(told(trial, of: "both") == ["rules both row 2", "rules both row 1"])
  }

  @Test func deepTablesAreLookedUpOnceEach() throws {
    let levels = 1...24
    var facts = ""
    var rules = ""
    for level in levels {
      for side in ["a", "b"] {
        let (left, right) = level == 1 ? ("colour", "colour") : ("a\(level - 1)", "b\(level - 1)")
        let inputs = level == 1 ? "| \(left) |" : "| \(left) | \(right) |"
        facts += "| \(side)\(level) | \(side)\(level) | flag | | rules t\(side)\(level) |\n"
        rules += "## Rules: t\(side)\(level) (first)\n\n\(inputs) -> \(side)\(level) |\n"
        rules += level == 1 ? "|---|---|\n| red | yes |\n| blue | no |\n\n" : "|---|---|---|\n| yes | yes | yes |\n| no | yes | yes |\n| - | no | no |\n\n"
      }
    }
    let outline = "- Decide `a24`\n  - When: yes\n    - go\n  - When: no\n    - stop"
    var trial = try Trial(playbook(outline, facts: facts, more: rules), facts: ["colour": "red"])
    #expect(trial.standing == "task go")
    trial.now = trial.now + .minutes(1)
    try trial.learn("colour", "blue")
    #expect(trial.value("a24") == "no")
    #expect(told(trial, of: "a24").count == 2)
  }

  // MARK: what nobody is asked for

  @Test func whatAnActionRequiresIsLookedUp() throws {
    #expect(try Trial(playbook("- 【pay out】"), facts: ["colour": "red"]).standing == "action pay")
    var trial = try Trial(playbook("- 【pay out】"))
    #expect(trial.standing == "incident unguarded")
    try trial.learn("colour", "blue")
    #expect(trial.standing == "incident unguarded")
    try trial.learn("size", "large")
    #expect(trial.standing == "action pay")
  }

  @Test func whatAPersonsActionRequiresIsLookedUp() throws {
    var trial = try Trial(playbook("- look"))
    #expect(throws: Refusal.unguarded("pay")) { try trial.perform("pay") }
    #expect(told(trial, of: "payer").isEmpty)
    try trial.learn("colour", "red")
    try trial.perform("pay")
    #expect(trial.pending.map(\.action) == ["pay"])
    #expect(told(trial, of: "payer") == ["rules who pays row 1"])
  }

  @Test func whatWordingSaysIsLookedUp() throws {
    #expect(try Trial(playbook("- Say: You get {fee}."), facts: ["colour": "red"]).standing.hasPrefix("say You get ¥5"))
    var trial = try Trial(playbook("- Say: You get {fee}."))
    #expect(trial.standing == "incident missing-slot")
    try trial.learn("colour", "red")
    #expect(trial.standing.hasPrefix("say You get ¥5"))
  }

  @Test func whatARungDependsOnIsLookedUp() throws {
    let outline = "- Contact customer (first orderer (payer = user), then recipient; phone)\n  - When: answered\n  - When: not reached"
    #expect(try Trial(playbook(outline), facts: ["colour": "red"]).standing == "contact recipient")
    #expect(try Trial(playbook(outline), facts: ["colour": "blue", "size": "small"]).standing == "contact orderer")
  }

  // MARK: follow-ups

  private func chase(_ round: String) -> String {
    """
    ## Procedure: chase

    \(round)
    - Wait 20 min from now
      - When: expired

    ## Follow-ups

    | id | labels | procedure | owner | interval | limit | outcomes |
    |---|---|---|---|---|---|---|
    | chase | chase | #chase | agent | 5 min | 1 h | done; given-up |
    """
  }

  @Test func theAnswerToARoundsOwnQuestionEndsTheFollowUp() throws {
    let outline = "- Follow up 【chase】\n  - When: payer = shop\n    - the shop pays\n  - When: done\n  - When: given-up"
    let round = "- Ask rider for size (5 min)\n  - When: small\n  - When: large\n  - When: unknown"
    var trial = try Trial(playbook(outline, more: chase(round)), facts: ["colour": "blue"])
    try trial.pass(.minutes(5))
    #expect(trial.standing == "ask rider size")
    try trial.end("answered", ["size": "large"])
    #expect(trial.standing == "task the shop pays")
  }

  @Test func anAgentsAnswerEndsTheFollowUp() throws {
    let outline = "- Follow up 【chase】\n  - When: verdict = fair\n    - all is well\n  - When: done\n  - When: given-up"
    let round = "- Decide `verdict`\n  - When: fair\n  - When: unfair\n  - When: unknown"
    var trial = try Trial(playbook(outline, more: chase(round)))
    try trial.pass(.minutes(5))
    #expect(trial.standing == "task Please establish: verdict")
    try trial.answer("fair")
    #expect(trial.standing == "task all is well")
  }

  // MARK: gathering

  private func worth(_ gathering: String, _ rows: String) -> String {
    let outline = "- Decide `worth`\n  - When: over 20 yuan\n    - much\n  - When: otherwise\n    - little\n  - When: unknown"
    let rules = "## Rules: worth (collect \(gathering))\n\n| colour | size | -> worth |\n|---|---|---|\n\(rows)"
    return playbook(outline, facts: "| worth | worth | money | | rules worth |", more: rules)
  }

  @Test(arguments: [
    ("most", "| red | - | 50 yuan |\n| - | small | 10 yuan |", "task much"),
    ("most", "| red | - | 10 yuan |\n| - | small | 50 yuan |", "ask rider size"),
    ("least", "| red | - | 10 yuan |\n| - | small | 50 yuan |", "task little"),
    ("least", "| red | - | 50 yuan |\n| - | small | 10 yuan |", "ask rider size"),
    ("sum", "| red | - | 50 yuan |\n| - | small | 0 yuan |", "task much"),
    ("sum", "| red | - | 50 yuan |\n| - | small | 10 yuan |", "ask rider size"),
    ("sum", "| - | small | 0 yuan |\n| otherwise | | 50 yuan |", "ask rider size"),
  ])
  func rowsThatCannotMakeADifferenceAskForNothing(_ gathering: String, _ rows: String, _ standing: String) throws {
    #expect(try Trial(worth(gathering, rows), facts: ["colour": "red"]).standing == standing)
  }

  // MARK: who said it

  @Test func nobodyOutsideSpeaksForATable() throws {
    var trial = try Trial(playbook("- look"), channel: .online, facts: ["colour": "blue", "size": "large"])
    try trial.send(.facts([FactReport(fact: "payer", value: .choice("user"), source: "rules who pays row 2")]))
    #expect(told(trial, of: "payer") == ["“rules who pays row 2”"])
    try trial.learn("colour", "red")
    #expect(trial.value("payer") == "user")
  }
}
