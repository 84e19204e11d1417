import Casework
import Desk
import Ledger
import Playbook
import Testing

@testable import Web

/// Approved wording with a fact, a personal fact, and one that nobody knows.
private let wordyMeal = """
  ---
  id: late-meal
  locale: en
  ---
  # A meal is late

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |
  | kitchen | Kitchen | phone |
  | rider | Rider | phone |

  ## Facts

  | id | labels | type | values | sources | personal |
  |---|---|---|---|---|---|
  | merchant.name | Merchant | text | | order signal | |
  | customer.phone | Phone | text | | order signal | yes |
  | result | Result | choice | found Found; lost Lost | | |

  ## Messages

  | id | labels | text |
  |---|---|---|
  | sorry | Apology | We are sorry about your meal from {Merchant}. |
  | told | Outcome | The meal is {Result}. Phone: {Phone}. |

  ## Procedure

  - Look where the meal is
    - When: Given to the rider
      - Conclude: Result=Found
    - When: Not made
      - Conclude: Result=Lost
  """

@Suite("Where people write into a case")
struct CaseComposerTests {
  private func sides(persons: String = #"{"Customer":"u-1","Kitchen":"m-1"}"#) async throws -> CaseSides {
    let facts = #"{"Merchant":"<b>Noodles</b> & Co","Phone":"13812345678"}"#
    return try await CaseSides.opened(wordyMeal, #"{"playbook":"late-meal","subject":"A-1","persons":\#(persons),"facts":\#(facts)}"#)
  }

  @Test func `the parties of the case come first, and whoever spoke last is answered`() async throws {
    let sides = try await sides()
    let before = try await sides.composer()
    #expect(before.parties.map(\.value) == ["customer", "kitchen"] && before.otherParties.map(\.value) == ["rider"])
    #expect(before.firstParty == "customer" && !before.isNoteFirst && before.path == "/v1/cases/C-000001")
    try await sides.tell("messages", #"{"from":"Kitchen","text":"It burnt"}"#)
    let after = try await sides.composer()
    #expect(after.firstParty == "kitchen" && after.parties.filter(\.isChosen).map(\.value) == ["kitchen"])
    #expect(after.speakers.map(\.name) == ["Customer", "Kitchen", "Rider"] && after.channels.count == ChannelName.allCases.count)
  }

  @Test func `where nobody is known a note is written as long as nobody chooses`() async throws {
    let composer = try await sides(persons: "{}").composer()
    #expect(composer.isNoteFirst && composer.firstParty.isEmpty && composer.parties.isEmpty && composer.otherParties.count == 3)
  }

  @Test func `wording comes filled with what is known; what isn't, and what is personal, is a blank`() async throws {
    let ready = try await sides().composer().ready
    #expect(ready.map(\.name) == ["Apology", "Outcome"])
    #expect(ready.map(\.text) == ["We are sorry about your meal from <b>Noodles</b> & Co.", "The meal is ____ (Result). Phone: ____ (Phone)."])
    #expect(ready.map(\.hasBlanks) == [false, true])
  }

  @Test func `the page has it all as text, and nothing personal`() async throws {
    let sides = try await sides()
    let page = try await sides.text()
    #expect(page.contains(#"data-api="/v1/cases/C-000001/messages" data-of="C-000001" data-compose"#), "\(page)")
    #expect(page.contains(#"data-draft="case-C-000001""#), "\(page)")
    #expect(page.contains(#"data-upload="/v1/cases/C-000001/evidence""#))
    #expect(page.contains(#"<option value="to:customer" data-usual="sms" data-usual-label="The usual one: sms" selected>"#))
    #expect(page.contains(#"data-say="We are sorry about your meal from &lt;b&gt;Noodles&lt;/b&gt; &amp; Co.""#) && !page.contains("<b>Noodles"))
    #expect(!page.contains("13812345678"))
    let chinese = try await CaseSides(stage: sides.stage, language: .chinese).text()
    #expect(chinese.contains("内部备注（对方看不到）") && chinese.contains("标准话术（2）") && !chinese.contains("composer-note"), "\(chinese)")
  }

  @Test(arguments: [Role.agent, .supervisor, .quality, .integration])
  func `whoever may not write isn't shown how`(role: Role) async throws {
    let sides = try await sides()
    let (composer, rights) = (try await sides.composer(as: role), Right.of(role))
    #expect(composer.canWrite == rights.contains(.workCases) && composer.canTell == rights.contains(.tellCases))
    #expect(composer.canAttach == rights.contains(.addEvidence) && composer.isShown == (role != .quality))
    #expect(composer.ready.isEmpty == !rights.contains(.workCases))
    let page = try await sides.text(as: role)
    #expect(page.contains("data-compose-whom") == (role != .quality) && page.contains(#"id="promise-kept""#) == rights.contains(.workCases))
  }

  @Test func `a closed case takes nothing, and says what to do`() async throws {
    let sides = try await sides()
    try await sides.tell("signals", #"{"choice":"Not made"}"#)
    #expect(try await sides.composer().isClosed)
    let page = try await sides.text()
    #expect(!page.contains("data-compose-whom") && !page.contains("data-upload-files") && page.contains("reopen it"), "\(page)")
  }
}
