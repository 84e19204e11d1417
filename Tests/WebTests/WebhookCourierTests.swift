import Foundation
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Sending webhooks")
struct WebhookCourierTests {
  @Test func `a message says what happened in which case, and is signed`() async throws {
    let room = try await PostRoom()
    await room.endpoint()
    try await room.open(1)
    try await room.courier().round()
    let sent = try #require(room.receivers.sent.first)
    #expect(room.receivers.sent.count == 1 && sent.url.text == "https://example.com/hook" && sent.address.text == "93.184.216.34")
    #expect(sent.header("content-type") == "application/json" && sent.header("webhook-id") == "msg_a_1")
    #expect(sent.header("webhook-timestamp") == "1795305600")
    #expect(sent.fault(secret: [1, 2, 3], now: room.time.now) == nil)
    #expect(sent.fault(secret: [3, 2, 1], now: room.time.now) == .noMatch)
    let body = try #require(try JSONSerialization.jsonObject(with: Data(sent.body.utf8)) as? [String: Any])
    #expect(body["type"] as? String == "case.changed" && body.keys.sorted() == ["data", "timestamp", "type"])
    let data = try #require(body["data"] as? [String: Any])
    #expect(data["case"] as? String == "C-000001" && data["playbook"] as? String == "late-meal" && data.keys.sorted() == ["case", "events", "playbook"])
    let events = try #require(data["events"] as? [[String: Any]])
    #expect(events.first?["kind"] as? String == "opened" && events.first?["sequence"] as? Int == 1 && events.first?.count == 2)
    #expect(!sent.body.contains("A-1"), "what a case is about may be personal")
    let turn = try #require(await room.ledger.readTurns(after: 0, limit: 1).first)
    #expect(body["timestamp"] as? String == turn.at.rfc3339 && events.count == turn.events.count)
    let done = try await room.delivery("msg_a_1")
    #expect(done.state == .delivered && done.attempts == 1 && done.last?.status == 204 && done.doneAt == room.time.now)
    #expect(await room.ledger.readWebhook("wh_a")?.position == 1)
    try await room.courier().round()
    #expect(room.receivers.sent.count == 1, "once")
  }

  @Test func `what doesn't arrive is sent again at the times there are, and then it has failed`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    try await room.open(1)
    room.receivers.answer(503, "later")
    try await courier.round()
    for (index, seconds) in [Int64(5), 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].enumerated() {
      let waiting = try await room.delivery("msg_a_1")
      let next = try #require(waiting.nextAt)
      let pause = next.milliseconds - room.time.now.milliseconds
      #expect((seconds * 900...seconds * 1_100).contains(pause), "pause \(index): \(pause) ms")
      #expect(waiting.state == .pending && waiting.attempts == index + 1 && waiting.last?.status == 503 && waiting.last?.answer == "later")
      room.time.move(to: Instant(milliseconds: next.milliseconds - 1))
      try await courier.round()
      #expect(room.receivers.sent.count == index + 1, "not before")
      room.time.move(to: next)
      try await courier.round()
      #expect(room.receivers.sent.count == index + 2)
    }
    let failed = try await room.delivery("msg_a_1")
    #expect(failed.state == .failed && failed.attempts == 10 && failed.nextAt == nil && failed.doneAt == room.time.now)
    room.time.advance(.hours(100))
    try await courier.round()
    #expect(room.receivers.ids == Array(repeating: "msg_a_1", count: 10), "always the same id")
    #expect(Set(room.receivers.sent.map { $0.header("webhook-timestamp") }).count == 10, "each with its own time")
    #expect(await room.ledger.readWebhook("wh_a")?.disabled == nil, "three days aren't five")
  }

  @Test func `the same message always waits the same time, and others other times`() {
    let now = Instant(milliseconds: 0)
    let pauses = (1...50).map { WebhookRetries.next(of: "msg_\($0)", after: 2, at: now)?.milliseconds ?? 0 }
    #expect(pauses == (1...50).map { WebhookRetries.next(of: "msg_\($0)", after: 2, at: now)?.milliseconds ?? 0 })
    #expect(Set(pauses).count > 20 && pauses.allSatisfy { (270_000...330_000).contains($0) })
    #expect(WebhookRetries.next(of: "msg_1", after: 10, at: now) == nil && WebhookRetries.next(of: "msg_1", after: 0, at: now) == nil)
  }

  @Test(
    arguments: [
      (WebhookAnswer.answered(status: 200, excerpt: ""), true), (.answered(status: 299, excerpt: ""), true), (.answered(status: 302, excerpt: ""), false),
      (.answered(status: 304, excerpt: ""), false), (.answered(status: 199, excerpt: ""), false), (.answered(status: 404, excerpt: ""), false),
      (.failed("no answer within 15 s"), false),
    ] as [(WebhookAnswer, Bool)])
  func `only 2xx is success`(answer: WebhookAnswer, isSuccess: Bool) async throws {
    let room = try await PostRoom()
    await room.endpoint()
    try await room.open(1)
    room.receivers.answer(answer)
    try await room.courier().round()
    let delivery = try await room.delivery("msg_a_1")
    #expect(delivery.state == (isSuccess ? .delivered : .pending))
    if case .failed(let words) = answer { #expect(delivery.last?.error == words && delivery.last?.status == nil) }
    #expect((await room.ledger.readWebhook("wh_a")?.failing == nil) == isSuccess)
  }

  @Test func `the log keeps the beginning of what was answered, without what terminals obey`() async throws {
    let room = try await PostRoom()
    await room.endpoint()
    try await room.open(1)
    room.receivers.answer(500, "\u{1B}[31m\u{0}错\n" + String(repeating: "e\u{301}", count: 9_000))
    try await room.courier().round()
    let answer = try #require(try await room.delivery("msg_a_1").last?.answer)
    #expect(answer.hasPrefix(" [31m 错\n") && (4_000...4_100).contains(answer.utf8.count))
  }

  @Test func `endpoints hear of the kinds and the playbook they want`() async throws {
    let room = try await PostRoom()
    await room.endpoint("wh_all")
    await room.endpoint("wh_closed", kinds: [.closed])
    await room.endpoint("wh_meal", kinds: [.taskOpened, .closed], playbook: "late-meal")
    await room.endpoint("wh_other", playbook: "cold-food")
    for number in 1...3 { try await room.open(number) }
    try await room.close(2)
    try await room.courier().round()
    func heard(_ name: String) -> [String] { room.receivers.sent.filter { $0.header("webhook-id").hasPrefix("msg_\(name)_") }.map(\.body) }
    #expect(heard("all").count == 4 && heard("meal").count == 4 && heard("other").isEmpty)
    let closed = try #require(heard("closed").first)
    #expect(heard("closed").count == 1 && closed.contains(#""case":"C-000002""#) && closed.contains(#""kind":"closed""#) && !closed.contains("task-done"))
    // One that wants nothing is only kept in mind to have come further; what it wants later still comes.
    try await room.change("wh_other") { $0.playbook = nil }
    try await room.courier().round()
    #expect(heard("other").count == 4)
  }

  @Test func `a disabled endpoint hears nothing, and goes on where it was`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    try await room.open(1)
    try await courier.round()
    try await room.change { $0.disabled = .init(at: room.time.now, why: .byHand) }
    for number in 2...3 { try await room.open(number) }
    try await courier.round()
    #expect(room.receivers.sent.count == 1)
    try await room.change { $0.disabled = nil }
    try await courier.round()
    #expect(room.receivers.ids.sorted() == ["msg_a_1", "msg_a_2", "msg_a_3"])
  }

  @Test func `what was done long ago is forgotten`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    try await room.open(1)
    try await courier.round()
    room.time.advance(.hours(29 * 24))
    try await room.open(2)
    try await courier.round()
    await courier.dropOld()
    #expect(await room.ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a")).count == 2)
    room.time.advance(.hours(25))
    await courier.dropOld()
    #expect(await room.ledger.listDeliveries(DeliveryFilter(endpoint: "wh_a")).map(\.id) == ["msg_a_2"])
  }
}
