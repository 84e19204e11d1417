import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("What is to be approved")
struct ApprovalPageTests {
  private func stage(_ amount: String) async throws -> Stage {
    let stage = Stage()
    await WallStage.put(goodwill, path: "goodwill.md", on: stage)
    try await WallStage.open("goodwill", "A-1", ["amount": amount], on: stage)
    return stage
  }

  private func decide(_ stage: Stage, _ who: Inside, _ body: String, key: String? = nil, tag: String? = nil) async throws -> Answer {
    var headers = who.writing
    headers[.idempotencyKey] = key
    headers[.ifMatch] = tag
    return try await stage.ask(.post, "/v1/cases/C-000001/signals", headers, body: body)
  }

  @Test func `T-11 a supervisor sees what is to be approved and approves it with a reason, which stands in the case`() async throws {
    let stage = try await stage("100.5 yuan")
    let chen = try await stage.inside("chen", .supervisor)
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let list = try await stage.ask(.get, "/console/approvals", chen.looking)
    #expect(list.status == 200, "\(list.text)")
    for words in ["For you to decide", "refund", "¥100.50", "goodwill.md:", "the procedure", "/console/cases/C-000001"] {
      #expect(list.text.contains(words), "\(words)")
    }
    #expect(!list.text.contains("For others to decide"))
    let sheet = try await stage.ask(.get, "/console/approvals/C-000001/\(task)?choice=refuse", chen.looking)
    #expect(sheet.text.contains("required></textarea>") && sheet.text.contains(#"data-api="/v1/cases/C-000001/signals""#), "\(sheet.text)")
    #expect(sheet.text.contains("&quot;choice&quot;:&quot;refuse&quot;") && sheet.text.contains("data-if-match=\"&quot;"))
    #expect(try await stage.ask(.get, "/console/approvals/C-000001/\(task)?choice=perhaps", chen.looking).status == 400)

    let tag = try #require(try await stage.ask(.get, "/v1/cases/C-000001", chen.looking).headers[.eTag])
    let body = #"{"task":"\#(task)","choice":"approve","note":"Looked at the pictures"}"#
    let approved = try await decide(stage, chen, body, key: "a-1", tag: tag)
    #expect(approved.status == 200, "\(approved.text)")
    let again = try await decide(stage, chen, body, key: "a-1", tag: tag)
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    #expect(try await decide(stage, chen, body.replacing("pictures", with: "bill"), key: "a-1").json["type"] == "/problems/key-reused")
    let messages = try await stage.ask(.get, "/v1/cases/C-000001/messages", chen.looking)
    #expect(messages.text.split(separator: "Looked at the pictures").count == 2 && messages.text.contains("Name of chen"), "\(messages.text)")
    #expect(await stage.ledger.readCase(CaseID("C-000001"))?.effects.count == 1, "the money goes out")
    #expect(try await stage.ask(.get, "/console/approvals/list", chen.looking).text.contains("Nothing is to be approved"))
    let over = try await stage.ask(.get, "/console/approvals/C-000001/\(task)", chen.looking)
    #expect(over.text.contains("Somebody has decided it already"), "\(over.text)")
  }

  @Test func `T-11 each approval is another person's, in the role that is asked`() async throws {
    let stage = try await stage("900 yuan")
    let (chen, wang, li) = try await (stage.inside("chen", .supervisor), stage.inside("wang", .agent), stage.inside("li", .agent))
    let team = #"{"id":"finance","name":"Finance","queues":["finance"],"members":{"wang":[],"chen":[]}}"#
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: team).status == 201)
    let first = try await WallStage.task(of: "C-000001", on: stage)
    let others = try await stage.ask(.get, "/console/approvals", wang.looking)
    #expect(others.text.contains("It is for “supervisor”") && !others.text.contains("For you to decide"), "\(others.text)")
    let barred = try await stage.ask(.get, "/console/approvals/C-000001/\(first)", wang.looking)
    #expect(barred.text.contains("It is for “supervisor”") && !barred.text.contains("<form"), "\(barred.text)")
    let refused = try await decide(stage, li, #"{"task":"\#(first)","choice":"approve","note":"Surely"}"#, key: "l-1")
    #expect(refused.status == 409, "\(refused.text)")
    #expect(try await !stage.ask(.get, "/v1/cases/C-000001/messages", li.looking).text.contains("Surely"), "what is refused leaves no note")

    #expect(try await decide(stage, chen, #"{"task":"\#(first)","choice":"approve"}"#, key: "c-1").status == 200)
    let second = try await stage.ask(.get, "/console/approvals", chen.looking)
    #expect(second.text.contains("You gave the approval before") && second.text.contains("Name of chen"), "\(second.text)")
    let hers = try await stage.ask(.get, "/console/approvals", wang.looking)
    #expect(hers.text.contains("For you to decide") && hers.text.contains("Approved by"), "\(hers.text)")
    let next = try await WallStage.task(of: "C-000001", on: stage)
    #expect(try await decide(stage, wang, #"{"task":"\#(next)","choice":"approve"}"#, key: "w-1").status == 200)
    #expect(await stage.ledger.readCase(CaseID("C-000001"))?.tasks.isEmpty == true)
  }

  @Test func `T-12 what a document leaves to a supervisor is listed with its sentence, and answered there`() async throws {
    let stage = Stage()
    await WallStage.put(ruling, path: "ruling.md", on: stage)
    try await WallStage.open("ruling", #"<b>A-1</b>"#, on: stage)
    let chen = try await stage.inside("chen", .supervisor)
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let list = try await stage.ask(.get, "/console/approvals", chen.looking)
    for words in ["For a supervisor to decide", "Hand over (supervisor)", "ruling.md:", "Pay it all", "Pay nothing", "?choice=Pay%20nothing", "&lt;b&gt;A-1"] {
      #expect(list.text.contains(words), "\(words)")
    }
    #expect(!list.text.contains("For you to decide") && !list.text.contains("<b>A-1"))
    let path = "/console/approvals/C-000001/\(task)?choice="
    let sheet = try await stage.ask(.get, path + "Pay%20nothing", chen.looking)
    #expect(sheet.text.contains("<h2>Pay nothing</h2>") && sheet.text.contains("&quot;choice&quot;:&quot;Pay nothing&quot;"), "\(sheet.text)")
    #expect(try await stage.ask(.get, path + "Pay%20twice", chen.looking).status == 400)
    #expect(try await decide(stage, chen, #"{"task":"\#(task)","choice":"Pay nothing","note":"Seen"}"#, key: "d-1").status == 200)
    #expect(try await stage.ask(.get, "/console/approvals/list", chen.looking).text.contains("Nothing is to be approved"))
    #expect(try await stage.ask(.get, path + "Pay%20nothing", chen.looking).text.contains("Somebody has decided it already"))
  }

  @Test func `T-12 what a document asks of a supervisor as a party is listed until it is answered`() async throws {
    let stage = Stage()
    await WallStage.put(asking, path: "asking.md", on: stage)
    try await WallStage.open("asking", "A-1", on: stage)
    let chen = try await stage.inside("chen", .supervisor)
    let list = try await stage.ask(.get, "/console/approvals", chen.looking)
    for words in ["For a supervisor to decide", "asking.md:", "Approve it", "Turn it down", "Duty supervisor", "question-C-000001-"] {
      #expect(list.text.contains(words), "\(words): \(list.text)")
    }
    #expect(!list.text.contains("Which colour"), "what customers are asked")
    #expect(try await stage.ask(.get, "/console/approvals", as: .agent).text.contains("Nothing is to be approved"))
    let path = try Self.sheet(in: list.text)
    let sheet = try await stage.ask(.get, path + "?choice=Approve%20it", chen.looking)
    #expect(
      sheet.text.contains("<h2>Approve it</h2>") && sheet.text.contains(#"{&quot;facts&quot;:{&quot;approval&quot;:&quot;Approve it&quot;}}"#), "\(sheet.text)")
    #expect(try await stage.ask(.get, path + "?choice=Perhaps", chen.looking).status == 400)
    #expect(try await stage.ask(.get, path, chen.looking).status == 400)
    #expect(try await stage.ask(.get, path + "?choice=Approve%20it", as: .agent).status == 403)
    #expect(try await stage.ask(.get, "/v1/questions?open=true&party=supervisor", chen.looking).text.contains(#""text":"Approval""#))

    #expect(try await decide(stage, chen, #"{"facts":{"approval":"Approve it"}}"#, key: "q-1").status == 200)
    #expect(try await stage.ask(.get, path + "?choice=Approve%20it", chen.looking).text.contains("Somebody has decided it already"))
    let ended = try await stage.ask(.get, "/v1/questions?open=false&party=supervisor", chen.looking)
    #expect(ended.text.contains(#""state":"answered""#), "\(ended.text)")
    // The next is to be written.
    let next = try await stage.ask(.get, "/console/approvals/list", chen.looking)
    #expect(next.text.contains("At most") && !next.text.contains("Approve it"), "\(next.text)")
    let written = try await stage.ask(.get, Self.sheet(in: next.text), chen.looking)
    #expect(written.text.contains(#"name="/facts/most""#) && written.text.contains("yuan"), "\(written.text)")
    #expect(try await decide(stage, chen, #"{"facts":{"most":"30 yuan"}}"#, key: "q-2").status == 200)
    // Personal data isn't shown, and isn't asked for here.
    let personal = try await stage.ask(.get, "/console/approvals/list", chen.looking)
    #expect(personal.text.contains("Personal data:") && !personal.text.contains("data-open=") && !personal.text.contains("/questions/"), "\(personal.text)")
    #expect(try await decide(stage, chen, #"{"facts":{"number":"13800138000"}}"#, key: "q-3").status == 200)
    let repeated = try await stage.ask(.get, "/console/approvals/list", chen.looking)
    #expect(repeated.text.contains("May we call"), "\(repeated.text)")
    #expect(!repeated.text.contains("138"))
    #expect(try await decide(stage, chen, #"{"facts":{"call":"no"}}"#, key: "q-4").status == 200)
    // Whoever is reached by telephone sits elsewhere.
    #expect(try await stage.ask(.get, "/console/approvals/list", chen.looking).text.contains("Nothing is to be approved"))
    let asked = try await stage.ask(.get, "/v1/questions?open=true", chen.looking)
    #expect(asked.text.contains(#""party":"logistics""#) && asked.text.contains("Which colour"), "\(asked.text)")
  }

  /// Where the first question on a page is answered.
  private static func sheet(in page: String) throws -> String {
    let found = try #require(page.firstMatch(of: #/hx-get="(/console/approvals/C-000001/questions/[^"?]+)/#), "\(page)")
    return String(found.output.1)
  }

  @Test func `T-12 a question to a supervisor that nobody answers is listed no more when its time is over`() async throws {
    let stage = Stage()
    await WallStage.put(asking, path: "asking.md", on: stage)
    try await WallStage.open("asking", "A-1", on: stage)
    let effect = try #require(await stage.ledger.readCase(CaseID("C-000001"))?.effects.values.first)
    let chen = try await stage.inside("chen", .supervisor)
    let told = try await stage.ask(
      .post, "/v1/cases/C-000001/signals", as: .integration, #"{"report":{"effect":"\#(effect.key.text)","outcome":"no-answer"}}"#)
    #expect(told.status == 200, "\(told.text)")
    #expect(try await !stage.ask(.get, "/console/approvals", chen.looking).text.contains("Approve it"))
    let unanswered = try await stage.ask(.get, "/v1/questions?state=no%20answer", chen.looking)
    #expect(unanswered.text.contains(#""state":"no answer""#) && unanswered.text.contains(#""text":"Approval""#), "\(unanswered.text)")
    #expect(try await stage.ask(.get, "/v1/questions?state=answered", chen.looking).text == #"{"items":[]}"#)
  }

  @Test func `agents aren't shown what is a supervisor's to decide`() async throws {
    let stage = Stage()
    await WallStage.put(ruling, path: "ruling.md", on: stage)
    try await WallStage.open("ruling", "A-1", on: stage)
    #expect(try await stage.ask(.get, "/console/approvals", as: .agent).text.contains("Nothing is to be approved"))
    let queues = ["agents", "主管", "客诉主管", "Supervisor", "判责专员", "claims"]
    #expect(LeadQueues.of(queues, served: ["claims", "agents"]) == ["主管", "客诉主管", "Supervisor", "claims"])
  }

  @Test func `a note that can't be is refused with its place`() async throws {
    let stage = try await stage("100 yuan")
    let chen = try await stage.inside("chen", .supervisor)
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let long = String(repeating: "x", count: 8_001)
    for note in [#""\#(long)""#, "7", "null", "[]"] {
      let answer = try await decide(stage, chen, #"{"task":"\#(task)","choice":"approve","note":\#(note)}"#)
      #expect(answer.status == 422 && answer.text.contains(#""pointer":"/note""#), "\(note.prefix(9))")
    }
    #expect(try await decide(stage, chen, #"{"facts":{},"note":"why"}"#).status == 422, "only with a choice")
  }

  @Test func `an empty list says what comes here, and roles without cases don't see it`() async throws {
    let stage = Stage()
    let chinese = try await WallStage.ask("/console/approvals", in: "zh-CN", on: stage)
    #expect(chinese.text.contains("没有待审批的") && !chinese.text.contains("approvals-lead"), "\(chinese.text)")
    for role in Role.allCases {
      let maySee = role == .agent || role == .supervisor
      #expect(try await stage.ask(.get, "/console/approvals", as: role).status == (maySee ? 200 : 403), "\(role)")
    }
  }
}

/// A supervisor is asked as a party, and then the customer is.
private let asking = """
  ---
  id: asking
  locale: en
  ---
  # Asking

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |
  | supervisor | Duty supervisor | |
  | logistics | Logistics supervisor | phone |

  ## Facts

  | id | labels | type | values | sources | personal |
  |---|---|---|---|---|---|
  | approval | Approval | choice | yes Approve it; no Turn it down | |
  | most | At most | money | | |
  | number | Telephone | text | | | yes |
  | call | Call | flag | | |
  | colour | Which colour | text | | |

  ## Procedure

  - Ask Duty supervisor for `Approval` (2 h)
  - Ask Duty supervisor for `At most` (2 h)
  - Ask Duty supervisor for `Telephone` (2 h)
  - Ask Duty supervisor for `Call` (2 h)
    - Say: May we call {Telephone}?
  - Ask Logistics supervisor for `Which colour` (2 h)
  """

/// A supervisor says how it ends.
private let ruling = """
  ---
  id: ruling
  locale: en
  ---
  # A ruling

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | result | Result | choice | all All; nothing Nothing | |

  ## Procedure

  - Hand over (supervisor)
    - When: Pay it all
      - Conclude: Result=All
    - When: Pay nothing
      - Conclude: Result=Nothing
  """

/// Money that goes out when the right people say so.
private let goodwill = """
  ---
  id: goodwill
  locale: en
  ---
  # Goodwill

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | amount | amount | money | | order signal, agent |

  ## Actions

  | id | labels | kind | party | outcomes | limit |
  |---|---|---|---|---|---|
  | refund | refund | money | customer | paid; failed | 1 min, 2 attempts |

  ## Money

  | action | from | to | amount | unit | most each | most per case | budget | approval |
  |---|---|---|---|---|---|---|---|---|
  | refund | platform | customer | amount | CNY | | | | up to 50 yuan: nobody; up to 200 yuan: supervisor; above: supervisor, finance |

  ## Procedure

  - 【refund】
  """
