import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The inbox of work")
struct WorkPageTests {
  private func stage(_ subjects: String...) async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    for subject in subjects {
      let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
      #expect(opened.status == 201, "\(opened.text)")
    }
    return stage
  }

  @Test func `it shows a task with its sentence, case, subject, playbook, queue and state`() async throws {
    let stage = try await stage("A-1")
    let page = try await stage.ask(.get, "/console/work", as: .agent)
    #expect(page.status == 200, "\(page.text)")
    for words in ["Look where the meal is", "C-000001", "A-1", "A meal is late", "Agents", "Waiting", "place 1", #"href="/console/cases/C-000001""#] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(page.text.contains("data-live") && page.text.contains(#"hx-get="/console/work/tasks""#) && page.text.contains("data-row"))
    #expect(page.text.contains(#"href="/console/cases/new""#), "agents open cases")
  }

  @Test func `T-12 what is offered is at the top, taken or passed on there`() async throws {
    let stage = try await stage()
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    let team = #"{"id":"agents","name":"客服","queues":["agents"],"members":{"li":[]}}"#
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: team).status == 201)
    let before = try await stage.ask(.get, "/console/work/offers", li.looking)
    #expect(before.text.contains("Set yourself to “Available”") && !before.text.contains("data-offer"), "\(before.text)")
    let body = #"{"status":"available","capacity":{"online":2}}"#
    #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: body).status == 200)
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#).status == 201)
    let part = try await stage.ask(.get, "/console/work/offers", li.looking)
    #expect(part.status == 200 && part.text.contains("data-offer=\"C-000001:") && part.text.contains(#"data-then="/console/cases/{case}""#), "\(part.text)")
    #expect(part.text.contains(#"data-api="/v1/reservations/C-000001%3A"#) && part.text.contains("/reject"))
    #expect(part.text.contains("&quot;capacity&quot;:{&quot;online&quot;:2}"), "a change of the status keeps the capacity")
    #expect(!part.text.contains("<html"), "a part is no page")
    #expect(try await !stage.ask(.get, "/console/work/offers", chen.looking).text.contains("data-offer"), "it is offered to somebody else")
    let page = try await stage.ask(.get, "/console/work", li.looking)
    #expect(page.text.contains("Offered") && page.text.contains("Name of li"))
    #expect(page.text.contains(#"name="/capacity/online" data-type="number" value="2" placeholder="3""#), "\(page.text)")
  }

  @Test func `who is here is for all, how much they hold for those who lead`() async throws {
    let stage = try await stage("A-1")
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    _ = try await stage.ask(.put, "/v1/presence", li.writing, body: #"{"status":"busy"}"#)
    let task = try #require(await stage.ledger.readCase(CaseID("C-000001"))?.tasks.keys.first)
    #expect(try await stage.ask(.put, "/v1/tasks/C-000001/\(task)/assignee", chen.writing, body: #"{"account":"li"}"#).status == 200)
    let (his, hers) = try await (stage.ask(.get, "/console/work/queues", li.looking), stage.ask(.get, "/console/work/queues", chen.looking))
    #expect(his.text.contains("Name of li") && his.text.contains("Busy") && !his.text.contains("holds 1"), "\(his.text)")
    #expect(hers.text.contains("holds 1") && hers.text.contains("In work"), "\(hers.text)")
    #expect(try await stage.ask(.get, "/console/work/tasks?mine=true", li.looking).text.contains("C-000001"))
    #expect(try await stage.ask(.get, "/console/work/tasks?mine=true", chen.looking).text.contains("No task fits these filters"))
  }

  @Test func `it is filtered, and read on from where it ends`() async throws {
    let stage = try await stage("A-1", "A-2", "A-3")
    func tasks(_ query: String) async throws -> String { try await stage.ask(.get, "/console/work/tasks?\(query)", as: .agent).text }
    #expect(try await tasks("queue=agents&state=waiting&playbook=late-meal&mine=").contains("C-000003"), "an empty field says nothing")
    #expect(try await tasks("queue=none").contains("No task fits these filters"))
    #expect(try await tasks("playbook=none").contains("No task fits these filters"))
    #expect(try await tasks("state=assigned").contains("No task fits these filters"))
    let short = try await tasks("limit=2&queue=agents")
    #expect(short.contains("C-000002") && !short.contains("C-000003"))
    #expect(short.contains("/console/work/tasks?queue=agents&amp;limit=52"), "\(short)")
    #expect(try await stage.ask(.get, "/console/work?state=done", as: .agent).status == 400)
    #expect(try await stage.ask(.get, "/v1/tasks?playbook=late-meal", as: .agent).text.contains("C-000001"))
    #expect(try await stage.ask(.get, "/v1/tasks?playbook=none", as: .agent).text == #"{"items":[]}"#)
  }

  @Test func `a filter is saved as a tab, and removed`() async throws {
    let stage = try await stage("A-1")
    let path = "/v1/accounts/me/views"
    let fresh = try await stage.ask(.get, "/console/work?mine=true&queue=agents", as: .agent)
    #expect(fresh.text.contains(#"value="/console/work?queue=agents&amp;mine=true""#) && fresh.text.contains(#"name="/views/0/path""#), "\(fresh.text)")
    let bare = try await stage.ask(.get, "/console/work", as: .agent)
    #expect(!bare.text.contains("id=\"work-save\""), "without filters there is nothing to save")
    let views = #"{"views":[{"name":"<b>急</b>","path":"/console/work?queue=agents&mine=true"},{"name":"Stuck","path":"/console/cases?incident=true"}]}"#
    #expect(try await stage.ask(.put, path, as: .agent, views, ifMatch: "\"0\"").status == 200)
    let page = try await stage.ask(.get, "/console/work?queue=agents&mine=true", as: .agent)
    #expect(page.text.contains("&lt;b&gt;急&lt;/b&gt;") && !page.text.contains("<b>急") && !page.text.contains(">Stuck<"), "\(page.text)")
    #expect(!page.text.contains("id=\"work-save\""), "it is saved already")
    #expect(page.text.contains(#"data-if-match="&quot;1&quot;""#))
    #expect(try await stage.ask(.get, "/console/cases", as: .agent).text.contains(">Stuck<"))
  }

  @Test func `what people wrote is text`() async throws {
    let stage = try await stage(#"<img src=x onerror=alert(1)>'&"#)
    let page = try await stage.ask(.get, "/console/work", as: .agent)
    #expect(page.status == 200 && page.text.contains("&lt;img src=x") && !page.text.contains("<img"), "\(page.text)")
  }

  @Test func `it speaks both languages, and says what to do when it is empty`() async throws {
    let stage = try await stage()
    var headers = try await stage.token(.agent)
    headers[.acceptLanguage] = "zh"
    let page = try await stage.ask(.get, "/console/work", headers)
    #expect(page.text.contains("没有待办任务") && page.text.contains("<html lang=\"zh-CN\"") && page.text.contains("空闲"))
    #expect(try await stage.ask(.get, "/console/work", as: .agent).text.contains("No tasks are open"))
  }

  @Test func `only those who work have it`() async throws {
    let stage = try await stage()
    for role in Role.allCases {
      let works = Right.of(role).contains(.doWork)
      for path in ["/console/work", "/console/work/offers", "/console/work/queues", "/console/work/tasks"] {
        #expect(try await stage.ask(.get, path, as: role).status == (works ? 200 : 403), "\(role) \(path)")
      }
    }
    #expect(try await stage.ask(.get, "/console/work").status == 303, "to the log-in")
  }
}
