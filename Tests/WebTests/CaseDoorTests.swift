import Casework
import Channels
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Cases at the door")
struct CaseDoorTests {
  private let opening = #"{"playbook":"late-meal","subject":"A-1","facts":{"Merchant":"m-1"}}"#

  private func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    return stage
  }

  @Test func `a case is opened, worked on and closed, and says what happened and which sentence asked for it`() async throws {
    let stage = try await stage()
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    #expect(opened.status == 201 && opened.headers[.location] == "/v1/cases/C-000001" && opened.text.contains(#""isNew":true"#), "\(opened.text)")
    let shown = try await stage.ask(.get, "/v1/cases/C-000001", as: .agent)
    #expect(shown.status == 200 && shown.text.contains(#""text":"Look where the meal is""#) && shown.text.contains(#""phase":"open""#), "\(shown.text)")
    #expect(shown.text.contains(#""label":"Given to the rider""#) && shown.text.contains(#""source":"platform""#))
    #expect(shown.text.contains(#""sentence":{"file":"late-meal.md","line":"#))

    let done = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Given to the rider"}"#)
    #expect(done.status == 200 && done.text.contains(#""phase":"closed""#), "\(done.text)")
    let timeline = try await stage.ask(.get, "/v1/cases/C-000001/timeline", as: .quality)
    #expect(timeline.text.contains("agent one") && timeline.text.contains(#""weight":"headline""#), "\(timeline.text)")
    let events = try await stage.ask(.get, "/v1/cases/C-000001/events?after=1", as: .supervisor)
    #expect(events.text.contains(#""kind":"closed""#) && !events.text.contains(#""sequence":1,"#))
    #expect((try? JSONSerialization.jsonObject(with: Data(events.text.utf8))) != nil)
    let late = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"event":"called"}"#)
    #expect(late.status == 409 && late.json["type"] == "/problems/refused" && late.text.contains("is closed"))
  }

  @Test func `the same key is one request, for opening, telling and writing`() async throws {
    let stage = try await stage()
    let first = try await stage.ask(.post, "/v1/cases", as: .integration, opening, key: "k-1")
    let again = try await stage.ask(.post, "/v1/cases", as: .integration, opening, key: "k-1")
    #expect(first.status == 201 && again.status == 200 && again.headers[.idempotencyReplayed] == "true" && again.text.contains(#""isRepeat":true"#))
    #expect(try await stage.ask(.post, "/v1/cases", as: .agent, opening, key: "k-1").headers[.idempotencyReplayed] == nil, "another caller's key")
    let reused = try await stage.ask(.post, "/v1/cases", as: .integration, opening.replacing("A-1", with: "A-2"), key: "k-1")
    #expect(reused.status == 422 && reused.json["type"] == "/problems/key-reused")
    #expect(try await stage.ask(.get, "/v1/cases", as: .agent).text.contains("A-2") == false)

    let path = "/v1/cases/C-000001/messages"
    for _ in 0..<3 { #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"asked the rider"}"#, key: "m").status == 200) }
    #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"asked the cook"}"#, key: "m").status == 422)
    let messages = try await stage.ask(.get, path, as: .agent)
    #expect(messages.text.split(separator: "asked the rider").count == 2 && !messages.text.contains("cook"), "\(messages.text)")
    let task = #"{"choice":"Given to the rider"}"#
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, task, key: "t").status == 200)
    // The task is done and the case closed by now: the second one is told what the first one was.
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, task, key: "t").headers[.idempotencyReplayed] == "true")
    for bad in [String(repeating: "k", count: 201), "two words", "é"] {
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening, key: bad).status == 400, "\(bad)")
    }
  }

  @Test func `a second opening about the same subject joins the first`() async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    let second = try await stage.ask(.post, "/v1/cases", as: .agent, #"{"playbook":"late-meal","subject":"A-1","channel":"phone"}"#)
    #expect(second.status == 200 && second.json["id"] == "C-000001" && second.text.contains(#""isNew":false"#))
  }

  @Test func `T-10 a case knows what platforms told of its order`() async throws {
    let stage = try await stage()
    let event = #"{"id":"e-1","order":"A-1","kind":"picked-up","at":1795305600000,"merchant":"m-9","rider":"r-1"}"#
    _ = try await stage.ask(.post, "/v1/order-events", as: .integration, event)
    _ = try await stage.ask(.post, "/v1/cases", as: .agent, #"{"playbook":"late-meal","subject":"A-1"}"#)
    let shown = try await stage.ask(.get, "/v1/cases/C-000001", as: .agent)
    #expect(shown.text.contains(#""fact":"merchant.name""#) == false)
    #expect(shown.text.contains(#""fact":"order.state""#) && shown.text.contains(#""text":"On the way""#), "\(shown.text)")
  }

  @Test func `If-Match refuses what was decided on an old look`() async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    let tag = try #require(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).headers[.eTag])
    var same = try await stage.token(.agent)
    same[.ifNoneMatch] = tag
    #expect(try await stage.ask(.get, "/v1/cases/C-000001", same).status == 304)
    _ = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, #"{"text":"a note"}"#)
    let path = "/v1/cases/C-000001/signals"
    let late = try await stage.ask(.post, path, as: .agent, #"{"choice":"Given to the rider"}"#, ifMatch: tag)
    #expect(late.status == 412 && late.json["type"] == "/problems/precondition-failed")
    #expect(try await stage.ask(.post, path, as: .agent, #"{"choice":"Given to the rider"}"#, ifMatch: "W/\"x\"").status == 412)
    let now = try #require(try await stage.ask(.get, "/v1/cases/C-000001", as: .agent).headers[.eTag])
    #expect(try await stage.ask(.post, path, as: .agent, #"{"choice":"Given to the rider"}"#, key: "k", ifMatch: now).status == 200)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"choice":"Given to the rider"}"#, key: "k", ifMatch: now).status == 200, "it was taken before")
  }

  @Test func `the list is read page by page, newest first, by phase, playbook, subject and incident`() async throws {
    let stage = try await stage()
    for number in 1...7 { _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening.replacing("A-1", with: "A-\(number)")) }
    _ = try await stage.ask(.post, "/v1/cases/C-000003/signals", as: .agent, #"{"choice":"Given to the rider"}"#)
    var seen: [String] = []
    var path: String? = "/v1/cases?limit=3"
    while let page = path {
      let answer = try await stage.ask(.get, page, as: .agent)
      let read = try JSONDecoder().decode(Page.self, from: Data(answer.text.utf8))
      seen += read.items.map(\.id)
      path = read.next.map { "/v1/cases?limit=3&cursor=\($0)" }
    }
    #expect(seen == (1...7).reversed().map { "C-00000\($0)" })
    func ids(_ query: String) async throws -> [String] {
      try JSONDecoder().decode(Page.self, from: Data(try await stage.ask(.get, "/v1/cases?\(query)", as: .agent).text.utf8)).items.map(\.id)
    }
    #expect(try await ids("phase=closed") == ["C-000003"])
    #expect(try await ids("phase=open,settling").count == 6)
    #expect(try await ids("subject=A-5") == ["C-000005"])
    #expect(try await ids("playbook=other").isEmpty)
    #expect(try await ids("incident=true").isEmpty)
    for bad in ["phase=shut", "limit=0", "limit=201", "limit=x", "incident=maybe", "phase="] {
      #expect(try await stage.ask(.get, "/v1/cases?\(bad)", as: .agent).status == 400, "\(bad)")
    }
  }

  @Test func `cases are found by words in any language, of what they are about, their facts and messages`() async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening.replacing("A-1", with: "餐品洒漏-7").replacing("m-1", with: "南门 粥铺"))
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening.replacing("A-1", with: "A-100_b"))
    func ids(_ words: String) async throws -> [String] {
      let escaped = try #require(words.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      let answer = try await stage.ask(.get, "/v1/cases?q=\(escaped)", as: .agent)
      return try JSONDecoder().decode(Page.self, from: Data(answer.text.utf8)).items.map(\.id)
    }
    let wanted = [
      ("洒漏", ["C-000001"]), ("餐品洒", ["C-000001"]), ("粥", ["C-000001"]), ("洒漏 粥铺", ["C-000001"]), ("洒漏 m-1", []), ("a-100", ["C-000002"]), ("100%", []),
      ("0_b", ["C-000002"]), ("0xb", []), ("where the meal", ["C-000002", "C-000001"]), ("AND", []), ("*", []),
    ]
    for (words, cases) in wanted { #expect(try await ids(words) == cases, "\(words)") }
    _ = try await stage.ask(.post, "/v1/cases/C-000002/messages", as: .agent, #"{"text":"客人说\"不要辣\""}"#)
    #expect(try await ids("说\"不要") == ["C-000002"])
    #expect(try await ids("\"") == ["C-000002"])
  }

  private struct Page: Decodable {
    struct Row: Decodable { let id: String }
    let items: [Row]
    let next: String?
  }

  @Test(arguments: [
    (#"{}"#, ["/playbook"]), (#"{"playbook":"late-meal"}"#, ["/subject"]), (#"{"playbook":7,"subject":"A"}"#, ["/playbook"]),
    (#"{"playbook":"nothing","subject":"A"}"#, ["/playbook"]),
    (
      #"{"playbook":"late-meal","subject":"","channel":"smoke","facts":{"Weather":"bad","order.state":"flying"},"persons":{"cook":"u"},"colour":1}"#,
      ["/channel", "/colour", "/facts/Weather", "/facts/order.state", "/persons/cook", "/subject"]
    ),
    (#"{"playbook":"late-meal","subject":"A","facts":[1]}"#, ["/facts"]),
    (#"{"playbook":"late-meal","subject":"A","facts":{"order.state":{}}}"#, ["/facts/order.state"]),
  ])
  func `what is wrong with an opening is named with its place, and nothing is opened`(body: String, places: [String]) async throws {
    let stage = try await stage()
    let answer = try await stage.ask(.post, "/v1/cases", as: .integration, body)
    #expect(answer.status == 422 && faults(answer) == places, "\(answer.text)")
    #expect(await stage.ledger.highestCaseNumber() == 0)
  }

  @Test(arguments: [
    (#"{}"#, 422), (#"{"facts":{},"event":"called"}"#, 422), (#"{"event":"landed"}"#, 422), (#"{"choice":"x","task":7}"#, 422), (#"{"repair":"beat"}"#, 422),
    (#"{"repair":{"facts":{}}}"#, 422), (#"{"persons":{"customer":7}}"#, 422), (#"{"report":7}"#, 422), (#"{"report":{"effect":"k"}}"#, 422), ("[]", 400),
    ("{", 400),
    (#"{"choice":"Eaten"}"#, 409), (#"{"repair":"retry"}"#, 409), (#"{"promiseKept":"p-9"}"#, 409),
    (#"{"report":{"effect":"C-000001/x","outcome":"sent"}}"#, 403),
    (#"{"event":"called"}"#, 200), (#"{"heard":"customer","channel":"wechat"}"#, 200), (#"{"persons":{"customer":"u-1"}}"#, 200),
    (#"{"facts":{"order.state":null}}"#, 200),
  ])
  func `a signal is one of those there are`(body: String, status: Int) async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    let answer = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .supervisor, body)
    #expect(answer.status == status, "\(answer.text)")
    #expect(status == 200 || faults(answer)?.isEmpty != true, "a refusal without a reason")
  }

  private func faults(_ answer: Answer) -> [String]? {
    struct Body: Decodable {
      struct Fault: Decodable { let pointer: String }
      let errors: [Fault]?
    }
    return (try? JSONDecoder().decode(Body.self, from: Data(answer.text.utf8)))?.errors?.map(\.pointer)
  }

  @Test func `a customer's message is a contact, the desk's goes out, and a note stays`() async throws {
    let connector = Outbox()
    let stage = Stage(connector: connector)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    let path = "/v1/cases/C-000001/messages"
    #expect(try await stage.ask(.post, path, as: .integration, #"{"from":"customer","channel":"wechat","text":"Where is it?"}"#).status == 200)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"to":"customer","channel":"sms","text":"Two minutes"}"#).status == 200)
    #expect(try await stage.ask(.post, path, as: .agent, #"{"text":"The rider is new"}"#).status == 200)
    let running = Task { try await stage.desk.run() }
    while connector.errands.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    running.cancel()
    try? await running.value
    #expect(connector.errands.map(\.text) == ["Two minutes"] && connector.errands.first?.kind == .say && connector.errands.first?.channel == "sms")
    let messages = try await stage.ask(.get, path, as: .agent)
    #expect(messages.text.contains(#""by":"platform","channel":"wechat","from":"customer""#), "\(messages.text)")
    #expect(messages.text.contains(#""by":"agent one","channel":"sms""#) && messages.text.contains("The rider is new"))
    let events = try await stage.ask(.get, "/v1/cases/C-000001/events", as: .agent)
    #expect(events.text.contains(#""kind":"heard""#) && !events.text.contains("Two minutes"), "words aren't shown among the events")
    for bad in [#"{"text":""}"#, #"{"from":"customer","to":"customer","text":"x"}"#, #"{"from":"nobody","text":"x"}"#, #"{"channel":"sms","text":"x"}"#, "{}"] {
      #expect(try await stage.ask(.post, path, as: .agent, bad).status == 422, "\(bad)")
    }
    #expect(try await stage.ask(.post, path, as: .integration, #"{"to":"customer","text":"x"}"#).status == 403, "programs bring messages, people write them")
  }

  @Test func `each role does its own work`() async throws {
    let stage = try await stage()
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    for role in Role.allCases {
      let may = Right.of(role)
      #expect(try await stage.ask(.get, "/v1/cases", as: role).status == (may.contains(.seeCases) ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.post, "/v1/cases", as: role, opening).status == (may.contains(.openCases) ? 200 : 403), "\(role)")
    }
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"repair":"skip"}"#).status == 403)
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .quality, #"{"event":"called"}"#).status == 403)
    #expect(try await stage.ask(.get, "/v1/cases/C-000009", as: .agent).status == 404)
    #expect(try await stage.ask(.get, "/v1/cases/C-000009/timeline", as: .agent).status == 404)
  }
}

/// Takes everything and keeps it.
private final class Outbox: Connector {
  private let kept = Mutex<[Errand]>([])

  var errands: [Errand] { kept.withLock { $0 } }

  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    kept.withLock { $0.append(errand) }
    return ErrandReport(outcome: "sent")
  }
}
