import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Deadlines and key figures at the door")
struct DeadlineDoorTests {
  /// A stage whose cases have deadlines.
  private func stage(_ playbook: String = timedMeal) async throws -> Stage {
    let stage = Stage(clock: StandingClock())
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: playbook)], at: Instant(milliseconds: 0))
    return stage
  }

  private func open(_ stage: Stage, _ subject: String = "A-1") async throws {
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
    #expect(opened.status == 201, "\(opened.text)")
  }

  private struct OfCase: Decodable {
    struct One: Decodable {
      let deadline: String
      let name: String
      let state: String
      let origin: Int
      let from: String
      let due: String?
      let endedAt: String?
      let task: String?
      let derivation: [String]
    }

    let items: [One]
  }

  private struct Listed: Decodable {
    struct One: Decodable {
      let `case`: String
      let playbook: String
      let deadline: String
      let name: String
      let state: String
    }

    let items: [One]
    let next: Int?
  }

  private func list(_ stage: Stage, _ query: String = "") async throws -> Listed {
    let answer = try await stage.ask(.get, "/v1/deadlines\(query)", as: .agent)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Listed.self, from: Data(answer.text.utf8))
  }

  @Test func `T-02 T-03 a case shows its deadlines with how they were worked out, in the caller's language`() async throws {
    let stage = try await stage()
    try await open(stage)
    let answer = try await stage.ask(.get, "/v1/cases/C-000001/deadlines", as: .agent)
    #expect(answer.status == 200, "\(answer.text)")
    let items = try JSONDecoder().decode(OfCase.self, from: Data(answer.text.utf8)).items
    #expect(items.map(\.deadline) == ["reply", "take"] && items.map(\.name) == ["First reply", "Taking over"])
    let reply = try #require(items.first)
    #expect(reply.state == "running" && reply.origin == 1 && reply.endedAt == nil && reply.task == nil)
    #expect(reply.derivation.first?.hasPrefix("It began with event 1, ") == true && reply.derivation.last?.hasPrefix("Due: ") == true, "\(reply.derivation)")
    let (from, due) = (try #require(Instant(rfc3339: reply.from)), try #require(reply.due.flatMap { Instant(rfc3339: $0) }))
    #expect(due == from + .minutes(30))
    #expect(items.last?.task?.hasPrefix("k") == true)
    var headers = try await stage.token(.agent)
    headers[.acceptLanguage] = "zh-CN"
    let chinese = try await stage.ask(.get, "/v1/cases/C-000001/deadlines", headers)
    #expect(chinese.text.contains("起点：第 1 条事件") && chinese.text.contains("到期："), "\(chinese.text)")
    let written = #"{"to":"customer","channel":"phone","text":"We look into it."}"#
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, written, key: "w1").status == 200)
    let after = try await stage.ask(.get, "/v1/cases/C-000001/deadlines", as: .agent)
    let done = try JSONDecoder().decode(OfCase.self, from: Data(after.text.utf8)).items
    #expect(done.map(\.state) == ["running", "met"], "on its way isn't there; whoever writes is at it")
  }

  @Test func `the list over all cases: by state, deadline and end, page by page`() async throws {
    let stage = try await stage()
    for number in 1...3 { try await open(stage, "A-\(number)") }
    let all = try await list(stage)
    #expect(all.items.count == 6 && all.next == nil && all.items.first?.case == "C-000003" && all.items.allSatisfy { $0.playbook == "late-meal" })
    #expect(try await list(stage, "?deadline=take&state=running").items.map(\.case) == ["C-000003", "C-000002", "C-000001"])
    #expect(try await list(stage, "?state=met,lapsed,breached,warned,paused").items.isEmpty)
    #expect(try await list(stage, "?dueBefore=2020-01-01T00:00:00Z").items.isEmpty)
    #expect(try await list(stage, "?dueBefore=2999-01-01T00:00:00Z&playbook=late-meal").items.count == 6)
    #expect(try await list(stage, "?playbook=other").items.isEmpty)
    var seen: [String] = []
    var query: String? = "?limit=4"
    while let page = query {
      let read = try await list(stage, page)
      seen += read.items.map { "\($0.case) \($0.name)" }
      query = read.next.map { "?limit=4&cursor=\($0)" }
    }
    #expect(seen.count == 6 && Set(seen).count == 6 && seen.first == "C-000003 Taking over")
    let long = String(repeating: "x", count: 201)
    for bad in ["state=late", "state=", "limit=0", "limit=201", "cursor=x", "cursor=0", "colour=red", "deadline=\(long)"] {
      #expect(try await stage.ask(.get, "/v1/deadlines?\(bad)", as: .agent).status == 400, "\(bad)")
    }
    #expect(try await stage.ask(.get, "/v1/deadlines?dueBefore=soon", as: .agent).status == 422)
  }

  @Test func `a case without deadlines has none, and a case that isn't there says so`() async throws {
    let stage = try await stage(lateMeal)
    try await open(stage)
    #expect(try await stage.ask(.get, "/v1/cases/C-000001/deadlines", as: .agent).text == #"{"items":[]}"#)
    #expect(try await stage.ask(.get, "/v1/cases/C-000009/deadlines", as: .agent).status == 404)
    #expect(try await stage.ask(.get, "/v1/cases/C-000001/deadlines?after=1", as: .agent).status == 400)
    #expect(try await list(stage).items.isEmpty)
  }

  @Test func `T-04 T-20 key figures say null where nothing was counted, and whether the target is met`() async throws {
    let stage = try await stage()
    let today = CivilDay(number: (stage.desk.clock.now().milliseconds + 8 * 3_600_000) / 86_400_000)
    let days = "?from=\(CivilDay(number: today.number - 1).text)&to=\(CivilDay(number: today.number + 1).text)"
    let empty = try await stage.ask(.get, "/v1/figures\(days)", as: .supervisor)
    #expect(empty.status == 200 && empty.text.contains(#""closed":0"#), "\(empty.text)")
    let target = #""name":"Solved","target":{"side":"at-least","value":98},"unit":"percent""#
    #expect(empty.text.contains(#"{"count":0,"id":"solved","isMet":null,\#(target),"value":null}"#))
    #expect(empty.text.contains(#"{"count":0,"id":"handling","isMet":null,"name":"Handling","target":null,"unit":"seconds","value":null}"#))
    for number in 1...2 {
      try await open(stage, "A-\(number)")
      let choice = number == 1 ? "Given to the rider" : "Not made"
      let done = try await stage.ask(.post, "/v1/cases/C-00000\(number)/signals", as: .agent, #"{"choice":"\#(choice)"}"#, key: "d\(number)")
      #expect(done.status == 200, "\(done.text)")
    }
    let figures = try await stage.ask(.get, "/v1/figures\(days)&playbook=late-meal", as: .quality)
    #expect(figures.text.contains(#""opened":2"#) && figures.text.contains(#""closed":2"#), "\(figures.text)")
    #expect(figures.text.contains(#"{"count":2,"id":"solved","isMet":false,\#(target),"value":50}"#))
    #expect(figures.text.contains(#"{"count":2,"id":"taken","isMet":true,"#) && figures.text.contains(#""value":100"#))
    #expect(try await stage.ask(.get, "/v1/figures\(days)&playbook=other", as: .supervisor).text == #"{"items":[]}"#)
    for bad in ["", "?from=2026-11-01", "?from=2026-11-01&to=soon", "?from=2026-11-01&to=2026-11-02&colour=red"] {
      #expect(try await stage.ask(.get, "/v1/figures\(bad)", as: .supervisor).status == 400, "\(bad)")
    }
    for bad in ["?from=2026-11-02&to=2026-11-01", "?from=2025-01-01&to=2026-11-01"] {
      #expect(try await stage.ask(.get, "/v1/figures\(bad)", as: .supervisor).status == 422, "\(bad)")
    }
  }

  @Test func `each role may see what its work needs`() async throws {
    let stage = try await stage()
    try await open(stage)
    for role in Role.allCases {
      let seesCases = [.integration, .agent, .supervisor, .quality].contains(role)
      for path in ["/v1/deadlines", "/v1/cases/C-000001/deadlines"] {
        #expect(try await stage.ask(.get, path, as: role).status == (seesCases ? 200 : 403), "\(role) \(path)")
      }
      let seesFigures = role == .supervisor || role == .quality
      #expect(try await stage.ask(.get, "/v1/figures?from=2026-11-01&to=2026-11-01", as: role).status == (seesFigures ? 200 : 403), "\(role)")
    }
  }
}

/// A meal that somebody has to look after in time.
let timedMeal =
  lateMeal + """


    ## Deadlines

    | id | labels | from | until | time | clock | pause | warning | on breach |
    |---|---|---|---|---|---|---|---|---|
    | reply | First reply | opened | reply to Customer | 30 min | wall clock | | 10 min before | Called |
    | take | Taking over | handed over | a person takes over | 30 s | wall clock | | | |

    ## Key figures

    | id | labels | measure | target |
    |---|---|---|---|
    | solved | Solved | share Result=Found | ≥ 98 % |
    | handling | Handling | handling time | |
    | taken | Taken over | in time Taking over | ≥ 90 % |
    """
