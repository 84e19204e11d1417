import Ledger
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("A link in the place of another")
struct LinkReplacingTests {
  private func follow(_ path: String, _ visitor: PartyVisitor, _ more: HTTPFields = [:], language: String = "zh-CN") async throws -> Answer {
    var headers: HTTPFields = [.cookie: visitor.cookie, .acceptLanguage: language]
    for field in more { headers.append(field) }
    return try await visitor.stage.ask(.get, path, headers)
  }

  @Test("nobody is taken to another case without being asked", arguments: [("zh-CN", "换到另一件事"), ("en", "Switch to another matter")])
  func asked(language: String, words: String) async throws {
    let stage = try await PartyVisitor.negotiations()
    let visitor = try await PartyVisitor.come(to: stage)
    let path = try await PartyVisitor.link(stage, "C-000002")
    let page = try await follow(path, visitor, language: language)
    #expect(page.status == 200 && page.headers[.setCookie] == nil && page.headers[.referrerPolicy] == "no-referrer", "\(page.status)")
    #expect(page.text.contains(words) && page.text.contains("C-000001") && page.text.contains("href=\"?replace=1\""), "\(page.text)")
    #expect(!page.text.contains("C-000002") && !page.text.contains(path))
    let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
    let sent = try await follow(path + "?replace=1", visitor, [site: "cross-site"])
    #expect(sent.status == 200 && sent.headers[.setCookie] == nil, "another site answers for nobody")
    let kept = try await follow(path + "?replace=1", visitor, [site: "same-origin"])
    #expect(kept.status == 303 && kept.headers[.location] == "/p" && kept.headers[.setCookie] != nil)
    let cookie = try #require(kept.headers[.setCookie])
    #expect(try await PartyVisitor(stage, cookie: cookie).ask(.get, "/v1/own/case").json["case"] == "C-000002")
  }

  @Test func `nobody is asked where nothing is lost`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let visitor = try await PartyVisitor.come(to: stage)
    let same = try await PartyVisitor.link(stage, days: 3)
    #expect(try await follow(same, visitor).status == 303, "the same case for the same party")
    let other = try await PartyVisitor.link(stage, "C-000002")
    #expect(try await stage.ask(.get, other, [.cookie: "gendan_party=nothing"]).status == 303)
    #expect(try await stage.ask(.delete, "/v1/cases/C-000001/links", as: .agent).status == 204)
    #expect(try await follow(other, visitor).status == 303, "what it had is no good any more")
    #expect(try await follow("/p/nothing?replace=1", visitor).status == 401)
  }
}
