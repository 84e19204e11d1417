import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Whoever is set away is told why")
struct AwayTests {
  @Test func `T-12 an offer that isn't answered sets somebody away, and the inbox, the wall and the API say why`() async throws {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    await WallStage.put(lateMeal, path: "late-meal.md", on: stage)
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    let team = #"{"id":"agents","name":"Agents","queues":["agents"],"members":{"li":[]}}"#
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: team).status == 201)
    let body = #"{"status":"available","capacity":{"online":2}}"#
    #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: body).status == 200)
    try await WallStage.open("late-meal", "A-1", on: stage)
    let offered = try await stage.ask(.get, "/v1/presence", li.looking)
    #expect(offered.text.contains(#""offered":1"#) && offered.text.contains(#""holds":0"#) && !offered.text.contains("missed"), "\(offered.text)")
    #expect(try await !stage.ask(.get, "/console/work/offers", li.looking).text.contains("Be available again"))

    clock.move(to: clock.now() + TimeAmount(seconds: 31))
    let part = try await stage.ask(.get, "/console/work/offers", li.looking)
    #expect(part.text.contains("A task of C-000001 was offered to you and not answered in time"), "\(part.text)")
    #expect(part.text.contains("Be available again") && part.text.contains(#"href="/console/cases/C-000001""#))
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let missed = #""missed":{"case":"C-000001","task":"\#(task)"}"#
    let own = try await stage.ask(.get, "/v1/presence", li.looking)
    #expect(own.json["status"] == "away" && own.text.contains(missed) && own.text.contains(#""offered":0"#), "\(own.text)")
    #expect(try await stage.ask(.get, "/v1/presences", chen.looking).text.contains(missed))
    let wall = try await stage.ask(.get, "/console/wall/now", chen.looking)
    #expect(wall.text.contains("answer the offer of C-000001"), "\(wall.text)")

    #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: body).status == 200)
    #expect(try await !stage.ask(.get, "/console/work/offers", li.looking).text.contains("Be available again"))
    #expect(try await !stage.ask(.get, "/v1/presence", li.looking).text.contains("missed"))
  }

  @Test func `pages of those who work count what is with them, and those of others don't`() async throws {
    let stage = Stage()
    for role in Role.allCases where Right.of(role).contains(.seePlaybooks) {
      let page = try await stage.ask(.get, "/console/playbooks", as: role)
      let works = role == .agent || role == .supervisor
      #expect(page.status == 200 && page.text.contains("data-work-count") == works && page.text.contains("data-notify") == works, "\(role)")
    }
  }
}
