import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The page of one's own password")
struct PasswordPageTests {
  private let stage = Stage()

  @Test func `somebody with a one-time password is led there from everywhere, and to nowhere else`() async throws {
    let made = try await stage.ask(.post, "/v1/accounts", as: .administrator, #"{"id":"li","name":"Li","role":"agent"}"#)
    let inside = try Inside(try await stage.logIn("li", try #require(made.json["oneTimePassword"])))
    for path in ["/console", "/console/about", "/console/audit"] {
      let led = try await stage.ask(.get, path, inside.looking)
      #expect((300..<400).contains(led.status) && led.headers[.location] == "/console/password", "\(path)")
    }
    let page = try await stage.ask(.get, "/console/password", inside.looking)
    #expect(page.status == 200 && page.text.contains(#"data-api="/v1/accounts/me/password" data-method="PUT""#))
    #expect(page.text.contains("choose your own before anything else") && !page.text.contains("<nav") && !page.text.contains("totp"))
    let change = #"{"old":"\#(made.json["oneTimePassword"] ?? "")","new":"a new one 77"}"#
    #expect(try await stage.ask(.put, "/v1/accounts/me/password", inside.writing, body: change).status == 204)
    let after = try await stage.ask(.get, "/console/password", inside.looking)
    #expect(after.text.contains("<nav") && after.text.contains("/v1/accounts/me/totp") && !after.text.contains("choose your own before"))
  }

  @Test func `it is for people who have logged in`() async throws {
    let stranger = try await stage.ask(.get, "/console/password")
    #expect((300..<400).contains(stranger.status) && stranger.headers[.location]?.hasPrefix("/console/log-in?then=") == true)
    #expect(try await stage.ask(.get, "/console/password", as: .agent).status == 403)
  }

  @Test func `with a second factor it is said, and no other one is begun`() async throws {
    let inside = try await stage.inside("li", .quality)
    var kept = try #require(await stage.ledger.readAccount("li"))
    let secret = [UInt8](repeating: 7, count: 20)
    kept.totp = TOTPState(secret: secret, isConfirmed: true)
    #expect(await stage.ledger.changeAccount(kept, sessions: .none, noting: []))
    let page = try await stage.ask(.get, "/console/password", inside.looking)
    #expect(page.text.contains(#"<span class="tag good">on</span>"#) && !page.text.contains("data-factor-begin"))
    #expect(!page.text.contains(Base32.text(secret)), "a page holds no secret")
  }
}
