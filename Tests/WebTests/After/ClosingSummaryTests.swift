import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Logging
import Playbook
import Testing

@testable import Web

@Suite("Summaries of closed cases go out")
struct ClosingSummaryTests {
  /// The one message of each endpoint that a courier sends of everything there is.
  private func sent(_ room: PostRoom) async throws -> [String] {
    let (time, receivers) = (room.time, room.receivers)
    let courier = WebhookCourier(
      name: "test", record: room.ledger, webhooks: room.ledger, sender: receivers,
      gate: WebhookGate(allowsLoopback: false, lookup: { try receivers.addresses(of: $0) }), retention: .hours(30 * 24),
      summary: ClosingSummaries(desk: room.stage.desk).summary(of:), clock: { time.now },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await courier.round()
    return room.receivers.ids
  }

  @Test func `T-17 a CRM that asked for it hears what a closed case came to, without personal data, and others hear nothing of it`() async throws {
    let room = try await PostRoom()
    await room.endpoint("wh_crm", kinds: [.incidentRaised])
    await room.endpoint("wh_other")
    try await room.change("wh_crm") { $0.sendsSummaries = true }
    try await room.open(1)
    try await room.open(2)
    try await room.close(2)
    let ids = try await sent(room)
    #expect(ids.filter { $0.hasPrefix("msg_crm") } == ["msg_crm_3_closed"] && ids.filter { $0.hasPrefix("msg_other") }.count == 3)
    let message = try #require(room.receivers.sent.first { $0.header("webhook-id") == "msg_crm_3_closed" })
    #expect(message.fault(secret: [1, 2, 3], now: room.time.now) == nil, "signed as all are")
    let body = try #require(try JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any])
    #expect(body["type"] as? String == "case.closed")
    let data = try #require(body["data"] as? [String: Any])
    #expect(data["case"] as? String == "C-000002" && data["subject"] as? String == "A-2" && data["title"] as? String == "A meal is late")
    #expect(data["reason"] as? String == "concluded" && data["secondsToSolve"] as? Int != nil && data["closedAt"] as? String != nil)
    let facts = try #require(data["facts"] as? [[String: Any]])
    #expect(facts.contains { $0["fact"] as? String == "result" && $0["text"] as? String == "Lost" && $0["isConclusion"] as? Bool == true })
    #expect(try await sent(room).count == ids.count, "once")
    // Replayed it has the same name.
    _ = await room.ledger.rewindWebhook("wh_crm", to: 0, noting: [])
    #expect(try await sent(room).filter { $0.hasPrefix("msg_crm") } == ["msg_crm_3_closed", "msg_crm_3_closed"])
  }

  @Test func `T-17 administrators ask for summaries, one playbook's or all`() async throws {
    let room = try await PostRoom()
    let stage = room.stage
    let made = try await stage.ask(
      .post, "/v1/webhooks", as: .administrator, #"{"url":"https://crm.example.com/in","kinds":["incident-raised"],"summaries":true}"#)
    #expect(made.status == 201 && made.text.contains(#""summaries":true"#), "\(made.text)")
    let id = try #require(made.json["id"])
    let tag = try #require(made.headers[.eTag])
    let changed = try await stage.ask(.patch, "/v1/webhooks/\(id)", as: .administrator, #"{"summaries":false}"#, ifMatch: tag)
    #expect(changed.status == 200 && changed.text.contains(#""summaries":false"#))
    #expect(try await stage.ask(.post, "/v1/webhooks", as: .administrator, #"{"url":"https://a.com","summaries":"yes"}"#).status == 422)
  }
}
