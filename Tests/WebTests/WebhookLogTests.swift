import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The log of webhooks at the door")
struct WebhookLogTests {
  private let room: PostRoom
  private var stage: Stage { room.stage }

  init() async throws { room = try await PostRoom() }

  private struct Page: Decodable {
    struct Row: Decodable {
      let id: String
      let state: String
      let lastStatus: Int?
      let attempts: Int
    }

    let items: [Row]
    let next: Int?
  }

  private func page(_ query: String) async throws -> Page {
    let answer = try await stage.ask(.get, "/v1/webhooks/wh_a/deliveries\(query)", as: .administrator)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Page.self, from: Data(answer.text.utf8))
  }

  @Test func `the log is read page by page, newest first, by state`() async throws {
    await room.endpoint()
    await room.endpoint("wh_b")
    for number in 1...3 { try await room.open(number) }
    try await room.courier().round()
    room.receivers.answer(410, "gone for good")
    for number in 4...5 { try await room.open(number) }
    try await room.courier().round()
    let first = try await page("?limit=2")
    let next = try #require(first.next)
    let rest = try await page("?limit=200&cursor=\(next)")
    #expect((first.items + rest.items).map(\.id) == (1...5).reversed().map { "msg_a_\($0)" } && rest.next == nil)
    #expect(try await page("?state=delivered").items.map(\.id) == ["msg_a_3", "msg_a_2", "msg_a_1"])
    let failed = try await page("?state=failed").items
    #expect(failed.first?.lastStatus == 410 && failed.first?.attempts == 1)
    let text = try await stage.ask(.get, "/v1/webhooks/wh_a/deliveries?state=failed", as: .administrator).text
    #expect(text.contains(#""lastAnswer":"gone for good""#) && text.contains(#""case":"C-00000"#))
    for bad in ["?state=lost", "?limit=0", "?limit=201", "?cursor=x", "?cursor=0", "?page=2"] {
      #expect(try await stage.ask(.get, "/v1/webhooks/wh_a/deliveries\(bad)", as: .administrator).status == 400, "\(bad)")
    }
    #expect(try await stage.ask(.get, "/v1/webhooks/wh_z/deliveries", as: .administrator).status == 404)
  }

  @Test func `one message is sent again`() async throws {
    await room.endpoint()
    await room.endpoint("wh_b")
    try await room.open(1)
    try await room.courier().round()
    let path = "/v1/webhooks/wh_a/deliveries"
    let replayed = try await stage.ask(.post, "\(path)/msg_a_1/replay", as: .administrator)
    #expect(replayed.status == 202 && replayed.json["id"] == "msg_a_1" && replayed.json["state"] == "pending" && replayed.json["attempts"] == "0")
    #expect(await stage.ledger.auditHead()?.note.what == .webhookReplayed)
    for unknown in ["msg_b_1", "msg_a_9"] { #expect(try await stage.ask(.post, "\(path)/\(unknown)/replay", as: .administrator).status == 404, "\(unknown)") }
    // The door's clock is the machine's, the courier's is the test's.
    room.time.move(to: stage.now + .minutes(1))
    try await room.courier().round()
    #expect(room.receivers.ids.filter { $0 == "msg_a_1" }.count == 2)
  }

  @Test func `everything from a place or a moment on is sent again`() async throws {
    await room.endpoint()
    for number in 1...5 { try await room.open(number) }
    let courier = room.courier()
    try await courier.round()
    let path = "/v1/webhooks/wh_a/replay"
    let behind = try await stage.ask(.post, path, as: .administrator, #"{"after":3}"#)
    #expect(behind.status == 202 && behind.json["after"] == "3")
    #expect(await stage.ledger.auditHead()?.note.detail == "after 3")
    try await courier.round()
    #expect(room.receivers.ids.dropFirst(5).sorted() == ["msg_a_4", "msg_a_5"])

    let turns = await stage.ledger.readTurns(after: 0, limit: 9)
    let moment = turns[2].at
    let expected = turns.last { $0.at < moment }?.position ?? 0
    let since = try await stage.ask(.post, path, as: .administrator, #"{"since":"\#(moment.rfc3339)"}"#)
    #expect(since.status == 202 && since.json["after"] == String(expected), "\(since.text)")
    #expect(try await stage.ask(.post, path, as: .administrator, #"{"since":"2001-01-01T00:00:00Z"}"#).json["after"] == "0")
    let count = room.receivers.ids.count
    try await courier.round()
    #expect(Set(room.receivers.ids.dropFirst(count)) == Set((1...5).map { "msg_a_\($0)" }))
    #expect(try await stage.ask(.post, path, as: .administrator, #"{"since":"2999-01-01T00:00:00Z"}"#).json["after"] == "5")
    for bad in [
      "{}", #"{"after":6}"#, #"{"after":-1}"#, #"{"after":"1"}"#, #"{"since":"yesterday"}"#, #"{"since":7}"#, #"{"after":1,"since":"2026-01-01T00:00:00Z"}"#,
      #"{"after":1.5}"#, #"{"after":1,"x":2}"#,
    ] {
      #expect(try await stage.ask(.post, path, as: .administrator, bad).status == 422, "\(bad)")
    }
    #expect(await stage.ledger.readWebhook("wh_a")?.position == 5)
  }
}
