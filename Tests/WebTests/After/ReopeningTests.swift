import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Reopening at the door")
struct ReopeningTests {
  private let reason = #"{"reason":"they faded again after a day"}"#

  @Test func `T-12 a closed case stays as it is; a new one goes on with its matter, and both know of each other`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.closed()
    let events = await shop.stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).count
    let reopened = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason)
    #expect(reopened.status == 201 && reopened.json["id"] == "C-000002" && reopened.json["reopens"] == "C-000001", "\(reopened.text)")
    #expect(reopened.headers[.location] == "/v1/cases/C-000002")
    let new = try await shop.stage.ask(.get, "/v1/cases/C-000002", as: .agent)
    #expect(new.text.contains(#""id":"C-000001","relation":"reopens""#) && new.json["phase"] == "open" && new.json["subject"] == "A-1", "\(new.text)")
    #expect(new.text.contains(#""fact":"problem""#), "what the complaint was about is still true")
    #expect(!new.text.contains(#""fact":"solved""#) && !new.text.contains(#""fact":"closed-by""#), "that it was solved isn't")
    let old = try await shop.stage.ask(.get, path, as: .agent)
    #expect(old.text.contains(#""id":"C-000002","relation":"reopened-by""#) && old.json["phase"] == "closed")
    #expect(await shop.stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).count == events + 1, "the link alone")
    let messages = try await shop.stage.ask(.get, "/v1/cases/C-000002/messages", as: .agent)
    #expect(messages.text.contains("Reopens C-000001: they faded again after a day"))
    let timeline = try await shop.stage.ask(.get, path + "/timeline", as: .agent)
    #expect(timeline.text.contains("Reopened as case C-000002"))
  }

  @Test func `T-12 reopened again it answers the case that is open, and the same key is the same request`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.closed()
    let first = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason, key: "k")
    let again = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason, key: "k")
    #expect(first.status == 201 && again.status == 200 && again.json["id"] == "C-000002" && again.headers[.idempotencyReplayed] == "true")
    let other = try await shop.stage.ask(.post, path + "/reopen", as: .supervisor, #"{"reason":"the customer called too"}"#)
    #expect(other.status == 200 && other.json["id"] == "C-000002" && other.json["isNew"] == "false")
    let events = await shop.stage.ledger.readEvents(of: CaseID("C-000002"), after: 0)
    #expect(events.count { if case .linked = $0.kind { true } else { false } } == 1, "linked once")
    #expect(events.count { if case .wrote = $0.kind { true } else { false } } == 2, "each with its reason")
    #expect(try await shop.stage.ask(.get, "/v1/cases?subject=A-1", as: .agent).text.contains("C-000003") == false)

    // That one closed: the matter is opened a third time.
    try await shop.send("/v1/cases/C-000002")
    #expect(try await shop.answerSolved("/v1/cases/C-000002").status == 200)
    let third = try await shop.stage.ask(.post, "/v1/cases/C-000002/reopen", as: .agent, reason)
    #expect(third.status == 201 && third.json["id"] == "C-000003")
    let elsewhere = try await shop.closed(about: "A-7")
    #expect(try await shop.stage.ask(.post, elsewhere + "/reopen", as: .agent, reason, key: "k").json["type"] == "/problems/key-reused")
  }

  @Test func `T-12 a key is one request also where an open case is joined`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.closed()
    #expect(try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason).status == 201)
    try await shop.send("/v1/cases/C-000002")
    #expect(try await shop.answerSolved("/v1/cases/C-000002").status == 200)
    #expect(try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason).json["id"] == "C-000003")
    // C-000003 is open about the matter of two closed cases.
    let joined = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason, key: "j")
    #expect(joined.status == 200 && joined.json["id"] == "C-000003" && joined.headers[.idempotencyReplayed] == nil, "\(joined.text)")
    let again = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason, key: "j")
    #expect(again.status == 200 && again.json["id"] == "C-000003" && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    for (place, body) in [("/v1/cases/C-000002", reason), (path, #"{"reason":"another one"}"#), (try await shop.closed(about: "A-7"), reason)] {
      let other = try await shop.stage.ask(.post, place + "/reopen", as: .agent, body, key: "j")
      #expect(other.json["type"] == "/problems/key-reused", "\(place): \(other.text)")
    }
    #expect(try await shop.stage.ask(.get, "/v1/cases?subject=A-7", as: .agent).text.contains("C-000005") == false, "nothing was opened for it")
  }

  @Test func `what isn't closed, isn't there or isn't said is refused, and so is who may not`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    let early = try await shop.stage.ask(.post, path + "/reopen", as: .agent, reason)
    #expect(early.status == 409 && early.json["type"] == "/problems/conflict" && early.headers[.location] == path)
    #expect(try await shop.stage.ask(.post, "/v1/cases/C-000404/reopen", as: .agent, reason).status == 404)
    for body in ["{}", #"{"reason":""}"#, #"{"reason":7}"#, #"{"reason":"x","why":"y"}"#, "{\"reason\":\"\(String(repeating: "x", count: 501))\"}"] {
      #expect(try await shop.stage.ask(.post, path + "/reopen", as: .agent, body).status == 422, "\(body.prefix(40))")
    }
    for role in [Role.integration, .quality, .administrator] {
      #expect(try await shop.stage.ask(.post, path + "/reopen", as: role, reason).status == 403, "\(role)")
    }
  }

  @Test func `T-17 a case that was archived is gone, and says where it is`() async throws {
    let shop = try await FlowerShop()
    let path = try await shop.closed()
    _ = try await shop.complain(about: "A-2")
    let turns = try await shop.stage.ledger.readPlacedTurns(of: CaseID("C-000001"))
    let now = shop.time.now()
    let mark = ArchivedCase(
      id: CaseID("C-000001"), playbook: "flowers", subject: "A-1", recordClass: .complaint, closedAt: now, archivedAt: now, archive: "2026-11")
    let stayed = await shop.stage.ledger.takeOut(
      [LeavingCase(mark: mark, turns: turns.count, lastPosition: turns.last?.position ?? 0)], noting: [])
    #expect(stayed.isEmpty)
    let requests = [
      ("", ""), ("/timeline", ""), ("/events", ""), ("/messages", ""), ("/evidence", ""), ("/ratings", ""), ("/deadlines", ""), ("/reopen", reason),
    ]
    for (place, body) in requests {
      let answer = try await shop.stage.ask(body.isEmpty ? .get : .post, path + place, as: .agent, body)
      #expect(answer.status == 410 && answer.json["type"] == "/problems/gone" && answer.text.contains("2026-11"), "\(place): \(answer.text)")
    }
    #expect(try await shop.stage.ask(.get, "/v1/cases", as: .agent).text.contains("C-000001") == false)
    // Its number isn't given again.
    #expect(try await shop.complain(about: "A-3") == "/v1/cases/C-000003")
  }
}
