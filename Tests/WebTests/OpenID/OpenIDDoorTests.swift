import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("People of an identity provider")
struct OpenIDDoorTests {
  private let time = StillClock()

  private func settings(_ change: (inout OpenIDSettings) -> Void = { _ in }) throws -> OpenIDSettings {
    var settings = try OpenIDSettings(
      issuer: FakeProvider.name, clientID: FakeProvider.client, clientSecret: FakeProvider.secret, redirect: "https://desk.example/", allowsLoopback: false)
    change(&settings)
    return settings
  }

  /// A door with this provider behind it.
  private func stage(_ provider: FakeProvider, _ change: (inout OpenIDSettings) -> Void = { _ in }) throws -> Stage {
    var stage = Stage()
    let time = time
    stage.elsewhere.provider = IdentityProvider(try settings(change), client: provider, clock: { time.now })
    return stage
  }

  /// What a browser is sent away with.
  private struct Leaving {
    let address: String
    let cookie: String
  }

  private func leave(_ stage: Stage) async throws -> Leaving {
    let answer = try await stage.ask(.get, "/v1/sessions/oidc", [.acceptLanguage: "en"])
    #expect(answer.status == 303, "\(answer.text)")
    return Leaving(
      address: try #require(answer.headers[.location]), cookie: String(try #require(answer.headers[.setCookie]?.split(separator: ";").first)))
  }

  private func come(_ stage: Stage, _ query: String, cookie: String?) async throws -> Answer {
    var headers: HTTPFields = [.acceptLanguage: "en"]
    headers[.cookie] = cookie
    return try await stage.ask(.get, "\(OpenIDDoor.callbackPath)?\(query)", headers)
  }

  /// The whole way.
  private func walk(_ stage: Stage, _ provider: FakeProvider) async throws -> Answer {
    let leaving = try await leave(stage)
    return try await come(stage, provider.logIn(leaving.address), cookie: leaving.cookie)
  }

  private func session(_ answer: Answer) -> String? {
    answer.headers[values: .setCookie].first { $0.hasPrefix("gendan_session=") }.map { String($0.prefix { $0 != ";" }) }
  }

  private func notes(_ stage: Stage) async -> [AuditNote] { await stage.ledger.readAudit(after: 0, limit: 1_000).map(\.note) }

  @Test func `somebody goes to the provider and comes back as themselves`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .supervisor, at: stage.now)
    let leaving = try await leave(stage)
    let asked = try #require(URLComponents(string: leaving.address)?.queryItems)
    let parameters = Dictionary(asked.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    #expect(leaving.address.hasPrefix("https://login.example/in?theme=dark&response_type=code&"))
    #expect(parameters["client_id"] == FakeProvider.client && parameters["redirect_uri"] == "https://desk.example/v1/sessions/oidc/callback")
    #expect(parameters["scope"] == "openid profile email" && parameters["code_challenge_method"] == "S256" && parameters["state"]?.count == 43)
    #expect(leaving.cookie.hasPrefix("gendan_provider="))
    let answer = try await come(stage, provider.logIn(leaving.address), cookie: "theme=dark; \(leaving.cookie)")
    #expect(answer.status == 200 && answer.headers[.contentType] == "text/html; charset=utf-8", "\(answer.text)")
    #expect(answer.text.contains("url=/console\"") && answer.headers[.referrerPolicy] == "no-referrer" && answer.headers[.cacheControl] == "no-store")
    #expect(answer.headers[.location] == nil, "a redirect wouldn't bring the strict cookie along")
    let cookies = answer.headers[values: .setCookie]
    #expect(cookies.count == 2 && cookies[0].contains("HttpOnly; SameSite=Strict; Path=/") && cookies[1].hasPrefix("gendan_provider=;"))
    let me = try await stage.ask(.get, "/v1/sessions/current", [.cookie: try #require(session(answer))])
    #expect(me.status == 200 && me.json["account"] == "li" && me.json["role"] == "supervisor" && me.json["mustChangePassword"] == "false")
    let last = try #require(await notes(stage).last)
    #expect(last.what == .loggedInByProvider && last.who == "account:li" && last.detail == "by \(FakeProvider.name)")
    #expect(HTTPField.Name.referrerPolicy.rawName == "Referrer-Policy")
    #expect(try await stage.logIn("li").status == 201, "the password is as good as before")
  }

  @Test func `behind TLS the cookie is nobody else's to set`() async throws {
    let provider = try await FakeProvider(time)
    var stage = try stage(provider)
    stage.settings.isBehindTLS = true
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let answer = try await stage.ask(.get, "/v1/sessions/oidc")
    let cookie = try #require(answer.headers[.setCookie])
    #expect(cookie.hasPrefix("__Host-gendan_provider=") && cookie.hasSuffix("; HttpOnly; SameSite=Lax; Path=/; Max-Age=600; Secure"))
    #expect(try await walk(stage, provider).status == 200)
  }

  @Test func `an answer that this browser hasn't asked for is nobody's, and leaves no trace`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let (mine, other) = (try await leave(stage), try await leave(stage))
    let back = provider.logIn(other.address)
    let tries: [(String, String?)] = [
      (back, mine.cookie), (back, nil), (back, "gendan_provider=1.2.3.4"), (back, "gendan_provider="), ("code=x", mine.cookie), ("", mine.cookie),
      (back.replacing("state=", with: "state=A"), other.cookie),
    ]
    for (query, cookie) in tries {
      let answer = try await come(stage, query, cookie: cookie)
      #expect(answer.status == 401 && answer.json["type"] == "/problems/log-in-failed" && session(answer) == nil, "\(query) \(cookie ?? "")")
    }
    #expect(try await come(stage, "\(back)&state=again", cookie: other.cookie).status == 400)
    let long = String(repeating: "c", count: 5_000)
    #expect(try await come(stage, "code=\(long)&state=x", cookie: other.cookie).status == 400)
    let before = await notes(stage)
    #expect(before.isEmpty && provider.forms.isEmpty)
    #expect(try await come(stage, back, cookie: other.cookie).status == 200)
  }

  @Test func `an answer comes too late`() throws {
    let visit = ProviderVisit(at: time.now)
    func read(_ cookie: String, _ now: Instant, isSecure: Bool = false) -> ProviderVisit? {
      ProviderVisit(Lobby.request([.cookie: cookie]), isSecure: isSecure, at: now)
    }
    let cookie = String(visit.cookie(isSecure: false).prefix { $0 != ";" })
    #expect(read(cookie, time.now + TimeAmount(seconds: 599)) == visit)
    #expect(read(cookie, time.now + TimeAmount.minutes(10)) == nil && read(cookie, time.now + TimeAmount(seconds: -1)) == nil)
    #expect(read(cookie, time.now, isSecure: true) == nil && read(cookie.replacing(".", with: ".."), time.now) == nil)
    #expect(ProviderVisit(at: time.now) != visit)
  }

  @Test func `a code is good once`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let leaving = try await leave(stage)
    let back = provider.logIn(leaving.address)
    #expect(try await come(stage, back, cookie: leaving.cookie).status == 200)
    let again = try await come(stage, back, cookie: leaving.cookie)
    #expect(again.status == 401 && session(again) == nil)
    let last = try #require(await notes(stage).last)
    #expect(last.what == .providerLogInFailed && last.who == "visitor" && last.detail == "what the provider said doesn't hold, by \(FakeProvider.name)")
  }

  @Test(
    arguments: [
      ("nonce", Claims.Value.text("another")), ("nonce", nil), ("iss", .text("https://evil.example")), ("aud", .text("another")), ("aud", nil),
      ("aud", .texts(["gendan desk", "another"])), ("azp", .text("another")), ("exp", .number(0)), ("exp", nil), ("nbf", .number(4e9)), ("nbf", .text("x")),
    ] as [(String, Claims.Value?)])
  func `what a token has to say, and doesn't`(name: String, value: Claims.Value?) async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    provider.change { $0.claims[name] = .some(value) }
    let answer = try await walk(stage, provider)
    #expect(answer.status == 401 && session(answer) == nil && answer.headers[values: .setCookie].allSatisfy { $0.contains("Max-Age=0") })
  }

  @Test func `a token for several is taken when it says that we asked`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    provider.change {
      $0.claims["aud"] = Claims.Value.texts(["another", FakeProvider.client])
      $0.claims["azp"] = Claims.Value.text(FakeProvider.client)
    }
    #expect(try await walk(stage, provider).status == 200)
  }

  @Test func `keys change, and a key that isn't published signs nothing`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    #expect(try await walk(stage, provider).status == 200)
    provider.useKey(try await Issuer(.ed25519, id: "new"))
    time.advance(.minutes(2))
    #expect(try await walk(stage, provider).status == 200, "the keys were read again")
    provider.useKey(try await Issuer(.ed25519, id: "forged"), isPublished: false)
    #expect(try await walk(stage, provider).status == 401)
    #expect(try await walk(stage, provider).status == 401)
    #expect(provider.asked.filter { $0.hasSuffix("/keys") }.count == 2, "not at every try")
    provider.useKey(try await Issuer(.ed25519, id: "new"), isPublished: false)
    #expect(try await walk(stage, provider).status == 401, "another key of a name that is known")
  }

  @Test func `a provider that is away hinders nobody else, and is asked again later`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    provider.change { $0.isAway = true }
    for _ in 0..<3 {
      let answer = try await stage.ask(.get, "/v1/sessions/oidc")
      #expect(answer.status == 503 && answer.headers[.retryAfter] == "5" && answer.headers[.setCookie] == nil)
    }
    #expect(provider.asked.count == 1)
    #expect(try await stage.logIn("li").status == 201)
    provider.change { $0.isAway = false }
    time.advance(.minutes(1))
    let leaving = try await leave(stage)
    provider.change { $0.tokenStatus = 500 }
    #expect(try await come(stage, provider.logIn(leaving.address), cookie: leaving.cookie).status == 503)
    provider.change { $0.isAway = true }
    time.advance(.hours(2))
    _ = try await leave(stage)
  }

  @Test func `documents that are of somebody else, or send secrets in the open`() async throws {
    let ways: [@Sendable (inout FakeProvider.Ways) -> Void] = [
      { $0.issuer = "https://evil.example" }, { $0.tokenAddress = "http://login.example/token" }, { $0.tokenAddress = "ftp://x" },
      { $0.methods = ["private_key_jwt"] },
    ]
    for way in ways {
      let provider = try await FakeProvider(time)
      provider.change(way)
      #expect(try await stage(provider).ask(.get, "/v1/sessions/oidc").status == 503)
    }
    let desk = "https://desk.example"
    for (issuer, redirect) in [
      ("http://login.example", desk), ("login.example", desk), ("https://login.example?x", desk), ("https://login.example", "http://desk.example"),
      ("https://a:b@login.example", desk), ("http://127.0.0.1:9400", desk),
    ] {
      #expect(throws: OpenIDSettings.Fault.self, "\(issuer) \(redirect)") {
        try OpenIDSettings(issuer: issuer, clientID: "c", clientSecret: "s", redirect: redirect, allowsLoopback: false)
      }
    }
    #expect(throws: Never.self) {
      try OpenIDSettings(issuer: "http://127.0.0.1:9400", clientID: "c", clientSecret: "s", redirect: "http://localhost:8080", allowsLoopback: true)
    }
    #expect(throws: OpenIDSettings.Fault.issuer) {
      try OpenIDSettings(issuer: "http://10.0.0.1", clientID: "c", clientSecret: "s", redirect: "http://localhost:8080", allowsLoopback: true)
    }
  }

  @Test func `the secret goes where the provider takes it`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    provider.change { $0.methods = ["client_secret_post"] }
    #expect(try await walk(stage, provider).status == 200)
    #expect(provider.forms.last?.contains("client_secret=s3cret%3A%20%26%20more") == true)
  }

  @Test func `a provider that lets nobody in, or another's answer`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    let leaving = try await leave(stage)
    let state = try #require(URLComponents(string: leaving.address)?.queryItems?.first { $0.name == "state" }?.value)
    for query in ["error=access_denied&error_description=%3Cscript%3E&state=\(state)", "state=\(state)", "code=&state=\(state)"] {
      #expect(try await come(stage, query, cookie: leaving.cookie).status == 401)
    }
    let foreign = try await come(stage, "\(provider.logIn(leaving.address))&iss=https%3A%2F%2Fevil.example", cookie: leaving.cookie)
    #expect(foreign.status == 401)
    let details = await notes(stage).compactMap(\.detail)
    #expect(details.count == 4 && details.allSatisfy { !$0.contains("script") } && details[3].hasPrefix("another provider's answer"))
  }

  @Test func `where no provider is named, there is none`() async throws {
    for path in ["/v1/sessions/oidc", "\(OpenIDDoor.callbackPath)?code=x&state=y"] {
      #expect(try await Stage().ask(.get, path).status == 404)
    }
  }
}
