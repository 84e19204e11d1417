import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOEmbedded
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Pages for those who come by a link")
struct PartyTests {
  @Test func `S-05 S-10 both sides see their negotiation and what they may say to it, and nothing of the desk`() async throws {
    let stage = try await PartyVisitor.negotiations()
    _ = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, #"{"text":"内部备注：商家常这样"}"#)
    _ = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, #"{"to":"用户","text":"请您看一下协商"}"#)
    let customer = try await PartyVisitor.come(to: stage).ask(.get, "/p")
    #expect(customer.status == 200 && customer.headers[.contentType] == "text/html; charset=utf-8", "\(customer.text)")
    #expect(customer.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true && customer.headers[.cacheControl] == "no-store")
    for shown in ["售后协商", "鲜花不支持无理由退货", "用户同意", "用户拒绝", "请您看一下协商", "data-session=\"/v1/links/current\""] {
      #expect(customer.text.contains(shown), "\(shown): \(customer.text)")
    }
    for hidden in ["内部备注", "agent one", "/console/work", "negotiations/C-000002"] { #expect(!customer.text.contains(hidden), "\(hidden)") }
    let merchant = try await PartyVisitor.come(to: stage, as: "merchant").ask(.get, "/p")
    #expect(merchant.text.contains("鲜花不支持无理由退货"), "\(merchant.text)")
    // What is said to either side belongs to the negotiation's history, which both see, and to nobody else's conversation.
    #expect(try await !PartyVisitor.come(to: stage, as: "merchant").ask(.get, "/p/part/talk").text.contains("请您看一下协商"))
    #expect(!merchant.text.contains("data-negotiation"))
  }

  @Test func `what people wrote is text, whatever it looks like`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.complain()
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let hostile = "<script>alert(1)</script>{{t.party-brand}}\" onload=\"x"
    let told = try await visitor.ask(.post, "/v1/own/messages", try StoredJSON.text(["text": hostile]))
    #expect(told.status == 200, "\(told.text)")
    for path in ["/p", "/p/part/talk"] {
      let page = try await visitor.ask(.get, path).text
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{t.party-brand}}") && !page.contains("<script>alert"), "\(page)")
    }
  }

  @Test("T-12 T-13 a page asks what the case asks, in both languages", arguments: [("zh-CN", "等您答复", "提交"), ("en", "Waiting for you", "Send")])
  func asks(language: String, standing: String, button: String) async throws {
    let shop = try await FlowerShop()
    let path = try await shop.complain()
    let visitor = try await PartyVisitor.come(to: shop.stage)
    let page = try await visitor.ask(.get, "/p", language: language).text
    #expect(page.contains(standing) && page.contains(">\(button)</button>") && page.contains("data-api=\"/v1/own/answers\"") && page.contains("value=\"yes\""))
    let before = try await visitor.ask(.get, "/p/part/status").text
    _ = try await visitor.ask(.post, "/v1/own/answers", #"{"fact":"solved","value":"yes"}"#)
    let after = try await visitor.ask(.get, "/p/part/status").text
    #expect(mark(before) != mark(after), "the script fetches what is asked anew")
    #expect(try await visitor.ask(.get, "/p/part/asks", language: language).text.contains("name=\"/score\""))
    try await shop.send(path)
    let closed = try await visitor.ask(.get, "/p", language: language).text
    #expect(!closed.contains("name=\"/text\"") && !closed.contains("name=\"/score\""))
  }

  private func mark(_ part: String) -> Substring? { part.split(separator: "data-asks=\"").dropFirst().first?.prefix { $0 != "\"" } }

  @Test func `a link that is no good leads to a page that says how to get another, and never to the log-in`() async throws {
    let stage = try await PartyVisitor.negotiations()
    for headers in [HTTPFields(), [.cookie: "gendan_party=x"], [.cookie: "gendan_party=x", .hxRequest: "true"]] {
      for path in ["/p", "/p/x", "/p/part/talk"] {
        let page = try await stage.ask(.get, path, headers)
        #expect(page.status == 401 && page.text.contains("链接打不开了") && page.headers[.location] == nil && page.headers[.hxRedirect] == nil, "\(path)")
      }
    }
    let visitor = try await PartyVisitor.come(to: stage)
    #expect(try await visitor.ask(.get, "/p/part/other").status == 404)
    #expect(try await stage.ask(.get, "/p", as: .agent).status == 403, "the desk has pages of its own")
  }

  @Test func `no link is written into the log`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let path = try await PartyVisitor.link(stage)
    let lines = PartyLines()
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path, headerFields: [:]), body: .init(buffer: ByteBuffer()))
    let visit = Visit(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in lines }))
    let response = try await stage.server.responder().respond(to: request, context: visit)
    #expect(response.status == .seeOther && lines.text.contains("/p/•••") && !lines.text.contains(path))
  }

  @Test func `an agent's page can make a link, others' can't`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let state = try #require(await stage.ledger.readCase(CaseID("C-000001")))
    let plan = try await stage.desk.shelf.plan(version: state.version)
    let form = PartyLinkForm(state, plan, for: Caller(id: "account:li", name: "Li", role: .agent))
    #expect(form?.parties.map(\.id) == ["customer", "merchant"] && form?.caseID == "C-000001")
    #expect(PartyLinkForm(state, plan, for: Caller(id: "account:li", name: "Li", role: .quality)) == nil)
  }
}

/// Keeps what is logged.
private struct PartyLines: LogHandler {
  private final class Kept: Sendable { let text = Mutex("") }

  private let kept = Kept()
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]

  var text: String { kept.text.withLock { $0 } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { kept.text.withLock { $0 += "\(event.message) \(metadata) \(event.metadata ?? [:])\n" } }
}
