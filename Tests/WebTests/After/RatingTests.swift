import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Ratings at the door")
struct RatingTests {
  @Test func `T-13 a rating is the fact and the event that the playbook waits for, and what the customer said stays with it`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    let rated = try await shop.stage.ask(.post, path + "/ratings", as: .integration, #"{"score":4,"comment":"Quick, thank you"}"#, key: "r")
    #expect(rated.status == 201 && rated.json["score"] == "4" && rated.json["phase"] == "open", "\(rated.text)")
    let again = try await shop.stage.ask(.post, path + "/ratings", as: .integration, #"{"score":4,"comment":"Quick, thank you"}"#, key: "r")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true")
    for body in [#"{"score":5,"comment":"Quick, thank you"}"#, #"{"score":4}"#] {
      #expect(try await shop.stage.ask(.post, path + "/ratings", as: .integration, body, key: "r").json["type"] == "/problems/key-reused")
    }
    _ = try await shop.stage.ask(.post, path + "/ratings", as: .agent, #"{"score":1}"#)
    let list = try await shop.stage.ask(.get, path + "/ratings", as: .quality)
    #expect(list.text.contains(#""mean":2.5"#) && list.text.split(separator: #""score""#).count == 3, "\(list.text)")
    let events = await shop.stage.ledger.readEvents(of: CaseID("C-000001"), after: 0)
    #expect(events.count { if case .happened(let happened) = $0.kind { happened.name == Rating.event } else { false } } == 2)
    #expect(events.count { if case .wrote(let wrote) = $0.kind { wrote.message.from == "customer" } else { false } } == 1)
  }

  @Test func `T-13 a playbook without ratings says so, and so does a closed case`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: shop.time.now())
    _ = try await shop.stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#)
    let refused = try await shop.stage.ask(.post, "/v1/cases/C-000001/ratings", as: .agent, #"{"score":5}"#)
    #expect(refused.status == 409 && refused.json["type"] == "/problems/refused" && refused.text.contains("takes no ratings"))
    #expect(try await shop.stage.ask(.get, "/v1/cases/C-000001/ratings", as: .agent).text == #"{"items":[]}"#)
    let closed = try await shop.closed(about: "A-9")
    let late = try await shop.stage.ask(.post, closed + "/ratings", as: .integration, #"{"score":5}"#)
    #expect(late.status == 409 && late.text.contains("/reopen"))
  }

  @Test func `what is no score, and who may not rate, is refused`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain() + "/ratings"
    let long = String(repeating: "x", count: CaseMessage.longestText + 1)
    let bodies = [
      "{}", #"{"score":0}"#, #"{"score":6}"#, #"{"score":4.5}"#, #"{"score":"5"}"#, #"{"score":null}"#, #"{"score":5,"stars":5}"#, #"{"score":5,"comment":""}"#,
      #"{"score":5,"comment":["x"]}"#, #"{"score":5,"comment":"\#(long)"}"#, #"{"score":1e99}"#,
    ]
    for body in bodies { #expect(try await shop.stage.ask(.post, path, as: .integration, body).status == 422, "\(body.prefix(40))") }
    #expect(try await shop.stage.ask(.get, path, as: .agent).text == #"{"items":[]}"#)
    #expect(try await shop.stage.ask(.post, path, as: .quality, #"{"score":5}"#).status == 403)
    #expect(try await shop.stage.ask(.get, path, as: .administrator).status == 403)
    #expect(try await shop.stage.ask(.post, "/v1/cases/C-000404/ratings", as: .agent, #"{"score":5}"#).status == 404)
  }
}
