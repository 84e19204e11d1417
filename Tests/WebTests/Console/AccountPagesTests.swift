import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of accounts")
struct AccountPagesTests {
  private let stage = Stage()

  @Test func `people are listed with how they stand, and found by name and role`() async throws {
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    try await stage.ledger.addPerson("wang", .supervisor, at: stage.now)
    _ = try await stage.ask(.post, "/v1/accounts", as: .administrator, #"{"id":"new","name":"New one","role":"agent"}"#)
    let page = try await stage.ask(.get, "/console/accounts", as: .administrator)
    #expect(page.status == 200 && page.text.contains(#"<a href="/console/accounts/li">Name of li</a>"#) && page.text.contains("3 of 3 accounts"))
    #expect(page.text.contains(#"<span class="tag warn">one-time password</span>"#))
    let agents = try await stage.ask(.get, "/console/accounts?q=&role=agent", as: .administrator)
    #expect(agents.text.contains("2 of 3 accounts") && !agents.text.contains("/console/accounts/wang"))
    let found = try await stage.ask(.get, "/console/accounts?q=name+OF+wang", as: .administrator)
    #expect(found.text.contains("1 of 3 accounts") && found.text.contains("/console/accounts/wang"))
    let none = try await stage.ask(.get, "/console/accounts?q=%3Cb%3E", as: .administrator)
    #expect(none.text.contains("There is no such account") && none.text.contains(#"value="&lt;b&gt;""#) && !none.text.contains("<b>"))
  }

  @Test func `a page says how an account stands and what was done to it, and sends what was looked at`() async throws {
    let admin = try await stage.inside("root", .administrator)
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    _ = try await stage.logIn("li")
    let page = try await stage.ask(.get, "/console/accounts/li", admin.looking)
    #expect(page.status == 200 && page.text.contains(#"data-api="/v1/accounts/li" data-method="PATCH" data-if-match="&quot;2&quot;""#))
    #expect(page.text.contains(#"data-json='{"disabled":true}'"#) && page.text.contains(#"data-secret="oneTimePassword""#))
    #expect(page.text.contains("logged in") && page.text.contains(#"href="/console/audit?about=account%3Ali""#) && !page.text.contains(">never<"))
    #expect(page.text.contains(#"<option value="agent" selected>"#))
    #expect(try await stage.ask(.get, "/console/accounts/nobody", admin.looking).status == 404)
  }

  @Test func `nobody is offered to take their own rights away`() async throws {
    let admin = try await stage.inside("root", .administrator)
    let page = try await stage.ask(.get, "/console/accounts/root", admin.looking)
    #expect(page.text.contains("another administrator can") && page.text.contains(#"<select name="/role" disabled>"#))
    #expect(!page.text.contains("resetPassword") && !page.text.contains(#""disabled":"#))
  }

  @Test func `a name that is a script is text`() async throws {
    let name = #"<script>alert(1)</script>{{t.save}}\" onclick=\"x"#
    #expect(try await stage.ask(.post, "/v1/accounts", as: .administrator, #"{"id":"evil","name":"\#(name)","role":"agent"}"#).status == 201)
    for path in ["/console/accounts", "/console/accounts/evil"] {
      let page = try await stage.ask(.get, path, as: .administrator)
      #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{t.save}}&quot; onclick=&quot;x"), "\(path)")
      #expect(!page.text.contains("<script>alert"), "\(path)")
    }
  }

  @Test(arguments: Role.allCases)
  func `only those who look after a place see its pages`(role: Role) async throws {
    let pages: [(path: String, right: Right)] = [
      ("/console/accounts", .manageAccounts), ("/console/tokens", .manageAccounts), ("/console/teams", .manageTeams), ("/console/webhooks", .manageWebhooks),
      ("/console/audit", .seeAudit), ("/console/privacy", .managePrivacy),
    ]
    for page in pages {
      let answer = try await stage.ask(.get, page.path, as: role)
      let may = Right.of(role).contains(page.right)
      #expect(answer.status == (may ? 200 : 403), "\(page.path)")
      #expect(answer.text.contains("href=\"\(page.path)\"") == may, "\(page.path)")
    }
    #expect(try await stage.ask(.get, "/console/about", as: role).status == 200)
  }

  @Test func `pages are in the reader's language`() async throws {
    var headers = try await stage.token(.administrator)
    headers[.acceptLanguage] = "zh-CN"
    for (path, words) in [
      ("/console/accounts", "新建账号"), ("/console/tokens", "程序用的令牌"), ("/console/teams", "还没有班组"), ("/console/webhooks", "还没有推送地址"),
      ("/console/audit", "审计"), ("/console/privacy", "保存多久"), ("/console/about", "对外渠道"),
    ] {
      let page = try await stage.ask(.get, path, headers)
      #expect(page.status == 200 && page.text.contains(words) && page.headers[.contentLanguage] == "zh-CN", "\(path)")
    }
  }
}
