import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The wall, and work given and taken back")
struct WallPageTests {
  private let agents = #"{"id":"agents","name":"Agents","queues":["agents"],"members":{"li":[]}}"#

  /// A case that li holds, seen by chen who leads.
  private func stage(_ clock: StandingClock = StandingClock()) async throws -> (stage: Stage, li: Inside, chen: Inside) {
    let stage = Stage(clock: clock)
    await WallStage.put(timedMealOnTheWall, path: "late-meal.md", on: stage)
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: agents).status == 201)
    try await WallStage.open("late-meal", "A-1", on: stage)
    return (stage, li, chen)
  }

  private func give(_ stage: Stage, to account: String, by who: Inside) async throws {
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let given = try await stage.ask(.put, "/v1/tasks/C-000001/\(task)/assignee", who.writing, body: #"{"account":"\#(account)"}"#)
    #expect(given.status == 200, "\(given.text)")
  }

  @Test func `T-02 T-20 the wall shows queues, people, what is about to be late and who holds it, and today against the targets`() async throws {
    let clock = StandingClock()
    let (stage, li, chen) = try await stage(clock)
    #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: #"{"status":"available"}"#).status == 200)
    try await give(stage, to: "li", by: chen)
    let wall = try await stage.ask(.get, "/console/wall", chen.looking)
    #expect(wall.status == 200, "\(wall.text)")
    for words in ["<h1>Wall</h1>", "Agents", "Name of li", "available", "A meal is late", "First reply", "/console/cases/C-000001", "≥ 98 %", "≤ 30 min"] {
      #expect(wall.text.contains(words), "\(words)")
    }
    #expect(wall.text.contains("data-until") && wall.text.contains("Nothing is late") && !wall.text.contains("held by nobody"))
    #expect(
      wall.text.contains(#"hx-trigger="changed from:body throttle:2s, work-changed from:body throttle:2s, every 30s""#) && wall.text.contains(#"data-live="""#))

    clock.move(to: clock.now() + .minutes(31))
    let late = try await stage.ask(.get, "/console/wall/deadlines", chen.looking)
    #expect(late.text.contains("First reply") && late.text.contains("Nothing is due within the hour") && !late.text.contains("<html"), "\(late.text)")
    for part in ["now", "deadlines", "figures"] { #expect(try await stage.ask(.get, "/console/wall/\(part)", chen.looking).status == 200, "\(part)") }
  }

  @Test func `T-20 today is shown over all playbooks, or for the one that stands in the address`() async throws {
    let stage = Stage()
    await WallStage.put(timedMealOnTheWall, path: "late-meal.md", on: stage)
    let other = timedMealOnTheWall.replacing("id: late-meal", with: "id: cold-meal").replacing("# A meal is late", with: "# A meal is cold")
      .replacing("≤ 30 min", with: "≤ 20 min")
    await WallStage.put(other, path: "cold-meal.md", on: stage)
    for (playbook, subject) in [("late-meal", "A-1"), ("late-meal", "A-2"), ("cold-meal", "B-1")] { try await WallStage.open(playbook, subject, on: stage) }
    let all = try await stage.ask(.get, "/console/wall?playbook=", as: .supervisor)
    #expect(all.text.contains("2 playbooks together") && all.text.contains("opened 3"), "\(all.text)")
    #expect(all.text.contains("≥ 98 %") && !all.text.contains("≤ 30 min"), "only what all aim at is an aim of all")
    #expect(all.text.contains(#"<option value="" selected>All playbooks together"#) && all.text.contains(#"<option value="cold-meal">A meal is cold"#))
    let one = try await stage.ask(.get, "/console/wall?playbook=cold-meal", as: .supervisor)
    #expect(one.text.contains("opened 1") && one.text.contains("≤ 20 min") && one.text.contains(#"<option value="cold-meal" selected>"#), "\(one.text)")
    let part = try await stage.ask(.get, "/console/wall/figures?playbook=late-meal", as: .supervisor)
    #expect(part.text.contains("opened 2") && part.text.contains("≤ 30 min") && !part.text.contains("<select"), "what is chosen isn't swapped")
    #expect(try await stage.ask(.get, "/console/wall/figures?playbook=none", as: .supervisor).text.contains("This playbook has no key figures"))
    #expect(try await stage.ask(.get, "/console/wall/figures?colour=red", as: .supervisor).status == 400)
  }

  @Test func `of many people one is found by typing`() async throws {
    let (stage, _, chen) = try await stage()
    for number in 1...9 { try await stage.ledger.addPerson("p\(number)", .agent, at: WallClock().now()) }
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let sheet = try await stage.ask(.get, "/console/wall/work/C-000001/\(task)", chen.looking)
    #expect(sheet.text.contains("data-assign-search") && sheet.text.split(separator: #"type="radio""#).count == 12, "\(sheet.text)")
  }

  @Test func `the wall of an empty house says what to do next, in both languages`() async throws {
    let stage = Stage()
    let english = try await WallStage.ask("/console/wall", in: "en", on: stage)
    for words in ["There are no queues yet", "Nobody is there", "No case is open", "Nothing is late", "There are no key figures"] {
      #expect(english.text.contains(words), "\(words)")
    }
    let chinese = try await WallStage.ask("/console/wall", in: "zh-CN", on: stage)
    #expect(chinese.text.contains("<h1>大盘</h1>") && chinese.text.contains("还没有队列") && !chinese.text.contains(">wall-"), "a key without words")
  }

  @Test func `open cases of shipped playbooks are counted under their titles`() async throws {
    let stage = Stage()
    try await WallStage.put(shipped: "food-delivery/merchant-cannot-reach-customer.md", on: stage)
    for number in 1...3 { try await WallStage.open("merchant-cannot-reach-customer", "A-\(number)", on: stage) }
    let now = try await WallStage.ask("/console/wall/now", in: "zh-CN", on: stage)
    #expect(now.text.contains("商家联系不上用户</a> <span class=\"number big\">3</span>"), "\(now.text)")
  }

  @Test func `T-12 a supervisor finds all work by queue, gives it to somebody and takes it back`() async throws {
    let (stage, _, chen) = try await stage()
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let path = "/v1/tasks/C-000001/\(task)/assignee"
    let list = try await stage.ask(.get, "/console/wall/work", chen.looking)
    #expect(list.text.contains("Look where the meal is") && list.text.contains("Agents · 1"), "\(list.text)")
    #expect(!list.text.contains(#"data-method="DELETE" data-confirm"#), "nobody holds it")
    let sheet = try await stage.ask(.get, "/console/wall/work/C-000001/\(task)", chen.looking)
    #expect(sheet.text.contains(#"data-api="\#(path)" data-method="PUT""#) && sheet.text.contains(#"name="/account" value="li" required>"#), "\(sheet.text)")
    #expect(sheet.text.contains("Name of li") && sheet.text.contains("Agents") && !sheet.text.contains("data-assign-search"), "few are looked over")
    try await give(stage, to: "li", by: chen)
    let held = try await stage.ask(.get, "/console/wall/work/list?state=assigned&queue=agents", chen.looking)
    #expect(held.text.contains("Name of li") && held.text.contains(#"data-api="\#(path)" data-method="DELETE""#), "\(held.text)")
    #expect(try await stage.ask(.get, "/console/wall/work/list?state=waiting", chen.looking).text.contains("There is no such work"))
    let again = try await stage.ask(.get, "/console/wall/work/C-000001/\(task)", chen.looking)
    #expect(again.text.contains("now held by Name of li") && again.text.contains(#"value="li" required disabled>"#), "\(again.text)")
    #expect(try await stage.ask(.get, "/console/wall/work/C-000001/k999", chen.looking).text.contains("The task is done already"))
    #expect(try await stage.ask(.get, "/console/wall/work/C-000009/k1", chen.looking).status == 404)
    #expect(try await stage.ask(.get, "/console/wall/work?state=lost", chen.looking).status == 400)
    #expect(try await stage.ask(.get, "/console/wall/work?colour=red", chen.looking).status == 400)
  }

  @Test func `what people wrote is text`() async throws {
    let stage = Stage()
    await WallStage.put(timedMealOnTheWall, path: "late-meal.md", on: stage)
    try await WallStage.open("late-meal", #"<img src=x onerror=alert(1)>" id="a"#, on: stage)
    let list = try await WallStage.ask("/console/wall/work", in: "en", on: stage)
    #expect(list.text.contains("&lt;img src=x onerror=alert(1)&gt;&quot;") && !list.text.contains("<img src=x"), "\(list.text)")
  }

  @Test func `who doesn't lead sees none of it`() async throws {
    let stage = Stage()
    for path in ["/console/wall", "/console/wall/now", "/console/wall/deadlines", "/console/wall/figures", "/console/wall/work", "/console/wall/work/list"] {
      for role in Role.allCases { #expect(try await stage.ask(.get, path, as: role).status == (role == .supervisor ? 200 : 403), "\(role) \(path)") }
    }
    let stranger = try await stage.ask(.get, "/console/wall")
    #expect(stranger.headers[.location]?.hasPrefix("/console/log-in") == true)
  }
}
