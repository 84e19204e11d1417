@testable import Casework
import Playbook
import Testing

@Suite("Registers")
struct RegisterFoldTests {
  private func entries(_ trial: Trial) -> [RegisterEntry] { RegisterFold.entries(of: Trial.id, trial.events, trial.plan) }

  private func states(_ trial: Trial, _ register: String) -> [String] { entries(trial).filter { $0.register == register }.map(\.state) }

  @Test func `a promise is open, then kept or broken, with owner and due time`() throws {
    let text = "- Promise: rider within 5 min uploads the photo; else 【escalate】\n- by hand"
    var kept = try Trial(text)
    let open = try #require(entries(kept).first { $0.register == "promises" })
    #expect(open.state == "open" && open.isOpen && open.party == "rider" && open.due == Trial.noon + .minutes(5))
    try kept.happen("photo")
    #expect(states(kept, "promises") == ["kept"])
    var broken = try Trial(text)
    try broken.pass(.minutes(5))
    let entry = try #require(entries(broken).first { $0.register == "promises" })
    #expect(entry.state == "broken" && entry.endedAt == Trial.noon + .minutes(5))
  }

  @Test func `a later ruling ends the earlier; money set aside ends with what follows it`() throws {
    var trial = try Trial(
      money: "- Rule: rider 100 % (provisional)\n- 【pay by shares】\n- by hand\n- Final ruling: merchant 100 %\n- Overturn the ruling\n- look at it",
      ["amount": "80 yuan"])
    #expect(states(trial, "rulings") == ["provisional"] && states(trial, "postings") == ["reserve"])
    #expect(entries(trial).contains { $0.register == "postings" && $0.isOpen })
    try trial.end("paid")
    #expect(states(trial, "postings").prefix(2) == ["settle", "settle"])
    try trial.answer("done")
    #expect(states(trial, "rulings") == ["replaced", "overturned"])
    #expect(entries(trial).allSatisfy { $0.register != "postings" || !$0.isOpen || $0.state == "reserve" })
  }

  @Test func `an incident is open until it is resolved`() throws {
    var trial = try Trial(money: "- 【pay by shares】\n- by hand", ["amount": "10 yuan"])
    #expect(states(trial, "incidents") == ["open"])
    try trial.repair(.skip)
    #expect(states(trial, "incidents") == ["resolved"])
  }

  @Test func `a party is listed with who it is over all cases, also when that is told again`() throws {
    var trial = try Trial("- by hand")
    try trial.send(.persons(["rider": PersonID("r-1")]))
    try trial.send(.persons(["rider": PersonID("r-2")]))
    let parties = entries(trial).filter { $0.register == "parties" }
    #expect(parties.map(\.person) == [PersonID("r-2")] && parties.map(\.party) == ["rider"])
  }

  private let talk = """
    ---
    id: talk
    locale: en
    ---
    # Talk

    ## Parties

    | id | labels | channel |
    |---|---|---|
    | customer | Customer | phone |

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | type | Type | choice | reject Reject; proof Proof | agent |
    | answer | Answer | choice | agreed Agreed; declined Declined | agent |
    | until | Until | time | | agent |
    | other | Other | text | | agent |

    ## Registers

    | id | labels | state | shows | due | visible to | answers |
    |---|---|---|---|---|---|---|
    | talks | Talk | Answer | Type; Other | Until | Customer | Customer: Answer=Agreed, Declined; Customer: Other |

    ## Procedure

    - Decide `Answer`
      - When: Agreed or Declined
        - Note: heard
    - by hand
    """

  @Test("S-05 what a playbook declares has a life: it begins with its procedure, shows its facts as they were at its end, and ends with it")
  func declared() throws {
    let plan = compile(SourceText(path: "talk.md", text: talk)) { _ in nil }
    #expect(plan.diagnostics.filter { $0.level == .error }.map(\.text) == [])
    var trial = try Trial(plan.plan, channel: .online, facts: [FactReport(fact: "type", value: .choice("reject"), source: "platform")])
    try trial.learn("until", "2026-01-06 12:00")
    let open = try #require(entries(trial).first { $0.register == "talks" })
    #expect(open.isOpen && open.state == "open" && open.facts["type"]?.value == .choice("reject") && open.due == Trial.noon + .hours(24))
    try trial.learn("answer", "Agreed")
    try trial.answer("done")
    let ended = try #require(entries(trial).first { $0.register == "talks" })
    #expect(ended.state == "ended" && ended.endedAt == trial.now && ended.facts["answer"]?.value == .choice("agreed"))
    let register = try #require(plan.plan.registers.first)
    #expect(register.visibleTo == ["customer"] && register.due == "until" && register.state == "answer")
    #expect(register.answers.map { [$0.party, $0.fact] } == [["customer", "answer"], ["customer", "other"]])
    #expect(register.answers.map(\.values) == [[.choice("agreed"), .choice("declined")], []])
  }

  @Test func `S-05 what is broken off is left, not ended`() throws {
    let main = """
      ---
      id: m
      locale: en
      ---
      # M

      ## Facts

      | id | labels | type | values | sources |
      |---|---|---|---|---|
      | mood | Mood | choice | bad Bad; good Good | agent |

      ## Procedure

      - Decide `Mood`
        - When: Bad
          - [talk](talk.md)
        - When: Good
          - by hand
      """
    let compilation = compile(SourceText(path: "m.md", text: main)) { $0 == "talk.md" ? SourceText(path: $0, text: talk) : nil }
    #expect(compilation.diagnostics.filter { $0.level == .error }.map(\.text) == [])
    var trial = try Trial(
      compilation.plan, channel: .online, facts: [FactReport(fact: "mood", value: .choice("bad"), source: "platform")])
    #expect(states(trial, "talks") == ["open"])
    try trial.learn("mood", "good")
    #expect(states(trial, "talks") == ["left"])
  }

  @Test(arguments: [
    ("| talks | Talk | Nothing | Type | Until | Customer | |", "Nothing"), ("| talks | Talk | Answer | Type; Nope | Until | Customer | |", "Nope"),
    ("| talks | Talk | Answer | Type | Type | Customer | |", "Type"), ("| talks | Talk | Answer | Type | Until | Nobody | |", "Nobody"),
    ("| talks | Talk | Answer | Type | Until | Customer | Customer: Answer=Perhaps |", "Perhaps"),
    ("| talks | Talk | Answer | Type | Until | Customer | Answer=Agreed |", "Answer=Agreed"),
  ])
  func `a row that isn't understood is told with its place and left out`(row: String, word: String) throws {
    let text = talk.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("| talks") ? row[...] : $0 }.joined(separator: "\n")
    let compilation = compile(SourceText(path: "talk.md", text: text)) { _ in nil }
    let errors = compilation.diagnostics.filter { $0.level == .error }
    #expect(errors.count == 1 && errors[0].check == "unreadable-part" && errors[0].text.contains(word), "\(errors.map(\.text))")
    #expect(compilation.plan.registers.isEmpty)
  }

  @Test func `a register without a procedure, or declared twice, is an error`() {
    let alone = "# Words\n\n## Registers\n\n| id | labels |\n|---|---|\n| talks | Talk |\n"
    let main = "---\nid: m\nlocale: en\nvocabulary: [words.md]\n---\n# M\n\n## Procedure\n\n- by hand\n"
    let compilation = compile(SourceText(path: "m.md", text: main)) { $0 == "words.md" ? SourceText(path: $0, text: alone) : nil }
    #expect(compilation.diagnostics.contains { $0.level == .error && $0.file == "words.md" })
    let twice = talk.replacing("    - by hand", with: "").replacing(
      "## Procedure", with: "## Registers\n\n| id | labels |\n|---|---|\n| talks | Again |\n\n## Procedure")
    #expect(compile(SourceText(path: "talk.md", text: twice)) { _ in nil }.diagnostics.contains { $0.check == "duplicate-name" })
  }
}
