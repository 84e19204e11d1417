import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// Where the meal is, an agent says; what is done then hangs on it.
private let lostMeal = """
  ---
  id: late-meal
  locale: en
  ---
  # A meal is late

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | place | Place | choice | shop Shop; road Road | agent |
  | result | Result | choice | found Found; lost Lost | |

  ## Procedure

  - Decide `place`
    - When: unknown
      - Conclude: Result=Lost
    - When: Shop
      - Look behind the counter
        - When: There
          - Conclude: Result=Found
        - When: Gone
          - Conclude: Result=Lost
    - When: Road
      - Call the rider back
        - When: Has it
          - Conclude: Result=Found
        - When: Lost it
          - Conclude: Result=Lost
  """

@Suite("What is done on the page of a case")
struct CaseDoingTests {
  private let page = CaseSides.page

  @Test func `an answer that a sentence was decided by can be changed there, and the case decides again`() async throws {
    let sides = try await CaseSides.opened(lostMeal, #"{"playbook":"late-meal","subject":"A-1"}"#)
    try await sides.tell("signals", #"{"choice":"Shop"}"#)
    let decided = try await sides.text(of: "/document")
    #expect(decided.contains("Look behind the counter") && decided.contains("Change the answer: Place = Shop"), "\(decided)")
    #expect(decided.contains(#"id="d-again-"#) && decided.contains(#"aria-pressed="true" disabled>Shop</button>"#))
    #expect(decided.contains("{&quot;facts&quot;:{&quot;place&quot;:&quot;Road&quot;}}"))
    let chinese = try await CaseSides(stage: sides.stage, language: .chinese).text(of: "/document")
    #expect(chinese.contains("改答：Place = Shop"), "\(chinese)")
    #expect(try await !sides.text(of: "/document", as: .quality).contains("d-again-"), "who only reads changes nothing")
    try await sides.tell("signals", #"{"facts":{"place":"Road"}}"#)
    let again = try await sides.text(of: "/document")
    #expect(again.contains("Change the answer: Place = Road"), "\(again)")
    let step = try #require(try await sides.file().plan.main.steps.first { $0.sentence.text.contains("Call the rider back") })
    #expect(try await sides.file().state.frames.last?.step == step.id)
  }

  @Test func `what nobody said isn't there to be changed`() async throws {
    let sides = try await CaseSides.opened(lostMeal, #"{"playbook":"late-meal","subject":"A-1","facts":{"place":"Shop"}}"#)
    let shown = try await sides.text(of: "/document")
    #expect(shown.contains("Look behind the counter") && !shown.contains("d-again-"), "\(shown)")
  }

  @Test func `T-12 whoever has a task is called by name, and a supervisor chooses among people whom to give it to`() async throws {
    let sides = try await CaseSides.lateMeal()
    let stage = sides.stage
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let given = try await stage.ask(.put, "/v1/tasks/C-000001/\(task)/assignee", chen.writing, body: #"{"account":"li"}"#)
    #expect(given.status == 200, "\(given.text)")
    for part in ["/head", "/document"] {
      let shown = try await stage.ask(.get, page + part, chen.looking)
      #expect(shown.text.contains("Name of li") && !shown.text.contains(">li<"), "\(shown.text)")
    }
    let hers = try await stage.ask(.get, page, chen.looking)
    #expect(hers.text.contains(##"data-open="sheet" hx-get="/console/wall/work/C-000001/\##(task)" hx-target="#sheet-body""##), "\(hers.text)")
    #expect(hers.text.contains(#"<dialog id="sheet""#) && !hers.text.contains(#"name="/account""#))
    let his = try await stage.ask(.get, page, li.looking)
    #expect(!his.text.contains(#"<dialog id="sheet""#) && !his.text.contains("/console/wall/work/"), "\(his.text)")
  }

  @Test func `only those are read who are named, and two of one name are told apart`() async throws {
    let ledger = MemoryLedger()
    for id in ["li", "wang", "chen"] { try await ledger.addPerson(id, .agent, at: Instant(milliseconds: 0)) }
    let people = try await PeopleNames(of: ["li", "token:abcd", "Front desk"], ledger)
    #expect(people.name("li") == "Name of li" && people.name("wang") == "wang", "nobody asked for wang")
    #expect(people.name("token:abcd") == "token:abcd" && people.name("Front desk") == "Front desk")
  }

  @Test(arguments: [Role.agent, .supervisor, .quality])
  func `who may make links finds them beside what is known, outside of what is fetched again`(role: Role) async throws {
    let sides = try await CaseSides.lateMeal()
    let may = Right.of(role).contains(.makeLinks)
    let shown = try await sides.text(as: role)
    #expect(shown.contains(#"data-api="/v1/cases/C-000001/links" data-party-link"#) == may, "\(shown)")
    #expect(shown.contains("data-party-link-say") == (may && Right.of(role).contains(.workCases)))
    #expect(try await !sides.text(of: "/aside", as: role).contains("data-party-link"))
  }

  @Test func `what happened under an earlier version leads to its sentence there`() async throws {
    let sides = try await CaseSides.opened(lostMeal, #"{"playbook":"late-meal","subject":"A-1"}"#)
    try await sides.tell("signals", #"{"choice":"Shop"}"#)
    let before = try await sides.file()
    let known = "| result | Result |"
    let longer = lostMeal.replacing(known, with: "| street | Street | text | | agent |\n" + known)
    let new = try await sides.stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: longer)], at: Instant(milliseconds: 1)).plan
    let move = Signal(
      id: SignalID("move"), caseID: before.state.id, sender: .person(name: "agent one", role: "agent"), content: .move(to: new.version, .byItself))
    _ = try await sides.stage.desk.receive(move)
    let decision = try #require(try await sides.lines().first { $0.kind == .decision })
    let asked = try #require(decision.asked)
    #expect(asked.version == before.plan.version && asked.text.contains("Shop") && decision.text.contains("Shop"))
    // As the page's script asks for it.
    let former = try await sides.text(of: "/document?version=\(asked.version)")
    #expect(former.contains(#"data-shown="\#(before.plan.version)""#) && former.contains(#"data-sentence="\#(asked.place)""#), "\(former)")
    #expect(former.contains("<code>\(before.plan.shortVersion)</code>"))
    for nothing in ["data-choice", "d-again-", "id=\"s-1\"", "data-api"] { #expect(!former.contains(nothing), "\(nothing)") }
    // A place of now is one of now's document.
    let now = try await sides.text(of: "/document")
    #expect(now.contains(#"data-shown="\#(new.version)""#) && now.contains("d-again-"), "\(now)")
  }
}
