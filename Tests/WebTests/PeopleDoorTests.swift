import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("People at the door")
struct PeopleDoorTests {
  @Test func `a log-in answers with a cookie that scripts can't read, and says who it is`() async throws {
    let stage = Stage()
    try await stage.ledger.addPerson("li", .supervisor, at: stage.now)
    let answer = try await stage.logIn("LI")
    #expect(answer.status == 201)
    let cookie = try #require(answer.headers[.setCookie])
    #expect(cookie.hasPrefix("gendan_session=") && cookie.hasSuffix("; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200"))
    let body = answer.json
    #expect(body["account"] == "li" && body["name"] == "Name of li" && body["role"] == "supervisor" && body["mustChangePassword"] == "false")
    #expect(body["csrf"]?.count == 64 && Instant(rfc3339: body["expiresAt"] ?? "") != nil)
    let inside = try Inside(answer)
    let me = try await stage.ask(.get, "/v1/sessions/current", inside.looking)
    #expect(me.status == 200 && me.json["csrf"] == inside.csrf && me.json["account"] == "li")
    #expect(try await stage.ask(.get, "/v1/orders/A-1", inside.looking).status == 404, "let in, and there is no such order")
    #expect(try await stage.ask(.get, "/v1/audit", inside.looking).status == 403)
  }

  @Test func `behind TLS the cookie goes nowhere else`() async throws {
    var stage = Stage()
    stage.settings.isBehindTLS = true
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    #expect(try await stage.logIn("li").headers[.setCookie]?.hasSuffix("; Secure") == true)
  }

  @Test func `a wrong password and a name that isn't there are answered the same`() async throws {
    let stage = Stage()
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let (wrong, nobody) = (try await stage.logIn("li", "wrong password"), try await stage.logIn("nobody", "wrong password"))
    #expect(wrong.status == 401 && wrong.json["type"] == "/problems/log-in-failed" && wrong.headers[.setCookie] == nil)
    #expect(nobody.status == 401 && nobody.json["type"] == wrong.json["type"] && nobody.json["detail"] == wrong.json["detail"])
    for _ in 0..<3 { _ = try await stage.logIn("li", "wrong password") }
    let locked = try await stage.logIn("li", "wrong password")
    let wait = try #require(Int(locked.headers[.retryAfter] ?? ""))
    #expect(locked.status == 423 && (890...900).contains(wait))
    #expect(try await stage.logIn("li").status == 423)
  }

  @Test(arguments: [
    (#"{"account":"li"}"#, 422), (#"{"account":"li","password":"x","remember":true}"#, 422), (#"{"account":1,"password":"x"}"#, 422), ("[]", 400), ("{", 400),
  ])
  func `a log-in that can't be read`(body: String, status: Int) async throws {
    let answer = try await Stage().ask(.post, "/v1/sessions", [.contentType: "application/json"], body: body)
    #expect(answer.status == status, "\(answer.text)")
  }

  @Test func `what changes something has to be meant by a page of ours`() async throws {
    let stage = Stage()
    let inside = try await stage.inside("li", .agent)
    var without = inside.looking
    without[.contentType] = "application/json"
    var foreign = without
    foreign[.csrfToken] = try await stage.inside("wang", .agent).csrf
    let body = #"{"old":"\#(Lobby.password)","new":"another horse 43"}"#
    for headers in [without, foreign] {
      let answer = try await stage.ask(.put, "/v1/accounts/me/password", headers, body: body)
      #expect(answer.status == 403 && answer.json["detail"]?.contains("X-CSRF-Token") == true)
    }
    #expect(try await stage.logIn("li").status == 201, "nothing was changed")
    #expect(try await stage.ask(.put, "/v1/accounts/me/password", inside.writing, body: body).status == 204)
    #expect(try await stage.logIn("li", "another horse 43").status == 201)
  }

  @Test func `a session ends at the log-out, and others with a changed password`() async throws {
    let stage = Stage()
    let (here, there) = (try await stage.inside("li", .agent), try Inside(try await stage.logIn("li")))
    let body = #"{"old":"\#(Lobby.password)","new":"another horse 43"}"#
    #expect(try await stage.ask(.put, "/v1/accounts/me/password", here.writing, body: body).status == 204)
    let over = try await stage.ask(.get, "/v1/sessions/current", there.looking)
    #expect(over.status == 401 && over.json["type"] == "/problems/unauthorized")
    let out = try await stage.ask(.delete, "/v1/sessions/current", here.writing)
    #expect(out.status == 204 && out.headers[.setCookie]?.contains("Max-Age=0") == true)
    #expect(try await stage.ask(.get, "/v1/sessions/current", here.looking).status == 401)
  }

  @Test func `with a one-time password nothing may be done before it is changed`() async throws {
    let stage = Stage()
    let oneTime = try #require(try await FirstAdministrator.make(in: stage.ledger, Lobby.passwords, at: stage.now)).text
    let inside = try Inside(try await stage.logIn("admin", oneTime))
    #expect(try await stage.ask(.get, "/v1/sessions/current", inside.looking).json["mustChangePassword"] == "true")
    for (method, path) in [(HTTPRequest.Method.get, "/v1/accounts"), (.get, "/v1/audit"), (.post, "/v1/accounts/me/totp"), (.post, "/v1/accounts")] {
      let answer = try await stage.ask(method, path, inside.writing, body: "{}")
      #expect(answer.status == 403 && answer.json["type"] == "/problems/password-change-needed", "\(path)")
    }
    let short = try await stage.ask(.put, "/v1/accounts/me/password", inside.writing, body: #"{"old":"\#(oneTime)","new":"short"}"#)
    #expect(short.status == 422 && short.text.contains(#""pointer":"/new""#))
    let wrong = try await stage.ask(.put, "/v1/accounts/me/password", inside.writing, body: #"{"old":"wrong password","new":"long enough 1"}"#)
    #expect(wrong.status == 422 && wrong.text.contains(#""pointer":"/old""#))
    let changed = try await stage.ask(.put, "/v1/accounts/me/password", inside.writing, body: #"{"old":"\#(oneTime)","new":"long enough 1"}"#)
    #expect(changed.status == 204)
    #expect(try await stage.ask(.get, "/v1/accounts", inside.looking).status == 200)
  }

  @Test func `a second factor is set up with a code, and asked for from then on`() async throws {
    let stage = Stage()
    let inside = try await stage.inside("li", .agent)
    let made = try await stage.ask(.post, "/v1/accounts/me/totp", inside.writing)
    #expect(made.status == 200 && made.json["uri"]?.hasPrefix("otpauth://totp/Gendan:li?secret=\(made.json["secret"] ?? "?")&") == true)
    let totp = TOTP(secret: try #require(await stage.ledger.readAccount("li")?.totp?.secret))
    #expect(made.json["secret"] == Base32.text(totp.secret))
    let wrong = try await stage.ask(.post, "/v1/accounts/me/totp/confirm", inside.writing, body: #"{"code":"x"}"#)
    #expect(wrong.status == 422 && wrong.text.contains(#""pointer":"/code""#))
    // The next one is good as well: the log-in needn't wait for it.
    let step = TOTP.step(at: stage.now)
    let confirmed = try await stage.ask(.post, "/v1/accounts/me/totp/confirm", inside.writing, body: #"{"code":"\#(totp.code(step: step))"}"#)
    #expect(confirmed.status == 204)
    #expect(try await stage.ask(.post, "/v1/accounts/me/totp", inside.writing).status == 409)
    let asked = try await stage.logIn("li")
    #expect(asked.status == 401 && asked.json["type"] == "/problems/code-needed")
    #expect(try await stage.logIn("li", code: totp.code(step: step + 1)).status == 201)
    #expect(try await stage.logIn("li", code: totp.code(step: step + 1)).json["type"] == "/problems/log-in-failed", "a code is good once")
  }

  @Test func `a token has neither a session nor a password`() async throws {
    let stage = Stage()
    for (method, path, body) in [
      (HTTPRequest.Method.get, "/v1/sessions/current", ""), (.put, "/v1/accounts/me/password", #"{"old":"x","new":"y"}"#),
      (.post, "/v1/accounts/me/totp", ""),
    ] {
      #expect(try await stage.ask(method, path, as: .agent, body).status == 403, "\(path)")
    }
  }
}

/// What a browser sends that has logged in.
struct Inside {
  let cookie: String
  let csrf: String

  init(_ answer: Answer) throws {
    cookie = String(try #require(answer.headers[.setCookie]?.split(separator: ";").first))
    csrf = try #require(answer.json["csrf"])
  }

  var looking: HTTPFields {
    var headers: HTTPFields = [.acceptLanguage: "en"]
    headers[.cookie] = cookie
    return headers
  }

  var writing: HTTPFields {
    var headers = looking
    headers[.csrfToken] = csrf
    headers[.contentType] = "application/json"
    return headers
  }
}

extension Stage {
  var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

  func logIn(_ id: String, _ password: String = Lobby.password, code: String? = nil) async throws -> Answer {
    var body = #"{"account":"\#(id)","password":"\#(password)""#
    if let code { body += #","code":"\#(code)""# }
    return try await ask(.post, "/v1/sessions", [.contentType: "application/json", .acceptLanguage: "en"], body: body + "}")
  }

  /// Somebody new who has come in.
  func inside(_ id: String, _ role: Role) async throws -> Inside {
    try await ledger.addPerson(id, role, at: now)
    return try Inside(try await logIn(id))
  }
}
