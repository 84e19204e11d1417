import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Tokens of programs, at the door and on their page")
struct TokenTests {
  private let stage = Stage()

  private func notes() async -> [AuditNote] { await stage.ledger.readAudit(after: 0, limit: 100).map(\.note) }

  @Test func `a token is made, shown once, lets in and is revoked, and all of it is noted`() async throws {
    let made = try await stage.ask(.post, "/v1/tokens", as: .administrator, #"{"name":"platform push","role":"integration"}"#, key: "k")
    let (id, text) = (try #require(made.json["id"]), try #require(made.json["token"]))
    #expect(made.status == 201 && made.headers[.location] == "/v1/tokens/\(id)" && text.hasPrefix("gdn_\(id)_") && made.json["role"] == "integration")
    let again = try await stage.ask(.post, "/v1/tokens", as: .administrator, #"{"name":"platform push","role":"integration"}"#, key: "k")
    #expect(again.text == made.text && again.headers[.idempotencyReplayed] == "true")
    let program: HTTPFields = [.authorization: "Bearer \(text)"]
    #expect(try await stage.ask(.get, "/v1/orders/A-1", program).status == 404, "let in, and there is no such order")
    let list = try await stage.ask(.get, "/v1/tokens", as: .administrator)
    #expect(list.text.contains(#""name":"platform push""#) && !list.text.contains(text) && !list.text.contains("digest"))
    #expect(try await stage.ask(.get, "/v1/tokens/\(id)", as: .administrator).json["token"] == nil)

    for _ in 0..<2 { #expect(try await stage.ask(.delete, "/v1/tokens/\(id)", as: .administrator).status == 204) }
    #expect(try await stage.ask(.get, "/v1/orders/A-1", program).status == 401)
    #expect(try await stage.ask(.get, "/v1/tokens/\(id)", as: .administrator).json["revokedAt"] != nil)
    #expect(await notes().map(\.what) == [.tokenAdded, .tokenRevoked])
    let note = try #require(await notes().first)
    #expect(note.about == "token:\(id)" && note.who.hasPrefix("token:") && note.detail == "role integration")
  }

  @Test(arguments: [
    (#"{"name":"","role":"agent"}"#, "/name"), (#"{"name":"x","role":"king"}"#, "/role"), (#"{"name":"x"}"#, "/role"), (#"{"role":"agent"}"#, "/name"),
    (#"{"name":7,"role":"agent"}"#, "/name"), (#"{"name":"x","role":"agent","token":"gdn_a_b"}"#, "/token"),
    (#"{"name":"\#(String(repeating: "x", count: 81))","role":"agent"}"#, "/name"),
  ])
  func `what can't be is named with its place`(body: String, place: String) async throws {
    let answer = try await stage.ask(.post, "/v1/tokens", as: .administrator, body)
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(await notes().isEmpty)
  }

  @Test func `only administrators make and revoke them`() async throws {
    for role in Role.allCases where role != .administrator {
      #expect(try await stage.ask(.get, "/v1/tokens", as: role).status == 403, "\(role)")
      #expect(try await stage.ask(.post, "/v1/tokens", as: role, #"{"name":"x","role":"administrator"}"#).status == 403, "\(role)")
      #expect(try await stage.ask(.delete, "/v1/tokens/abcdefghjk", as: role).status == 403, "\(role)")
    }
    #expect(try await stage.ask(.delete, "/v1/tokens/abcdefghjk", as: .administrator).status == 404)
    #expect(try await stage.ask(.get, "/v1/tokens").status == 401)
  }

  @Test func `the page has those that are good, those that aren't, and a form for another`() async throws {
    let made = try await stage.ask(.post, "/v1/tokens", as: .administrator, #"{"name":"<i>push</i>","role":"integration"}"#)
    let (id, text) = (try #require(made.json["id"]), try #require(made.json["token"]))
    let page = try await stage.ask(.get, "/console/tokens", as: .administrator)
    #expect(page.text.contains("&lt;i&gt;push&lt;/i&gt;") && !page.text.contains("<i>push") && !page.text.contains(text))
    #expect(page.text.contains(#"data-api="/v1/tokens/\#(id)" data-method="DELETE""#) && page.text.contains(#"data-secret="token""#))
    #expect(page.text.contains(#"<option value="integration" selected>"#))
    _ = try await stage.ask(.delete, "/v1/tokens/\(id)", as: .administrator)
    let after = try await stage.ask(.get, "/console/tokens", as: .administrator)
    #expect(after.text.contains("1 revoked") && !after.text.contains(#"data-api="/v1/tokens/\#(id)""#))
  }
}
