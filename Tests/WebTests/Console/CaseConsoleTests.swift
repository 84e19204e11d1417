import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The page of a case")
struct CaseConsoleTests {
  private let page = "/console/cases/C-000001"
  private let signals = "/v1/cases/C-000001/signals"

  private func stage(_ text: String = lateMeal, subject: String = "A-1") async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: text)], at: Instant(milliseconds: 0))
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
    #expect(opened.status == 201, "\(opened.text)")
    return stage
  }

  @Test func `the document shows where the case stands, with its choices on the look they are made on`() async throws {
    let stage = try await stage()
    let shown = try await stage.ask(.get, page, as: .agent)
    let tag = try #require(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).headers[.eTag]).dropFirst().dropLast()
    #expect(shown.status == 200 && shown.text.contains("<h1><span class=\"case-id\">C-000001</span> A meal is late</h1>"), "\(shown.text)")
    #expect(shown.text.contains("class=\"step here\"") && shown.text.contains("aria-current=\"step\"") && shown.text.contains("data-sentence=\"late-meal.md:"))
    #expect(shown.text.contains("<span class=\"unseen\">Here now: </span> <span class=\"sentence-text\">Look where the meal is</span>"))
    #expect(shown.text.contains("data-choice data-api=\"/v1/cases/C-000001/signals\"") && shown.text.contains("data-if-match=\"&quot;\(tag)&quot;\""))
    #expect(shown.text.contains("{&quot;choice&quot;:&quot;Given to the rider&quot;,&quot;task&quot;:&quot;k"))
    #expect(shown.text.contains("class=\"alternative ahead\"") && !shown.text.contains("class=\"alternative passed\""))
    #expect(shown.text.contains("hx-get=\"/console/cases/C-000001/document\"") && shown.text.contains("data-live=\"C-000001\""))
  }

  @Test func `what was taken is marked, what was passed over is folded away, and a closed case can be reopened`() async throws {
    let stage = try await stage()
    #expect(try await stage.ask(.post, signals, as: .agent, #"{"choice":"Given to the rider"}"#).status == 200)
    let shown = try await stage.ask(.get, page, as: .agent)
    #expect(shown.status == 200 && shown.text.contains("class=\"step done\"") && shown.text.contains("class=\"alternative done\""), "\(shown.text)")
    #expect(
      shown.text.contains("<li class=\"alternative passed\"><details") && !shown.text.contains("data-choice") && !shown.text.contains("aria-current=\"step\""))
    #expect(shown.text.contains("data-open=\"reopen\"") && !shown.text.contains("data-remark="))
    let look = try await stage.ask(.get, page, as: .quality)
    #expect(look.status == 200 && !look.text.contains("data-open=\"reopen\""))
  }

  @Test func `parts are what the page has in their place`() async throws {
    let stage = try await stage()
    for part in ["head", "document", "timeline", "aside"] {
      let answer = try await stage.ask(.get, "\(page)/\(part)", as: .agent)
      #expect(answer.status == 200 && !answer.text.contains("<html") && !answer.text.isEmpty, "\(part)")
      #expect(try await stage.ask(.get, "/console/cases/C-000009/\(part)", as: .agent).status == 404, "\(part)")
    }
    let document = try await stage.ask(.get, "\(page)/document", as: .agent)
    #expect(document.text.contains("data-shown=") && document.text.contains("id=\"s-1\""))
  }

  @Test(arguments: Role.allCases)
  func `who may see cases sees it, and only who works on them has anything to press`(role: Role) async throws {
    let stage = try await stage()
    let rights = Right.of(role)
    let shown = try await stage.ask(.get, page, as: role)
    #expect(shown.status == (rights.contains(.seeCases) ? 200 : 403))
    guard shown.status == 200 else { return }
    #expect(shown.text.contains("data-choice") == rights.contains(.workCases))
    #expect(shown.text.contains("data-open=\"remark\"") == rights.contains(.workCases))
    #expect(shown.text.contains("/assignee\"") == rights.contains(.leadWork))
    #expect(shown.text.contains("data-disclose-form") == rights.contains(.seePersonal))
  }

  @Test func `hostile words are words, in what the case is about and in what the document says`() async throws {
    let hostile = lateMeal.replacing("Look where the meal is", with: "Look <script>alert(1)</script> \"there\" & {{t.skip}}")
    let stage = try await stage(hostile, subject: "<img src=x onerror=alert(2)>")
    for view in ["", "/head", "/document", "/timeline", "/aside"] {
      let shown = try await stage.ask(.get, page + view, as: .agent)
      #expect(shown.status == 200 && !shown.text.contains("<script>alert") && !shown.text.contains("<img src=x"), "\(view)")
    }
    #expect(try await stage.ask(.get, "\(page)/head", as: .agent).text.contains("&lt;img src=x onerror=alert(2)&gt;"))
  }

  @Test func `it is read in both languages`() async throws {
    let stage = try await stage()
    var headers = try await stage.token(.supervisor)
    headers[.cookie] = "gendan_language=zh-CN"
    let chinese = try await stage.ask(.get, page, headers)
    #expect(chinese.text.contains("流程走到哪了") && chinese.text.contains("等人处理") && chinese.text.contains("处理中"))
    headers[.cookie] = "gendan_language=en"
    let english = try await stage.ask(.get, page, headers)
    #expect(english.text.contains("Where the procedure stands") && english.text.contains("Waiting for a person"))
  }

  @Test(arguments: ["?version=", "?version=none", "?versions=x", "?version=\(String(repeating: "v", count: 300))", "?version=%00"])
  func `a version that the case never ran under isn't shown`(query: String) async throws {
    let stage = try await stage()
    let answer = try await stage.ask(.get, "\(page)/document\(query)", as: .agent)
    #expect([400, 404].contains(answer.status), "\(answer.text)")
  }

  @Test func `its own version can be asked for by name`() async throws {
    let stage = try await stage()
    let version = try #require(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).json["version"])
    let answer = try await stage.ask(.get, "\(page)/document?version=\(version)", as: .agent)
    #expect(answer.status == 200 && answer.text.contains("data-shown=\"\(version)\""))
  }
}

/// An agent finds out a time, and an amount is asked of the kitchen.
private let askedMeal = """
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

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | called.at | Call time | time | | agent |
  | price | Price | money | | ask Kitchen (10 min) |
  | result | Result | choice | found Found; lost Lost | |

  ## Procedure

  - Establish `called.at`
    - When: unknown
      - Conclude: Result=Lost
    - When: otherwise
      - Establish `price`
        - When: unknown
          - Conclude: Result=Lost
        - When: otherwise
          - Conclude: Result=Found
  """

@Suite("What is asked for on the page of a case")
struct CaseQuestionTests {
  private let page = "/console/cases/C-000001"

  @Test func `a fact is asked for in a field of its type, and its decision can be corrected`() async throws {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: askedMeal)], at: Instant(milliseconds: 0))
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#)
    let asked = try await stage.ask(.get, page, as: .agent)
    #expect(asked.text.contains("type=\"datetime-local\" data-type=\"time\"") && asked.text.contains("name=\"/choice\""), "\(asked.text)")
    let answer = #"{"choice":"2026-11-22T06:05:00.000Z"}"#
    let told = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, answer, key: "t")
    #expect(told.status == 200, "\(told.text)")
    let again = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, answer, key: "t")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true", "the task is done by now: \(again.text)")
    #expect(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).text.contains("2026-11-22 14:05"), "on the clock of documents")

    let waiting = try await stage.ask(.get, page, as: .agent)
    #expect(waiting.text.contains("Waiting for Kitchen to answer: Price") && waiting.text.contains("name=\"/facts/price\""), "\(waiting.text)")
    #expect(waiting.text.contains("id=\"reason\"") && waiting.text.contains("Call time = <strong>2026-11-22 14:05"))
    #expect(waiting.text.contains("id=\"d-mend-called.at\""))
    let told2 = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"facts":{"price":"12.5"}}"#)
    #expect(told2.status == 200, "\(told2.text)")
  }

  @Test func `M-03 what is forbidden is shown with the sentence that forbids it, and isn't offered`() async throws {
    let stage = Stage()
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appendingPathComponent("Playbooks/food-delivery/merchant-cannot-reach-customer.md").path
    _ = try await stage.desk.shelf.publish(PlaybookFiles(at: path).sources, at: Instant(milliseconds: 0))
    let opened = try await stage.ask(
      .post, "/v1/cases", as: .integration,
      #"""
      {"playbook":"merchant-cannot-reach-customer","subject":"A-1","channel":"online",
       "facts":{"客服称呼":"小宁","商家名称":"禾味小馆","号码不一致":"否","订单状态":"已完成","商家诉求":"售后沟通","联系原因":"评价"}}
      """#)
    #expect(opened.status == 201, "\(opened.text)")
    let shown = try await stage.ask(.get, page, as: .agent)
    #expect(shown.status == 200 && shown.text.contains("id=\"bans-title\">Not allowed now"), "\(shown.text)")
    #expect(shown.text.contains("禁止：联系类动作、披露类动作</a>"))
    #expect(!shown.text.contains("Do “短信通知用户-商家等待联系中” now?"))
    #expect(shown.text.contains("class=\"alternative passed\"") && shown.text.contains("class=\"step within\""))
    #expect(shown.text.contains("转达商家来意</h3>"), "each procedure it has come to is a section")
  }
}
