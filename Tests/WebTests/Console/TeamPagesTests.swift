import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of teams")
struct TeamPagesTests {
  private let stage = Stage()

  @Test func `without teams it says what they are for, with a form for the first`() async throws {
    let page = try await stage.ask(.get, "/console/teams", as: .supervisor)
    #expect(page.status == 200 && page.text.contains("Without teams no work is offered") && page.text.contains(#"data-api="/v1/teams" data-method="POST""#))
    #expect(!page.text.contains("data-if-match"))
    #expect(try await stage.ask(.get, "/console/teams/none", as: .supervisor).status == 404)
  }

  @Test func `a team is shown in the form that changes it, under the state that was looked at`() async throws {
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    try await stage.ledger.addPerson("wang", .agent, at: stage.now)
    try await stage.ledger.addPerson("boss", .administrator, at: stage.now)
    let team = #"""
      {"id":"night","name":"Night <b>","queues":["agents","主管"],"members":{"li":["food-safety","calls"]},"needs":{"a/b":["calls"]},
       "overflow":{"queue":"claims","seconds":300}}
      """#
    #expect(try await stage.ask(.post, "/v1/teams", as: .administrator, team).status == 201)
    let list = try await stage.ask(.get, "/console/teams", as: .supervisor)
    #expect(list.text.contains("Night &lt;b&gt;</a>") && list.text.contains("after 300 s also to “claims”"))
    let page = try await stage.ask(.get, "/console/teams/night", as: .supervisor)
    #expect(page.text.contains(#"data-api="/v1/teams/night" data-method="PATCH" data-if-match="&quot;1&quot;""#) && !page.text.contains("<b>"))
    #expect(page.text.contains(#"<textarea name="/members/li" data-type="list" rows="1" placeholder="skills, one a line">calls"#))
    #expect(page.text.contains(#"<textarea name="/needs/a~1b""#) && page.text.contains(#"name="/overflow/seconds""#) && page.text.contains(#"value="300""#))
    #expect(page.text.contains(#"<option value="/members/li" disabled>"#) && page.text.contains(#"<option value="/members/wang">"#))
    #expect(!page.text.contains("/members/boss"), "administrators take no work")
    #expect(page.text.contains(#"data-method="DELETE" data-if-match="&quot;1&quot;""#))
  }

  @Test func `somebody who takes no work any more is marked, because the team can't be saved with them`() async throws {
    try await stage.ledger.addPerson("li", .agent, at: stage.now)
    #expect(try await stage.ask(.post, "/v1/teams", as: .administrator, #"{"id":"t1","name":"One","queues":["agents"],"members":{"li":[]}}"#).status == 201)
    #expect(try await !stage.ask(.get, "/console/teams/t1", as: .administrator).text.contains("takes no work any more"))
    var kept = try #require(await stage.ledger.readAccount("li"))
    kept.account.disabledAt = stage.now
    #expect(await stage.ledger.changeAccount(kept, sessions: .none, noting: []))
    #expect(try await stage.ask(.get, "/console/teams/t1", as: .administrator).text.contains("takes no work any more"))
  }
}
