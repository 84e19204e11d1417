import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Webhooks at the door")
struct WebhookDoorTests {
  private let stage = Stage()
  private let body = #"{"url":"https://Example.com/hook?t=secret-in-it","kinds":["closed","task-opened"]}"#

  private func add(_ body: String? = nil, key: String? = nil) async throws -> Answer {
    try await stage.ask(.post, "/v1/webhooks", as: .administrator, body ?? self.body, key: key)
  }

  /// The id of a new one.
  private func added() async throws -> String { try #require(try await add().json["id"]) }

  private func notes() async -> [AuditNote] { await stage.ledger.readAudit(after: 0, limit: 100).map(\.note) }

  private func publish() async throws {
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
  }

  private func open(_ number: Int) async throws {
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-\#(number)"}"#)
  }

  @Test func `a webhook is added, and its secret is shown once`() async throws {
    let made = try await add()
    let id = try #require(made.json["id"])
    #expect(made.status == 201 && made.headers[.location] == "/v1/webhooks/\(id)" && made.headers[.eTag] == "\"1\"" && id.hasPrefix("wh_"))
    #expect(made.json["url"] == "https://example.com/hook?t=secret-in-it" && made.text.contains(#""kinds":["closed","task-opened"]"#))
    let secret = try #require(made.json["secret"])
    let kept = try #require(await stage.ledger.readWebhook(id))
    #expect(WebhookSecret(secret)?.bytes == kept.secrets.current)
    let shown = try await stage.ask(.get, "/v1/webhooks/\(id)", as: .administrator)
    let list = try await stage.ask(.get, "/v1/webhooks", as: .administrator)
    #expect(shown.status == 200 && shown.headers[.eTag] == "\"1\"" && list.text.contains(id))
    #expect(!shown.text.contains(secret) && !list.text.contains("whsec_"))
    #expect(try await stage.ask(.get, "/v1/webhooks/wh_none", as: .administrator).status == 404)
    let note = try #require(await notes().last)
    #expect(note.what == .webhookAdded && note.about == "webhook:\(id)" && note.detail == "host example.com" && note.who.hasPrefix("token:"))
  }

  @Test func `the same key makes one webhook`() async throws {
    let first = try await add(key: "k")
    let again = try await add(key: "k")
    #expect(first.status == 201 && again.status == 200 && again.headers[.idempotencyReplayed] == "true" && again.json["id"] == first.json["id"])
    #expect(again.json["secret"] == nil && first.json["secret"] != nil)
    let other = try await add(#"{"url":"https://example.com/other"}"#, key: "k")
    #expect(other.status == 422 && other.json["type"] == "/problems/key-reused")
    #expect(try await add(key: "l").status == 201)
    #expect(await stage.ledger.listWebhooks().count == 2)
    #expect(await notes().count == 2)
  }

  @Test(arguments: [
    (#"{}"#, "/url"), (#"{"url":""}"#, "/url"), (#"{"url":7}"#, "/url"), (#"{"url":"http://example.com"}"#, "/url"), (#"{"url":"https://10.0.0.1"}"#, "/url"),
    (#"{"url":"https://a:b@example.com"}"#, "/url"), (#"{"url":"https://a.com","kinds":"closed"}"#, "/kinds"),
    (#"{"url":"https://a.com","kinds":["closed","exploded"]}"#, "/kinds/1"), (#"{"url":"https://a.com","playbook":"nobody-knows"}"#, "/playbook"),
    (#"{"url":"https://a.com","playbook":7}"#, "/playbook"), (#"{"url":"https://a.com","secret":"whsec_x"}"#, "/secret"),
  ])
  func `what can't be is named with its place`(body: String, place: String) async throws {
    let answer = try await add(body)
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(await stage.ledger.listWebhooks().isEmpty)
    #expect(await notes().isEmpty)
  }

  @Test func `only administrators look after webhooks`() async throws {
    let id = try await added()
    for role in Role.allCases {
      let isIn = role == .administrator
      #expect(try await stage.ask(.get, "/v1/webhooks", as: role).status == (isIn ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: role).status == (isIn ? 202 : 403), "\(role)")
    }
    #expect(try await stage.ask(.get, "/v1/webhooks").status == 401)
  }

  @Test func `a webhook is changed as it was seen, and each change is noted`() async throws {
    try await publish()
    let id = try await added()
    func change(_ body: String, _ tag: String?) async throws -> Answer {
      try await stage.ask(.patch, "/v1/webhooks/\(id)", as: .administrator, body, ifMatch: tag)
    }
    let blind = try await change(#"{"kinds":[]}"#, nil)
    #expect(blind.status == 428 && blind.headers[.eTag] == "\"1\"")
    #expect(try await change(#"{"kinds":[]}"#, "\"7\"").status == 412)
    let changed = try await change(#"{"kinds":[],"playbook":"late-meal","url":"https://other.example/"}"#, "\"1\"")
    #expect(changed.status == 200 && changed.headers[.eTag] == "\"2\"" && changed.json["playbook"] == "late-meal" && changed.text.contains(#""kinds":[]"#))
    #expect(try await change(#"{"playbook":"late-meal"}"#, "\"2\"").headers[.eTag] == "\"2\"", "it was so already")
    let freed = try await change(#"{"playbook":null}"#, "\"2\"")
    #expect(freed.json["playbook"] == nil && freed.headers[.eTag] == "\"3\"")
    let disabled = try await change(#"{"disabled":true}"#, "\"3\"")
    #expect(disabled.json["disabledWhy"] == "by-hand" && disabled.json["disabledAt"] != nil)
    for path in ["test", "deliveries/msg_x/replay"] {
      #expect(try await stage.ask(.post, "/v1/webhooks/\(id)/\(path)", as: .administrator).status == 409, "\(path)")
    }
    #expect(try await stage.ask(.post, "/v1/webhooks/\(id)/replay", as: .administrator, #"{"after":0}"#).status == 409)
    let enabled = try await change(#"{"disabled":false}"#, "\"4\"")
    #expect(enabled.status == 200 && enabled.json["disabledAt"] == nil)
    let actions = await notes().map(\.what)
    #expect(actions == [.webhookAdded, .webhookChanged, .webhookChanged, .webhookDisabled, .webhookEnabled])
    #expect(try await change(#"{"url":"https://127.0.0.1"}"#, "\"5\"").status == 422)
    #expect(try await stage.ask(.delete, "/v1/webhooks/\(id)", as: .administrator).status == 428)
    #expect(try await stage.ask(.delete, "/v1/webhooks/\(id)", as: .administrator, ifMatch: "\"1\"").status == 412)
    #expect(try await stage.ask(.delete, "/v1/webhooks/\(id)", as: .administrator, ifMatch: "\"5\"").status == 204)
    #expect(try await stage.ask(.get, "/v1/webhooks/\(id)", as: .administrator).status == 404)
    #expect(await notes().last?.what == .webhookRemoved)
  }

  @Test func `a secret is replaced without a gap, or at once`() async throws {
    let id = try await added()
    let first = try #require(await stage.ledger.readWebhook(id)).secrets.current
    let path = "/v1/webhooks/\(id)/rotate-secret"
    let rotated = try await stage.ask(.post, path, as: .administrator)
    let second = try #require(WebhookSecret(rotated.json["secret"] ?? "")).bytes
    let kept = try #require(await stage.ledger.readWebhook(id)).secrets
    #expect(rotated.status == 200 && rotated.headers[.eTag] == "\"2\"" && rotated.json["oldSecretUntil"] != nil)
    #expect(kept.current == second && kept.old?.bytes == first && second != first)
    #expect(try await stage.ask(.post, path, as: .administrator, ifMatch: "\"1\"").status == 412)
    for bad in [#"{"oldValidSeconds":-1}"#, #"{"oldValidSeconds":604801}"#, #"{"oldValidSeconds":"1"}"#, #"{"old":1}"#] {
      #expect(try await stage.ask(.post, path, as: .administrator, bad).status == 422, "\(bad)")
    }
    #expect(await stage.ledger.readWebhook(id)?.secrets == kept)
    let ended = try await stage.ask(.post, path, as: .administrator, #"{"oldValidSeconds":0}"#)
    #expect(ended.status == 200 && ended.json["oldSecretUntil"] == nil)
    #expect(await stage.ledger.readWebhook(id)?.secrets.old == nil)
    #expect(await notes().map(\.what) == [.webhookAdded, .webhookSecretRotated, .webhookSecretRotated])
    #expect(await !notes().contains { ($0.detail ?? "").contains("whsec") })
  }

  @Test func `a test goes into the queue, once for a key`() async throws {
    let id = try await added()
    let first = try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: .administrator, key: "t")
    #expect(first.status == 202 && first.json["state"] == "pending" && first.json["attempts"] == "0" && first.text.contains("webhook.test"))
    let again = try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: .administrator, key: "t")
    #expect(again.status == 202 && again.json["id"] == first.json["id"] && again.headers[.idempotencyReplayed] == "true")
    _ = try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: .administrator)
    let list = try await stage.ask(.get, "/v1/webhooks/\(id)/deliveries", as: .administrator)
    #expect(list.text.split(separator: #""state":"pending""#).count == 3 && !list.text.contains("next\":"))
    #expect(await notes().filter { $0.what == .webhookTested }.count == 2)
  }
}
