import Foundation
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Webhooks on bad days")
struct WebhookFaultTests {
  @Test func `a server that died in the middle is followed by one that sends the same message again`() async throws {
    let room = try await PostRoom()
    await room.endpoint()
    try await room.open(1)
    // It has made and claimed the delivery, and is gone.
    _ = try await room.courier("one").follow()
    let claimed = await room.ledger.claimDeliveries(dueAt: room.time.now, limit: 1, each: 1, lease: WebhookCourier.lease, by: "one")
    #expect(claimed.map(\.delivery.id) == ["msg_a_1"])
    try await room.courier("other").round()
    #expect(room.receivers.sent.isEmpty, "its lease holds")
    room.time.advance(WebhookCourier.lease)
    try await room.courier("other").round()
    #expect(room.receivers.ids == ["msg_a_1"])
    #expect(try await room.delivery("msg_a_1").state == .delivered)
  }

  @Test func `an answer that couldn't be stored is asked for again, under the same id`() async throws {
    let room = try await PostRoom()
    await room.endpoint()
    try await room.open(1)
    // While the message is under way its lease is taken away, as if the server had been restarted.
    let (ledger, time, receivers) = (room.ledger, room.time, room.receivers)
    receivers.onReceive { _ in
      _ = await ledger.releaseDeliveries(heldBy: "one", at: time.now)
      receivers.onReceive(nil)
    }
    try await room.courier("one").round()
    #expect(room.receivers.ids == ["msg_a_1", "msg_a_1"])
    let done = try await room.delivery("msg_a_1")
    #expect(done.state == .delivered && done.attempts == 1, "only what was stored counts")
  }

  @Test func `two servers on one ledger send each message once`() async throws {
    let room = try await PostRoom()
    for id in ["wh_a", "wh_b"] { await room.endpoint(id) }
    for number in 1...30 { try await room.open(number) }
    let couriers = ["one", "other", "third"].map { room.courier($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for courier in couriers { group.addTask { try await courier.round() } }
      try await group.waitForAll()
    }
    // Whoever found everything held went home: what it left is the others'.
    for courier in couriers { try await courier.round() }
    #expect(room.receivers.ids.count == 60 && Set(room.receivers.ids).count == 60)
    #expect(await room.ledger.pendingDeliveries(of: "wh_a", upTo: 100) == 0)
  }

  @Test func `one message or everything from a place on is sent again, under the same ids`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    for number in 1...4 { try await room.open(number) }
    try await courier.round()
    #expect(await room.ledger.replayDelivery("msg_a_2", of: "wh_a", at: room.time.now, noting: []))
    try await courier.round()
    #expect(room.receivers.ids.count == 5 && room.receivers.ids.last == "msg_a_2")
    #expect(await room.ledger.dropDeliveries(doneBefore: room.time.now + .minutes(1), limit: 2) == 2)
    #expect(await room.ledger.rewindWebhook("wh_a", to: 1, noting: []))
    try await courier.round()
    #expect(room.receivers.ids.dropFirst(5).sorted() == ["msg_a_2", "msg_a_3", "msg_a_4"], "what was forgotten is made again")
    let bodies = room.receivers.sent.filter { $0.header("webhook-id") == "msg_a_2" }.map(\.body)
    #expect(bodies.count == 3 && Set(bodies).count == 1)
  }

  @Test func `while a secret is replaced receivers with either believe the messages`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint(secret: [1, 2, 3])
    try await room.change {
      $0.secrets = WebhookSecrets(current: [7, 8, 9], old: WebhookSecrets.Old(bytes: $0.secrets.current, until: room.time.now + .hours(24)))
    }
    try await room.open(1)
    try await courier.round()
    let first = try #require(room.receivers.sent.last)
    #expect(first.fault(secret: [1, 2, 3], now: room.time.now) == nil && first.fault(secret: [7, 8, 9], now: room.time.now) == nil)
    room.time.advance(.hours(24))
    try await room.open(2)
    try await courier.round()
    let second = try #require(room.receivers.sent.last)
    #expect(second.fault(secret: [1, 2, 3], now: room.time.now) == .noMatch && second.fault(secret: [7, 8, 9], now: room.time.now) == nil)
  }

  @Test func `an endpoint where nothing has arrived for five days is disabled, and that is noted`() async throws {
    let room = try await PostRoom()
    let courier = room.courier("desk-1")
    await room.endpoint()
    room.receivers.answer(.failed("connection refused"))
    for step in 0..<10 {
      try await room.open(step + 1)
      try await courier.round()
      #expect(await room.ledger.readWebhook("wh_a")?.disabled == nil, "after \(step * 12) h")
      room.time.advance(.hours(12))
    }
    try await room.open(11)
    try await courier.round()
    let disabled = try #require(await room.ledger.readWebhook("wh_a")?.disabled)
    #expect(disabled.why == .failing && disabled.at == room.time.now)
    let note = try #require(await room.ledger.auditHead()?.note)
    #expect(note.what == .webhookDisabled && note.about == "webhook:wh_a" && note.who == "desk:desk-1" && note.detail == "failing")
    let count = room.receivers.sent.count
    room.time.advance(.hours(48))
    try await courier.round()
    #expect(room.receivers.sent.count == count)
  }

  @Test func `one message that arrives ends the counting of days`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    for step in 0..<20 {
      room.receivers.answer(step == 5 ? 200 : 500)
      try await room.open(step + 1)
      try await courier.round()
      let isDisabled = await room.ledger.readWebhook("wh_a")?.disabled != nil
      // Failing anew from step 6 on: five days are ten steps of twelve hours.
      #expect(isDisabled == (step >= 16), "step \(step)")
      room.time.advance(.hours(12))
    }
  }

  @Test func `410 disables at once`() async throws {
    let room = try await PostRoom()
    let courier = room.courier()
    await room.endpoint()
    try await room.open(1)
    room.receivers.answer(410)
    try await courier.round()
    #expect(await room.ledger.readWebhook("wh_a")?.disabled?.why == .gone)
    #expect(try await room.delivery("msg_a_1").state == .failed)
    #expect(await room.ledger.auditHead()?.note.detail == "gone")
    try await room.open(2)
    room.time.advance(.hours(1))
    try await courier.round()
    #expect(room.receivers.sent.count == 1)
  }

  @Test(arguments: [
    ("https://inside.example/x", "10.0.0.7"), ("https://mixed.example/x", "169.254.169.254"), ("https://self.example/x", "127.0.0.1"),
    ("https://nobody.example/x", "no such name"), ("https://192.168.0.1/x", "192.168.0.1"), ("http://example.com/x", "https"),
  ])
  func `nothing is sent where nothing may be sent`(url: String, words: String) async throws {
    let room = try await PostRoom()
    await room.endpoint(url: url)
    try await room.open(1)
    try await room.courier().round()
    #expect(room.receivers.sent.isEmpty)
    let delivery = try await room.delivery("msg_a_1")
    #expect(delivery.state == .pending && delivery.attempts == 1 && delivery.last?.error?.contains(words) == true, "\(delivery)")
  }

  @Test func `this machine and private networks are reached where that is allowed, and each address has its turn`() async throws {
    let room = try await PostRoom()
    let courier = room.courier(allowsLoopback: true)
    for (id, url) in [("wh_a", "https://inside.example"), ("wh_b", "http://127.0.0.1:8081/x"), ("wh_c", "https://other.example")] {
      await room.endpoint(id, url: url)
    }
    try await room.open(1)
    room.receivers.answer(500)
    try await courier.round()
    room.time.advance(.minutes(1))
    try await courier.round()
    func addresses(_ id: String) -> [String] { room.receivers.sent.filter { $0.header("webhook-id") == id }.map(\.address.text) }
    #expect(addresses("msg_a_1") == ["10.0.0.7", "10.0.0.7"] && addresses("msg_b_1").count == 2)
    #expect(addresses("msg_c_1") == ["93.184.216.35", "93.184.216.36"])
  }

  @Test func `a courier that runs sends what happens, and frees what it holds when it is stopped`() async throws {
    let room = try await PostRoom()
    await room.endpoint()
    let courier = room.courier()
    let running = Task { await courier.run(room.stage.desk) }
    try await room.open(1)
    while room.receivers.sent.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    while try await room.delivery("msg_a_1").state == .pending { try await Task.sleep(for: .milliseconds(1)) }
    room.receivers.onReceive { _ in try? await Task.sleep(for: .seconds(60)) }
    try await room.open(2)
    while room.receivers.sent.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
    running.cancel()
    await running.value
    let stopped = try await room.delivery("msg_a_2")
    #expect(stopped.state == .pending && stopped.holder == nil && stopped.attempts == 0 && stopped.nextAt == room.time.now)
  }
}
