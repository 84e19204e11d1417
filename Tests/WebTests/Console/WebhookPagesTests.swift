import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of webhooks")
struct WebhookPagesTests {
  private let stage = Stage()

  private func added(_ body: String = #"{"url":"https://example.com/hook?a=1&b=2","kinds":["closed"]}"#) async throws -> (id: String, secret: String) {
    let made = try await stage.ask(.post, "/v1/webhooks", as: .administrator, body)
    return (try #require(made.json["id"]), try #require(made.json["secret"]))
  }

  @Test func `an endpoint is shown with what it is told of, and never with its secret`() async throws {
    let empty = try await stage.ask(.get, "/console/webhooks", as: .administrator)
    #expect(empty.text.contains("No webhooks yet") && empty.text.contains(#"data-secret="secret""#) && empty.text.contains("for 30 days"))
    let (id, secret) = try await added()
    for path in ["/console/webhooks", "/console/webhooks/\(id)"] {
      let page = try await stage.ask(.get, path, as: .administrator)
      #expect(page.status == 200 && page.text.contains("https://example.com/hook?a=1&amp;b=2"), "\(path)")
      #expect(!page.text.contains(secret) && !page.text.contains("whsec_"), "\(path)")
    }
    let page = try await stage.ask(.get, "/console/webhooks/\(id)", as: .administrator)
    #expect(page.text.contains(#"<input type="checkbox" name="/kinds" value="closed" checked>"#) && page.text.contains(#"value="task-opened">"#))
    #expect(page.text.contains(#"data-method="PATCH" data-if-match="&quot;1&quot;""#) && page.text.contains("No messages yet"))
    #expect(try await stage.ask(.get, "/console/webhooks/wh_none", as: .administrator).status == 404)
  }

  @Test func `its log is a part that is fetched again, narrowed by state, with a way to send each again`() async throws {
    let (id, _) = try await added()
    let test = try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: .administrator)
    let delivery = try #require(test.json["id"])
    let part = try await stage.ask(.get, "/console/webhooks/\(id)/deliveries", as: .administrator)
    #expect(part.status == 200 && !part.text.contains("<html") && part.text.contains(#"<span class="tag warn">waiting</span>"#))
    #expect(part.text.contains("/v1/webhooks/\(id)/deliveries/") && part.text.contains("/replay") && part.text.contains("<td>test</td>"))
    #expect(part.text.contains(delivery) && part.text.contains("{&quot;"))
    let failed = try await stage.ask(.get, "/console/webhooks/\(id)/deliveries?state=failed", as: .administrator)
    #expect(failed.text.contains("No messages yet"))
    let page = try await stage.ask(.get, "/console/webhooks/\(id)?state=failed", as: .administrator)
    #expect(page.text.contains(#"hx-get="/console/webhooks/\#(id)/deliveries?state=failed""#))
  }

  @Test func `one that is disabled can be enabled, and sends nothing`() async throws {
    let (id, _) = try await added()
    _ = try await stage.ask(.post, "/v1/webhooks/\(id)/test", as: .administrator)
    #expect(try await stage.ask(.patch, "/v1/webhooks/\(id)", as: .administrator, #"{"disabled":true}"#, ifMatch: "\"1\"").status == 200)
    let page = try await stage.ask(.get, "/console/webhooks/\(id)", as: .administrator)
    #expect(page.text.contains(#"<span class="tag bad">disabled</span>"#) && page.text.contains(#"data-json='{"disabled":false}'"#))
    #expect(!page.text.contains("/test\"") && !page.text.contains("/replay\""))
  }

  @Test func `what a receiver answers is text`() {
    let delivery = WebhookDelivery(
      number: 1, id: "msg_1", endpoint: "wh_1", position: nil, caseID: nil, body: "{}", madeAt: Instant(milliseconds: 0), state: .failed, attempts: 3,
      last: WebhookAttempt(at: Instant(milliseconds: 0), status: 500, answer: "<img src=x>"), nextAt: nil, doneAt: nil, holder: nil)
    let endpoint = WebhookEndpoint(
      id: "wh_1", url: "https://example.com", createdAt: Instant(milliseconds: 0), createdBy: "account:root", position: 0, secrets: WebhookSecrets(current: [1])
    )
    let times = PageTimes(Lobby.request([:]), language: .english, now: Instant(milliseconds: 0))
    let log = DeliveryLog([delivery], of: endpoint, DeliveryFilter(endpoint: "wh_1", limit: 1), ConsoleWords.of(.english), times)
    #expect(log.lines.first?.result == "HTTP 500" && log.lines.first?.answer == "<img src=x>", "the template escapes it")
    #expect(log.lines.first?.kind == "bad" && log.olderPath == "/console/webhooks/wh_1?before=1")
  }
}
