@testable import Casework
import Playbook
import Testing

@Suite("Personal data")
struct PersonalDataTests {
  private let text = """
    ## Procedure

    - Decide `nickname`
      - When: unknown
        - nobody
      - When: otherwise
        - 【greet them】
        - Conclude: ending=done

    ## Facts

    | id | labels | type | values | sources | personal |
    |---|---|---|---|---|---|
    | nickname | nickname | text | | agent | yes |

    ## Messages

    | id | labels | text |
    |---|---|---|
    | hail | hail | Dear {nickname}, hello |

    ## Actions

    | id | labels | kind | channel | outcomes | message |
    |---|---|---|---|---|---|
    | greet-them | greet them | contact | sms | sent; failed | hail |
    | give | give number | disclose | sms | given; failed | |

    """

  @Test func anAnswerThatIsPersonalStandsInItsFactAlone() throws {
    var trial = try Trial(text)
    try trial.answer("Little Zhang")
    let effect = try #require(trial.pending.first)
    #expect(effect.text == "Dear Little Zhang, hello", "what is sent is whole")
    let retelling = Retelling(plan: trial.plan, language: .english)
    let told = trial.events.compactMap { retelling.line($0)?.text }.joined(separator: "\n")
    #expect(!told.contains("Zhang"), "\(told)")
    #expect(told.contains("Dear {nickname}, hello"))
    let answers = trial.events.compactMap { if case .taskDone(let done) = $0.kind { done.choice } else { nil } }
    #expect(answers == [TaskChoice.withheld])
    #expect(trial.plan.hasPersonalWords(effect))
  }

  @Test func anIncidentDoesNotTellAPersonalValue() throws {
    var trial = try Trial(text.replacing("- When: otherwise\n", with: "- When: nickname=Tiger\n"))
    try trial.answer("Little Zhang")
    #expect(trial.state.incident == Incident(kind: .noBranch, about: "nickname = •••"))
  }

  @Test func wordsThatCouldNotBeSentAreToldWithoutTheirValues() throws {
    var trial = try Trial(text.replacing("- 【greet them】", with: "- Say: Dear {nickname}, goodbye"))
    try trial.answer("Little Zhang")
    #expect(trial.pending.first?.text == "Dear Little Zhang, goodbye")
    try trial.end(SayOutcome.failed)
    #expect(trial.state.incident == Incident(kind: .actionFailed, about: "Dear {nickname}, goodbye"))
  }

  @Test func whatWasKnownBeforeAChangeIsPersonalAsWell() throws {
    let row = "| nickname | nickname | text | | agent | yes |"
    let trial = try Trial(text.replacing(row, with: "\(row)\n| town | town | text | | agent | |"))
    func carries(_ fact: Fact.ID) -> Bool {
      let change = FactChange(fact: fact, before: .text("Little Zhang"), after: nil)
      let reconsidered = Reconsidered(frame: 0, decision: "s1", from: nil, changes: [change], undone: [], left: [], lapsed: [], leadsBack: nil)
      return trial.plan.carriesPersonalData(Event(sequence: 1, at: Instant(milliseconds: 0), step: nil, kind: .reconsidered(reconsidered)))
    }
    #expect(carries("nickname") && !carries("town"))
    #expect(carries("of an earlier version"), "nobody knows any more whether it was personal")
    let retelling = Retelling(plan: trial.plan, language: .english)
    #expect(retelling.value(.text("Nanjing"), of: "town") == "Nanjing" && retelling.value(.text("Little Zhang"), of: "of an earlier version") == "•••")
  }

  @Test func numbersAreNeverGivenWithoutARequirementWhoeverAsks() throws {
    var trial = try Trial(text)
    #expect(throws: Refusal.unguarded("give")) { try trial.perform("give") }
  }
}
