import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Many requests in one")
struct BulkDoorTests {
  private func stage() async throws -> Stage {
    var stage = Stage()
    (stage.settings.rate, stage.settings.burst) = (1_000, 1_000)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    return stage
  }

  private func answers(_ answer: Answer) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
    return try #require(object?["answers"] as? [[String: Any]])
  }

  @Test func `each is answered by itself, in order, and the same batch again does nothing twice`() async throws {
    let stage = try await stage()
    let openings = (1...60).map {
      #"{"method":"POST","path":"/v1/cases","key":"k-\#($0)","body":{"playbook":"late-meal","subject":"A-\#($0)","facts":{"Merchant":"m-\#($0)"}}}"#
    }
    let batch =
      #"{"requests":[\#(openings.joined(separator: ",")),{"method":"POST","path":"/v1/cases","body":{"playbook":"none","subject":"x"}},{"method":"GET","path":"/v1/cases?limit=1"}]}"#
    let first = try await stage.ask(.post, "/v1/bulk", as: .agent, batch)
    #expect(first.status == 200, "\(first.text)")
    let all = try answers(first)
    #expect(all.count == 62 && all.prefix(60).allSatisfy { $0["status"] as? Int == 201 && ($0["location"] as? String)?.hasPrefix("/v1/cases/C-") == true })
    #expect(all[60]["status"] as? Int == 422 && ((all[60]["body"] as? [String: Any])?["type"] as? String) == "/problems/invalid")
    #expect(all[61]["status"] as? Int == 200)
    let again = try answers(try await stage.ask(.post, "/v1/bulk", as: .agent, batch))
    #expect(again.prefix(60).allSatisfy { $0["status"] as? Int == 200 })
    let ids = { (list: [[String: Any]]) in list.prefix(60).map { ($0["body"] as? [String: Any])?["id"] as? String } }
    #expect(ids(all) == ids(again))
    #expect(await stage.ledger.listCases(CaseFilter(limit: 100)).count == 60)
  }

  @Test func `nobody gets further than alone`() async throws {
    let stage = try await stage()
    let batch =
      #"{"requests":[{"method":"POST","path":"/v1/cases","body":{"playbook":"late-meal","subject":"A-1"}},{"method":"GET","path":"/v1/audit"},{"method":"GET","path":"/v1/nowhere"}]}"#
    let all = try answers(try await stage.ask(.post, "/v1/bulk", as: .quality, batch))
    #expect(all.map { $0["status"] as? Int } == [403, 200, 404])
    #expect(try await stage.ask(.post, "/v1/bulk", [.contentType: "application/json"], body: batch).status == 401)
    var slow = stage
    (slow.settings.rate, slow.settings.burst) = (0.1, 5)
    let many = Array(repeating: #"{"method":"GET","path":"/v1/audit"}"#, count: 10).joined(separator: ",")
    let limited = try answers(try await slow.ask(.post, "/v1/bulk", as: .quality, #"{"requests":[\#(many)]}"#))
    #expect(limited.filter { $0["status"] as? Int == 429 }.count == 6, "each counts, and the batch itself")
  }

  @Test(arguments: [
    #"{}"#, #"{"requests":[]}"#, #"{"requests":{}}"#, #"{"requests":[1]}"#, #"{"requests":[{"method":"TRACE","path":"/v1/cases"}]}"#,
    #"{"requests":[{"method":"GET","path":"/metrics"}]}"#, #"{"requests":[{"method":"GET","path":"/v1/cases x"}]}"#,
    #"{"requests":[{"method":"POST","path":"/v1/bulk","body":{}}]}"#, #"{"requests":[{"method":"GET","path":"/v1/events?case=C-1"}]}"#,
    #"{"requests":[{"method":"GET","path":"/v1/cases","more":1}]}"#, #"{"requests":[{"path":"/v1/cases"}]}"#,
  ])
  func `what can't be a batch is said, and nothing of it is done`(body: String) async throws {
    let answer = try await stage().ask(.post, "/v1/bulk", as: .agent, body)
    #expect(answer.status == 422 && answer.text.contains("/requests"), "\(answer.text)")
  }

  @Test func `too many are refused whole`() async throws {
    let many = Array(repeating: #"{"method":"GET","path":"/v1/cases"}"#, count: 201).joined(separator: ",")
    #expect(try await stage().ask(.post, "/v1/bulk", as: .agent, #"{"requests":[\#(many)]}"#).status == 422)
  }

  @Test func `roles say what they may do`() async throws {
    let roles = try await stage().ask(.get, "/v1/roles", as: .agent)
    #expect(roles.text.contains(#"{"rights":["own:see"],"role":"merchant"}"#) && roles.text.contains("cases:work"), "\(roles.text)")
  }
}
