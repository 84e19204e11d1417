import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Remarks on the document")
struct RemarkTests {
  private let path = "/v1/cases/C-000001/remarks"
  private let listed = "/v1/playbooks/late-meal/remarks"

  private func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    for subject in ["A-1", "A-2"] {
      _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
    }
    return stage
  }

  private struct Page: Decodable {
    struct Row: Decodable {
      struct Sentence: Decodable { let text: String }
      let `case`: String
      let text: String
      let by: String
      let sentence: Sentence?
    }

    let items: [Row]
    let next: String?
  }

  private func page(_ stage: Stage, _ query: String = "", as role: Role = .author) async throws -> Page {
    let answer = try await stage.ask(.get, listed + query, as: role)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Page.self, from: Data(answer.text.utf8))
  }

  @Test func `what the document doesn't say is a note in the case, and is read by those who write the playbook`() async throws {
    let stage = try await stage()
    let told = try await stage.ask(.post, path, as: .agent, #"{"text":"the meal went to 13812345678 by mistake"}"#)
    #expect(told.status == 200 && told.text.contains("Remark on the document (agent one)"), "\(told.text)")
    let timeline = try await stage.ask(.get, "/v1/cases/C-000001/timeline", as: .agent)
    #expect(timeline.text.contains("Remark on the document") && timeline.text.contains(#""text":"Look where the meal is""#))
    let row = try #require(try await page(stage).items.first)
    #expect(row.case == "C-000001" && row.by == "agent one" && row.sentence?.text == "Look where the meal is")
    #expect(row.text == "the meal went to ••• by mistake")
    let events = await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0)
    guard case .wrote(let wrote)? = events.last?.kind else {
      Issue.record("no note")
      return
    }
    #expect(wrote.message.step == events.last?.step && wrote.message.to == nil && wrote.message.from == nil)
  }

  @Test func `an ordinary note is none, and remarks of other playbooks stand elsewhere`() async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, #"{"text":"asked the rider"}"#)
    #expect(try await page(stage).items.isEmpty)
    #expect(try await stage.ask(.get, "/v1/playbooks/other/remarks", as: .author).status == 404)
  }

  @Test func `the list is read page by page, newest first`() async throws {
    let stage = try await stage()
    for number in 1...5 { _ = try await stage.ask(.post, "/v1/cases/C-00000\(number % 2 + 1)/remarks", as: .agent, #"{"text":"remark \#(number)"}"#) }
    var seen: [String] = []
    var query: String? = "?limit=2"
    while let asked = query {
      let read = try await page(stage, asked)
      seen += read.items.map(\.text)
      query = read.next.map { "?limit=2&cursor=\($0)" }
    }
    #expect(Set(seen) == Set((1...5).map { "remark \($0)" }) && seen.count == 5)
    for bad in ["?limit=0", "?limit=101", "?cursor=x", "?state=open"] {
      #expect(try await stage.ask(.get, listed + bad, as: .author).status == 400, "\(bad)")
    }
  }

  @Test func `the same key is one remark, also when the case has gone on`() async throws {
    let stage = try await stage()
    for _ in 0..<2 { #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"twice"}"#, key: "r").status == 200) }
    _ = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Given to the rider"}"#)
    let again = try await stage.ask(.post, path, as: .agent, #"{"text":"twice"}"#, key: "r")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"else"}"#, key: "r").status == 422)
    #expect(try await page(stage).items.count == 1)
  }

  @Test(arguments: [
    (#"{}"#, "/text"), (#"{"text":""}"#, "/text"), (#"{"text":7}"#, "/text"), (#"{"text":"x","step":"nowhere"}"#, "/step"),
    (#"{"text":"x","step":7}"#, "/step"),
    (#"{"text":"x","to":"customer"}"#, "/to"),
  ])
  func `what can't be said tells where it is wrong`(body: String, pointer: String) async throws {
    let stage = try await stage()
    let answer = try await stage.ask(.post, path, as: .agent, body)
    #expect(answer.status == 422 && answer.text.contains(#""pointer":"\#(pointer)""#), "\(answer.text)")
    #expect(try await page(stage).items.isEmpty)
  }

  @Test func `too long, a closed case, no such case`() async throws {
    let stage = try await stage()
    let long = String(repeating: "r", count: Remarks.longestText + 1)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"\#(long)"}"#).status == 422)
    #expect(try await stage.ask(.post, "/v1/cases/C-000009/remarks", as: .agent, #"{"text":"x"}"#).status == 404)
    _ = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Given to the rider"}"#)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"x"}"#).status == 422, "it stands at no sentence")
  }

  @Test(arguments: Role.allCases)
  func `who works on cases remarks, who sees playbooks reads`(role: Role) async throws {
    let stage = try await stage()
    let rights = Right.of(role)
    #expect(try await stage.ask(.post, path, as: role, #"{"text":"x"}"#).status == (rights.contains(.workCases) ? 200 : 403))
    #expect(try await stage.ask(.get, listed, as: role).status == (rights.contains(.seePlaybooks) ? 200 : 403))
    let looked = try await stage.ask(.put, "/v1/cases/C-000001/looking", as: role)
    #expect(looked.status == (rights.contains(.seeCases) ? 200 : 403))
  }

  @Test func `two who look at one case are told of each other`() async throws {
    let stage = try await stage()
    let responder = stage.server.responder()
    let path = "/v1/cases/C-000001/looking"
    let (agent, supervisor) = (try await stage.token(.agent), try await stage.token(.supervisor))
    #expect(try await stage.ask(.put, path, agent, of: responder).text == #"{"items":[]}"#)
    let second = try await stage.ask(.put, path, supervisor, of: responder)
    #expect(second.text.contains(#""name":"agent one","role":"agent""#), "\(second.text)")
    #expect(try await stage.ask(.put, "/v1/cases/C-000009/looking", agent, of: responder).status == 404)
    #expect(try await stage.ask(.put, "\(path)?x=1", agent, of: responder).status == 400)
  }
}
