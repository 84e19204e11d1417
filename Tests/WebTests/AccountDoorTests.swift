import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Accounts and the audit at the door")
struct AccountDoorTests {
  @Test func `an account is added once, with a password that is shown once`() async throws {
    let stage = Stage()
    let admin = try await stage.inside("root", .administrator)
    let body = #"{"id":"li","name":"李明","role":"agent"}"#
    let made = try await stage.ask(.post, "/v1/accounts", admin.writing, body: body)
    #expect(made.status == 201 && made.headers[.location] == "/v1/accounts/li" && made.headers[.eTag] == "\"1\"")
    #expect(made.json["name"] == "李明" && made.json["createdBy"] == "account:root" && made.json["mustChangePassword"] == "true")
    let oneTime = try #require(made.json["oneTimePassword"])
    let again = try await stage.ask(.post, "/v1/accounts", admin.writing, body: body)
    #expect(again.status == 409 && again.json["type"] == "/problems/conflict")
    let shown = try await stage.ask(.get, "/v1/accounts/li", admin.looking)
    #expect(shown.status == 200 && shown.headers[.eTag] == "\"1\"" && !shown.text.contains(oneTime))
    let list = try await stage.ask(.get, "/v1/accounts", admin.looking)
    #expect(list.status == 200 && list.text.contains(#""id":"li""#) && list.text.contains(#""id":"root""#) && !list.text.contains(oneTime))
    #expect(!list.text.contains("digest") && !list.text.contains("salt"))
    #expect(try await stage.ask(.get, "/v1/accounts/nobody", admin.looking).status == 404)
    #expect(try await stage.logIn("li", oneTime).json["mustChangePassword"] == "true")
    let note = try #require(await stage.ledger.readAudit(after: 0, limit: 100).first { $0.note.what == .accountAdded }?.note)
    #expect(note.who == "account:root" && note.about == "account:li" && note.detail == "role agent")
  }

  @Test(arguments: [
    (#"{"id":"Li","name":"x","role":"agent"}"#, "/id"), (#"{"id":"li","name":"","role":"agent"}"#, "/name"),
    (#"{"id":"li","name":"x","role":"king"}"#, "/role"), (#"{"id":"li","name":"x","role":"integration"}"#, "/role"), (#"{"id":"li","name":"x"}"#, "/role"),
    (#"{"id":"me","name":"x","role":"agent"}"#, "/id"), (#"{"id":"li","name":"x","role":"agent","password":"y"}"#, "/password"),
  ])
  func `what can't be is named with its place`(body: String, place: String) async throws {
    let stage = Stage()
    let answer = try await stage.ask(.post, "/v1/accounts", as: .administrator, body)
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(await stage.ledger.listAccounts().isEmpty)
  }

  @Test func `an account is changed as it was seen, and each change is noted`() async throws {
    let stage = Stage()
    let admin = try await stage.inside("root", .administrator)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    func change(_ body: String, _ tag: String?) async throws -> Answer {
      var headers = admin.writing
      headers[.ifMatch] = tag
      return try await stage.ask(.patch, "/v1/accounts/li", headers, body: body)
    }
    let blind = try await change(#"{"role":"supervisor"}"#, nil)
    #expect(blind.status == 428 && blind.json["type"] == "/problems/precondition-required" && blind.headers[.eTag] == "\"1\"")
    #expect(try await change(#"{"role":"supervisor"}"#, "\"7\"").status == 412)
    let changed = try await change(#"{"role":"supervisor","name":"Li"}"#, "\"1\"")
    #expect(changed.status == 200 && changed.json["role"] == "supervisor" && changed.json["name"] == "Li" && changed.headers[.eTag] == "\"2\"")
    #expect(try await change(#"{"role":"agent"}"#, "\"1\"").status == 412)
    #expect(try await change(#"{"role":"supervisor"}"#, "\"2\"").headers[.eTag] == "\"2\"", "it was so already")

    let person = try Inside(try await stage.logIn("li"))
    let seen = try #require(try await stage.ask(.get, "/v1/accounts/li", admin.looking).headers[.eTag])
    let disabled = try await change(#"{"disabled":true}"#, seen)
    #expect(disabled.status == 200 && disabled.json["disabledAt"] != nil)
    #expect(try await stage.ask(.get, "/v1/sessions/current", person.looking).status == 401)
    #expect(try await stage.logIn("li").status == 401)
    let now = try #require(try await stage.ask(.get, "/v1/accounts/li", admin.looking).headers[.eTag])
    let reset = try await change(#"{"disabled":false,"resetPassword":true}"#, now)
    let oneTime = try #require(reset.json["oneTimePassword"])
    #expect(reset.status == 200 && reset.json["disabledAt"] == nil)
    #expect(try await stage.logIn("li").status == 401)
    #expect(try await stage.logIn("li", oneTime).status == 201)

    let notes = await stage.ledger.readAudit(after: 0, limit: 100).map(\.note).filter { $0.who == "account:root" && $0.about == "account:li" }
    #expect(notes.map(\.what) == [.accountRenamed, .roleChanged, .accountDisabled, .accountEnabled, .passwordReset])
    #expect(notes[1].detail == "agent → supervisor")
  }

  @Test(arguments: [#"{"disabled":true}"#, #"{"role":"agent"}"#, #"{"resetPassword":true}"#])
  func `nobody takes their own rights away by a slip`(body: String) async throws {
    let stage = Stage()
    let admin = try await stage.inside("root", .administrator)
    var headers = admin.writing
    headers[.ifMatch] = try await stage.ask(.get, "/v1/accounts/root", admin.looking).headers[.eTag]
    #expect(try await stage.ask(.patch, "/v1/accounts/root", headers, body: body).status == 409)
    #expect(try await stage.ask(.patch, "/v1/accounts/root", headers, body: #"{"name":"Root"}"#).status == 200)
  }

  @Test func `only administrators look after accounts; quality reads the audit too`() async throws {
    let stage = Stage()
    for role in Role.allCases {
      #expect(try await stage.ask(.get, "/v1/accounts", as: role).status == (role == .administrator ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.get, "/v1/audit", as: role).status == (role == .administrator || role == .quality ? 200 : 403), "\(role)")
    }
    #expect(try await stage.ask(.post, "/v1/accounts", as: .supervisor, #"{"id":"li","name":"x","role":"administrator"}"#).status == 403)
    #expect(try await stage.ask(.get, "/v1/accounts").status == 401)
  }

  @Test func `the audit is read page by page, each entry with its seal`() async throws {
    let stage = Stage()
    let notes = (Int64(1)...5).map { AuditNote(at: Instant(milliseconds: $0 * 1_000), who: "operator:root", what: .exported, about: "case:C-\($0)") }
    let entries = await stage.ledger.appendAudit(notes)
    let first = try await stage.ask(.get, "/v1/audit?limit=3", as: .quality)
    #expect(first.text.hasSuffix(#""next":3}"#) && first.text.contains(Hexadecimal.text(entries[2].digest)))
    #expect(first.text.contains(#""at":"1970-01-01T00:00:01.000Z""#))
    let rest = try await stage.ask(.get, "/v1/audit?after=3&limit=3", as: .quality)
    #expect(rest.text.contains(#""number":5"#) && !rest.text.contains(#""number":3"#) && !rest.text.contains("next"))
    for bad in ["limit=0", "limit=1001", "limit=x", "after=-1"] { #expect(try await stage.ask(.get, "/v1/audit?\(bad)", as: .quality).status == 400, "\(bad)") }
  }
}
