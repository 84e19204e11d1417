import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Ledger
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Answers to requests that are sent again")
struct RememberedAnswerTests {
  private let account = #"{"id":"li","name":"李明","role":"agent"}"#

  @Test func `an account's one-time password comes again, and nothing is done twice`() async throws {
    let stage = Stage()
    let first = try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k1")
    let again = try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k1")
    #expect(first.status == 201 && first.json["oneTimePassword"] != nil && first.headers[.idempotencyReplayed] == nil)
    #expect(again.status == 201 && again.text == first.text && again.headers[.idempotencyReplayed] == "true")
    #expect(again.headers[.eTag] == first.headers[.eTag] && again.headers[.location] == "/v1/accounts/li")
    #expect(await stage.ledger.readAudit(after: 0, limit: 100).count { $0.note.what == .accountAdded } == 1)
  }

  @Test func `another request under the key is refused, another key and another sender are not`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k1").status == 201)
    let other = try await stage.ask(.post, "/v1/accounts", as: .administrator, #"{"id":"wu","name":"吴","role":"agent"}"#, key: "k1")
    #expect(other.status == 422 && other.json["type"] == "/problems/key-reused")
    #expect(try await stage.ask(.post, "/v1/teams", as: .administrator, #"{"id":"li","name":"李明","role":"agent"}"#, key: "k1").status == 422)
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k2").status == 409)
    let admin = try await stage.inside("root", .administrator)
    var headers = admin.writing
    headers[.idempotencyKey] = "k1"
    #expect(try await stage.ask(.post, "/v1/accounts", headers, body: account).status == 409, "somebody else's key is another one")
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "two words").status == 400)
  }

  @Test func `a request by which nothing was done leaves its key free`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, #"{"id":"li","name":"","role":"agent"}"#, key: "k").status == 422)
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k").status == 201)
  }

  @Test func `what was broken off is neither done again nor passed off as new`() async throws {
    let stage = Stage()
    _ = try await stage.token(.administrator)
    let id = try #require(await stage.ledger.listTokens().first?.id)
    let caller = Caller(id: "token:\(id)", name: "administrator one", role: .administrator)
    let seal = AnswerSeal(
      "k", .init(head: .init(method: .post, scheme: "http", authority: "localhost", path: "/v1/accounts"), body: .init(buffer: .init())),
      body: Array(account.utf8), of: caller)
    _ = await stage.ledger.beginAnswer(KeptAnswer(name: seal.name, request: seal.request, begunAt: stage.now), since: stage.now)
    let answer = try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "k")
    #expect(answer.status == 409 && answer.text.contains("look whether it was done") && answer.headers[.retryAfter] == "1")
    #expect(await stage.ledger.listAccounts().isEmpty)
  }

  @Test func `nothing of a request or its answer can be read where it is kept`() async throws {
    let disk = try DiskLedger()
    let stage = Stage(on: disk.ledger)
    let made = try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "key-4711")
    let oneTime = try #require(made.json["oneTimePassword"])
    #expect(!disk.holds(oneTime) && !disk.holds("key-4711") && disk.holds("李明"), "the account itself is there")
    let again = try await stage.ask(.post, "/v1/accounts", as: .administrator, account, key: "key-4711")
    #expect(again.text == made.text && again.headers[.idempotencyReplayed] == "true")
  }

  @Test func `a log-in that is sent again is the same session`() async throws {
    let stage = Stage()
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let responder = stage.server.responder()
    func logIn(_ key: String?, password: String = Lobby.password) async throws -> Answer {
      var headers: HTTPFields = [.contentType: "application/json"]
      headers[.idempotencyKey] = key
      return try await stage.ask(.post, "/v1/sessions", headers, body: #"{"account":"li","password":"\#(password)"}"#, of: responder)
    }
    let first = try await logIn("k")
    let again = try await logIn("k")
    #expect(first.status == 201 && again.text == first.text && again.headers[.setCookie] == first.headers[.setCookie])
    #expect(again.headers[.idempotencyReplayed] == "true")
    #expect(try await logIn("k", password: "something else").status == 401, "no other visitor's key is in the way")
    #expect(try await logIn("other").headers[.setCookie] != first.headers[.setCookie])
    #expect(try await logIn(nil).headers[.setCookie] != first.headers[.setCookie])
  }
}
