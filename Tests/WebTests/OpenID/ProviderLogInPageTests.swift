import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The log-in page and the company's account")
struct ProviderLogInPageTests {
  private let time = StillClock()

  private func stage(_ provider: FakeProvider) throws -> Stage {
    var stage = Stage()
    let time = time
    let settings = try OpenIDSettings(
      issuer: FakeProvider.name, clientID: FakeProvider.client, clientSecret: FakeProvider.secret, redirect: "https://desk.example/", allowsLoopback: false)
    stage.elsewhere.provider = IdentityProvider(settings, client: provider, clock: { time.now })
    return stage
  }

  /// Where somebody comes to who goes the whole way from this address. - Returns: the page that leads on.
  private func walk(_ stage: Stage, _ provider: FakeProvider, from path: String) async throws -> String {
    let leaving = try await stage.ask(.get, path)
    #expect(leaving.status == 303, "\(leaving.text)")
    let cookie = String(try #require(leaving.headers[.setCookie]?.split(separator: ";").first))
    let back = provider.logIn(try #require(leaving.headers[.location]))
    let answer = try await stage.ask(.get, "\(OpenIDDoor.callbackPath)?\(back)", [.cookie: cookie])
    #expect(answer.status == 200, "\(answer.text)")
    return answer.text
  }

  @Test func `it has a button for the company's account where a provider is named, and none otherwise`() async throws {
    let stage = try stage(try await FakeProvider(time))
    let path = "/console/log-in?then=%2Fconsole%2Fcases%3Fphase%3Dopen"
    let page = try await stage.ask(.get, path, [.acceptLanguage: "zh-CN"])
    #expect(page.text.contains("用公司账号登录") && page.text.contains(#"href="/v1/sessions/oidc?then=%2Fconsole%2Fcases%3Fphase%3Dopen""#), "\(page.text)")
    #expect(try await stage.ask(.get, path, [.acceptLanguage: "en"]).text.contains("Log in with the company account"))
    let without = try await Stage().ask(.get, path)
    #expect(without.status == 200 && !without.text.contains("oidc") && !without.text.contains("用公司账号登录"))
  }

  @Test func `whoever comes by it goes on to where they wanted`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let page = try await walk(stage, provider, from: "/v1/sessions/oidc?then=%2Fconsole%2Fcases%3Fq%3D%22%3E%3Cb%3E%26phase%3Dopen")
    #expect(page.contains("url=/console/cases?q=&quot;&gt;&lt;b&gt;&amp;phase=open\"") && !page.contains("<b>"), "\(page)")
  }

  @Test(arguments: [
    "https://example.com", "//example.com", "/v1", "javascript:alert(1)", "/console/{csrf}", "/console/\(String(repeating: "x", count: 2_000))",
  ])
  func `nobody is led elsewhere`(then: String) async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    let asked = try #require(then.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    #expect(try await walk(stage, provider, from: "/v1/sessions/oidc?then=\(asked)").contains("url=/console\""))
  }

  @Test func `what was altered in the browser leads nowhere else either`() throws {
    let visit = ProviderVisit(at: time.now, then: "/console/work")
    let cookie = String(visit.cookie(isSecure: false).prefix { $0 != ";" })
    #expect(ProviderVisit(Lobby.request([.cookie: cookie]), isSecure: false, at: time.now)?.then == "/console/work")
    let parts = cookie.split(separator: ".").dropLast()
    let altered = (parts + [Substring(Base64URL.text(Array("https://example.com".utf8)))]).joined(separator: ".")
    #expect(ProviderVisit(Lobby.request([.cookie: altered]), isSecure: false, at: time.now)?.then == "/console")
  }

  @Test func `somebody whose browser asks for a page is told on one what went wrong`() async throws {
    let provider = try await FakeProvider(time)
    let stage = try stage(provider)
    let callback = "\(OpenIDDoor.callbackPath)?code=x&state=y"
    let page = try await stage.ask(.get, callback, [.accept: "text/html,application/xhtml+xml", .acceptLanguage: "en"])
    #expect(page.status == 401 && page.headers[.contentType] == "text/html; charset=utf-8" && page.text.contains("<h1 id=\"problem-title\">"), "\(page.text)")
    #expect(page.headers[values: .setCookie].contains { $0.hasPrefix("gendan_provider=;") })
    #expect(try await stage.ask(.get, callback).headers[.contentType] == "application/problem+json")
  }
}
