import Desk
import Casework
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Work at the door")
struct WorkDoorTests {
  private let agents = #"{"id":"agents","name":"客服","queues":["agents"],"members":{"li":[],"wang":["food-safety"]}}"#

  /// A playbook whose cases wait for people, and the people.
  private func stage() async throws -> (stage: Stage, li: Inside, wang: Inside, chen: Inside) {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: ledMeal)], at: Instant(milliseconds: 0))
    let people = try await (stage.inside("li", .agent), stage.inside("wang", .agent), stage.inside("chen", .supervisor))
    return (stage, people.0, people.1, people.2)
  }

  private func open(_ stage: Stage, _ subject: String = "A-1") async throws {
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
    #expect(opened.status == 201, "\(opened.text)")
  }

  private struct Tasks: Decodable {
    struct Row: Decodable {
      struct Offer: Decodable {
        let reservation: String
        let account: String
      }

      let `case`: String
      let task: String
      let state: String
      let queue: String
      let place: Int?
      let assignee: String?
      let offer: Offer?
    }

    let items: [Row]
    let next: String?
  }

  private func tasks(_ stage: Stage, _ who: Inside, _ query: String = "") async throws -> Tasks {
    let answer = try await stage.ask(.get, "/v1/tasks\(query)", who.looking)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Tasks.self, from: Data(answer.text.utf8))
  }

  private func arrive(_ stage: Stage, _ who: Inside, _ body: String = #"{"status":"available"}"#) async throws {
    let answer = try await stage.ask(.put, "/v1/presence", who.writing, body: body)
    #expect(answer.status == 200, "\(answer.text)")
  }

  @Test func `T-12 a task is offered, taken, watched by whoever took it, and done`() async throws {
    let (stage, li, wang, chen) = try await stage()
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: agents).status == 201)
    try await open(stage)
    let waiting = try #require(try await tasks(stage, li).items.first)
    #expect(waiting.state == "waiting" && waiting.queue == "agents" && waiting.place == 1 && waiting.case == "C-000001")
    try await arrive(stage, li)
    try await arrive(stage, wang)
    let offered = try #require(try await tasks(stage, li, "?mine=true").items.first?.offer)
    #expect(offered.account == "li")
    let mine = try await stage.ask(.get, "/v1/reservations", li.looking)
    #expect(mine.text.contains(offered.reservation) && mine.text.contains(#""text":"Look where the meal is""#), "\(mine.text)")
    #expect(mine.text.contains(#""sentence":{"file":"late-meal.md""#) && mine.text.contains(#""label":"Given to the rider""#))
    #expect(try await stage.ask(.get, "/v1/reservations", wang.looking).text == #"{"items":[]}"#)

    let accept = "/v1/reservations/\(offered.reservation)/accept"
    let notHers = try await stage.ask(.post, accept, wang.writing)
    #expect(notHers.status == 409 && notHers.json["type"] == "/problems/conflict", "\(notHers.text)")
    for _ in 0..<2 {
      let taken = try await stage.ask(.post, accept, li.writing)
      #expect(taken.status == 200 && taken.json["assignee"] == "li" && taken.json["state"] == "assigned", "\(taken.text)")
    }
    #expect(await stage.ledger.openAssignments().map(\.person) == ["account:li"])
    #expect(try await tasks(stage, wang, "?mine=true").items.isEmpty)

    let done = try await stage.ask(.post, "/v1/cases/C-000001/signals", li.writing, body: #"{"choice":"Given to the rider"}"#)
    #expect(done.status == 200, "\(done.text)")
    #expect(try await tasks(stage, li).items.isEmpty)
    #expect(await stage.ledger.openAssignments().isEmpty)
    let kept = await stage.ledger.assignments(of: [CaseID("C-000001")])
    #expect(kept.map(\.person) == ["account:li"] && kept.allSatisfy { $0.doneAt != nil })
  }

  @Test func `what is rejected goes to somebody else`() async throws {
    let (stage, li, wang, chen) = try await stage()
    _ = try await stage.ask(.post, "/v1/teams", chen.writing, body: agents)
    try await open(stage)
    try await arrive(stage, li)
    try await arrive(stage, wang)
    let offer = try #require(try await tasks(stage, li).items.first?.offer)
    #expect(try await stage.ask(.post, "/v1/reservations/\(offer.reservation)/reject", li.writing).status == 204)
    #expect(try await tasks(stage, li).items.first?.offer?.account == "wang")
    #expect(try await stage.ask(.post, "/v1/reservations/nothing/reject", li.writing).status == 409)
  }

  @Test func `a supervisor gives a task, gives it on and takes it back`() async throws {
    let (stage, li, _, chen) = try await stage()
    try await open(stage)
    let task = try #require(try await tasks(stage, chen).items.first)
    let path = "/v1/tasks/C-000001/\(task.task)/assignee"
    #expect(try await stage.ask(.put, path, li.writing, body: #"{"account":"li"}"#).status == 403)
    for account in ["li", "wang"] {
      let given = try await stage.ask(.put, path, chen.writing, body: #"{"account":"\#(account)"}"#)
      #expect(given.status == 200 && given.json["assignee"] == account, "\(given.text)")
    }
    #expect(try await stage.ask(.delete, path, li.writing).status == 403)
    #expect(try await stage.ask(.delete, path, chen.writing).status == 204)
    #expect(try await stage.ask(.delete, path, chen.writing).status == 409)
    #expect(try await stage.ask(.delete, "/v1/tasks/C-000001/k999/assignee", chen.writing).status == 404)
    for body in [#"{"account":"nobody"}"#, #"{"account":"token:none"}"#, "{}", #"{"account":"li","why":"x"}"#] {
      #expect(try await stage.ask(.put, path, chen.writing, body: body).status == 422, "\(body)")
    }
    let notes = await stage.ledger.readAudit(after: 0, limit: 100).map(\.note).filter { $0.about == "case:C-000001/\(task.task)" }
    #expect(notes.map(\.what) == [.workAssigned, .workAssigned, .workTakenBack] && notes.allSatisfy { $0.who == "account:chen" })
  }

  @Test func `the list is read page by page, by queue, state, case and whose it is`() async throws {
    let (stage, li, _, chen) = try await stage()
    for number in 1...5 { try await open(stage, "A-\(number)") }
    var seen: [String] = []
    var query: String? = "?limit=2"
    while let page = query {
      let read = try await tasks(stage, li, page)
      seen += read.items.map(\.case)
      query = read.next.map { "?limit=2&cursor=\($0)" }
    }
    #expect(seen == (1...5).map { "C-00000\($0)" }, "none has a deadline: the oldest first")
    let third = try #require(try await tasks(stage, li, "?case=C-000003").items.first)
    #expect(third.place == 3)
    _ = try await stage.ask(.put, "/v1/tasks/C-000003/\(third.task)/assignee", chen.writing, body: #"{"account":"li"}"#)
    #expect(try await tasks(stage, li, "?mine=true").items.map(\.case) == ["C-000003"])
    #expect(try await tasks(stage, li, "?state=assigned").items.map(\.assignee) == ["li"])
    #expect(try await tasks(stage, li, "?state=waiting&queue=agents").items.count == 4)
    #expect(try await tasks(stage, li, "?queue=supervisor").items.isEmpty)
    for bad in ["state=done", "limit=0", "limit=201", "mine=maybe", "cursor=x", "cursor=-.1.k1", "colour=red"] {
      #expect(try await stage.ask(.get, "/v1/tasks?\(bad)", li.looking).status == 400, "\(bad)")
    }
  }

  @Test func `who is there, and how queues stand`() async throws {
    let (stage, li, _, chen) = try await stage()
    _ = try await stage.ask(.post, "/v1/teams", chen.writing, body: agents)
    let before = try await stage.ask(.get, "/v1/presence", li.looking)
    #expect(before.json["status"] == "offline" && before.json["since"] == nil && before.text.contains(#""phone":1"#), "\(before.text)")
    try await arrive(stage, li, #"{"status":"available","capacity":{"online":1,"phone":0}}"#)
    let mine = try await stage.ask(.get, "/v1/presence", li.looking)
    #expect(mine.json["status"] == "available" && mine.json["since"] != nil && mine.text.contains(#""online":1,"phone":0"#), "\(mine.text)")
    try await open(stage, "A-1")
    try await open(stage, "A-2")
    let queues = try await stage.ask(.get, "/v1/queues", li.looking)
    #expect(
      queues.text.contains(#""assigned":0,"available":1"#) && queues.text.contains(#""offered":1"#) && queues.text.contains(#""waiting":1"#), "\(queues.text)")
    #expect(try await stage.ask(.get, "/v1/presences", li.looking).status == 403)
    let all = try await stage.ask(.get, "/v1/presences", chen.looking)
    #expect(all.text.contains(#""account":"li""#) && all.text.contains(#""holds":0"#) && !all.text.contains("chen"), "\(all.text)")
    for body in [
      "{}", #"{"status":"asleep"}"#, #"{"status":"busy","capacity":{"smoke":1}}"#, #"{"status":"busy","capacity":{"phone":-1}}"#,
      #"{"status":"busy","capacity":{"phone":1.5}}"#, #"{"status":"busy","capacity":[]}"#, #"{"status":"busy","mood":"fine"}"#,
    ] {
      #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: body).status == 422, "\(body)")
    }
    #expect(try await stage.ask(.get, "/v1/presence", li.looking).json["status"] == "available", "what was refused has changed nothing")
  }

  // MARK: teams

  @Test func `a team is added, changed as it was seen, and removed`() async throws {
    let (stage, li, _, chen) = try await stage()
    let added = try await stage.ask(.post, "/v1/teams", chen.writing, body: agents)
    #expect(added.status == 201 && added.headers[.location] == "/v1/teams/agents" && added.headers[.eTag] == "\"1\"", "\(added.text)")
    #expect(added.text.contains(#""members":{"li":[],"wang":["food-safety"]}"#), "\(added.text)")
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: agents).status == 409)
    #expect(try await stage.ask(.get, "/v1/teams", li.looking).status == 403)
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: #"{"id":"leads","name":"Leads","queues":["supervisor"]}"#).status == 201)
    func change(_ body: String, _ tag: String?, _ method: HTTPRequest.Method = .patch) async throws -> Answer {
      var headers = chen.writing
      headers[.ifMatch] = tag
      return try await stage.ask(method, "/v1/teams/agents", headers, body: body)
    }
    let body = #"{"needs":{"late-meal":["food-safety"]},"overflow":{"queue":"claims","seconds":300},"escalation":{"team":"leads","seconds":600}}"#
    #expect(try await change(body, nil).status == 428)
    #expect(try await change(body, "\"7\"").status == 412)
    let changed = try await change(body, "\"1\"")
    #expect(changed.status == 200 && changed.headers[.eTag] == "\"2\"" && changed.text.contains(#""seconds":600,"team":"leads""#), "\(changed.text)")
    #expect(changed.text.contains(#""name":"客服""#) && changed.text.contains(#""wang":["food-safety"]"#), "what is left out stays")
    #expect(try await change(body, "\"2\"").headers[.eTag] == "\"2\"", "it was so already")
    let without = try await change(#"{"overflow":null,"members":{}}"#, "\"2\"")
    #expect(without.headers[.eTag] == "\"3\"" && !without.text.contains("overflow") && without.text.contains(#""members":{}"#), "\(without.text)")
    let list = try await stage.ask(.get, "/v1/teams", chen.looking)
    #expect(list.text.contains(#""id":"agents""#) && list.text.contains(#""id":"leads""#))
    var same = chen.looking
    same[.ifNoneMatch] = "\"3\""
    #expect(try await stage.ask(.get, "/v1/teams/agents", same).status == 304)
    #expect(try await change("", nil, .delete).status == 428)
    #expect(try await change("", "\"3\"", .delete).status == 204)
    #expect(try await stage.ask(.get, "/v1/teams/agents", chen.looking).status == 404)
    let notes = await stage.ledger.readAudit(after: 0, limit: 100).map(\.note).filter { $0.about == "team:agents" }
    #expect(notes.map(\.what) == [.teamAdded, .teamChanged, .teamChanged, .teamRemoved])
  }

  @Test(arguments: [
    (#"{"name":"x","queues":["a"]}"#, "/id"), (#"{"id":"A B","name":"x","queues":["a"]}"#, "/id"), (#"{"id":"aa","queues":["a"]}"#, "/name"),
    (#"{"id":"aa","name":"x"}"#, "/queues"), (#"{"id":"aa","name":"x","queues":[]}"#, "/queues"), (#"{"id":"aa","name":"x","queues":["a","a"]}"#, "/queues"),
    (#"{"id":"aa","name":"x","queues":"a"}"#, "/queues"), (#"{"id":"aa","name":"x","queues":["a",7]}"#, "/queues/1"),
    (#"{"id":"aa","name":"x","queues":["a"],"members":{"nobody":[]}}"#, "/members/nobody"),
    (#"{"id":"aa","name":"x","queues":["a"],"members":{"li":"x"}}"#, "/members/li"),
    (#"{"id":"aa","name":"x","queues":["a"],"needs":{"p":[""]}}"#, "/needs/p/0"),
    (#"{"id":"aa","name":"x","queues":["a"],"overflow":{"queue":"b"}}"#, "/overflow/seconds"),
    (#"{"id":"aa","name":"x","queues":["a"],"overflow":{"queue":"b","seconds":0}}"#, "/overflow/seconds"),
    (#"{"id":"aa","name":"x","queues":["a"],"escalation":{"team":"nobody","seconds":5}}"#, "/escalation/team"),
    (#"{"id":"aa","name":"x","queues":["a"],"escalation":{"team":"aa","seconds":5}}"#, "/escalation/team"),
    (#"{"id":"aa","name":"x","queues":["a"],"colour":"red"}"#, "/colour"),
  ])
  func `what can't be is named with its place`(body: String, place: String) async throws {
    let (stage, _, _, chen) = try await stage()
    let answer = try await stage.ask(.post, "/v1/teams", chen.writing, body: body)
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(await stage.ledger.listTeams().isEmpty)
  }

  @Test func `each role may do what its work needs`() async throws {
    let stage = Stage()
    for role in Role.allCases {
      let works = role == .agent || role == .supervisor
      for path in ["/v1/tasks", "/v1/queues", "/v1/presence", "/v1/reservations"] {
        #expect(try await stage.ask(.get, path, as: role).status == (works ? 200 : 403), "\(role) \(path)")
      }
      #expect(try await stage.ask(.get, "/v1/presences", as: role).status == (role == .supervisor ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.get, "/v1/teams", as: role).status == (role == .supervisor || role == .administrator ? 200 : 403), "\(role)")
    }
  }

  // MARK: in whose name

  @Test func `a task for a role is answered in it by its team, by supervisors, and by nobody else`() async throws {
    let (stage, li, wang, chen) = try await stage()
    _ = try await stage.ask(.post, "/v1/teams", chen.writing, body: #"{"id":"experts","name":"Experts","queues":["expert"],"members":{"wang":[]}}"#)
    let signals = "/v1/cases/C-000001/signals"
    try await open(stage)
    #expect(try await stage.ask(.post, signals, li.writing, body: #"{"choice":"Not made"}"#).status == 200)
    #expect(try await tasks(stage, li).items.map(\.queue) == ["expert"])
    let refused = try await stage.ask(.post, signals, li.writing, body: #"{"choice":"Done"}"#)
    #expect(refused.status == 403 && refused.text.contains("expert"), "\(refused.text)")
    #expect(try await stage.ask(.post, signals, wang.writing, body: #"{"choice":"Done"}"#).status == 200)
    let state = try #require(await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).last { if case .taskDone = $0.kind { true } else { false } })
    guard case .taskDone(let done) = state.kind else { return }
    #expect(done.sender == .person(name: "Name of wang", role: "expert"))

    try await open(stage, "A-2")
    let second = "/v1/cases/C-000002/signals"
    _ = try await stage.ask(.post, second, li.writing, body: #"{"choice":"Not made"}"#)
    #expect(try await stage.ask(.post, second, chen.writing, body: #"{"choice":"Done"}"#).status == 200)
  }
}

/// A person looks, and what isn't found is for an expert.
private let ledMeal = lateMeal.replacing("  - When: Not made\n", with: "  - When: Not made\n    - Hand over (expert)\n")
