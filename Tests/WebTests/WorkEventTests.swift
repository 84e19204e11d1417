import Desk
import Foundation
import HTTPTypes
import Ledger
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Who does what, as it changes")
struct WorkEventTests {
  private let stage = Stage()
  private let agents = #"{"id":"agents","name":"Agents","queues":["agents"],"members":{"li":[],"wang":[]}}"#

  private struct Ear {
    let path: String
    let headers: HTTPFields
  }

  /// Listens with each of them while something happens, until as many changes were told as it says.
  private func heard(_ ears: [Ear], while happening: () async throws -> Int) async throws -> [String] {
    let server = stage.server
    let running = Task { await server.feed.run(stage.desk, stage.work) }
    defer { running.cancel() }
    while await !server.feed.followsWork { try await Task.sleep(for: .milliseconds(1)) }
    let listening = ears.map { ear in Task { try await stage.ask(.get, ear.path, ear.headers, of: server.responder()) } }
    while await server.feed.listenerCount < ears.count { try await Task.sleep(for: .milliseconds(1)) }
    let count = try await happening()
    while await server.feed.workTold < count { try await Task.sleep(for: .milliseconds(1)) }
    await server.feed.finish()
    var texts: [String] = []
    for one in listening {
      let answer = try await one.value
      #expect(answer.status == 200, "\(answer.text)")
      texts.append(answer.text)
    }
    return texts
  }

  @Test func `T-12 what is given to somebody is told to them, to those who see work, and to nobody else`() async throws {
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    let (li, wang, chen) = try await (stage.inside("li", .agent), stage.inside("wang", .agent), stage.inside("chen", .supervisor))
    #expect(try await stage.ask(.post, "/v1/teams", chen.writing, body: agents).status == 201)
    for subject in ["A-1", "A-2"] {
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#).status == 201)
    }
    let tasks = try await stage.ask(.get, "/v1/tasks", chen.looking)
    #expect(tasks.text.contains("C-000002"), "\(tasks.text)")
    let task = try await WallStage.task(of: "C-000001", on: stage)
    let quality = try await stage.token(.quality)
    let ears = [
      Ear(path: "/v1/events", headers: li.looking), Ear(path: "/v1/events", headers: wang.looking), Ear(path: "/v1/events", headers: quality),
      Ear(path: "/v1/events?case=C-000002", headers: li.looking), Ear(path: "/v1/events?case=C-000002", headers: wang.looking),
      Ear(path: "/v1/events?mine=true", headers: li.looking), Ear(path: "/v1/events?mine=true", headers: wang.looking),
    ]
    let texts = try await heard(ears) {
      let given = try await stage.ask(.put, "/v1/tasks/C-000001/\(task)/assignee", chen.writing, body: #"{"account":"li"}"#)
      #expect(given.status == 200, "\(given.text)")
      return 1
    }
    try #require(texts.count == ears.count)
    for number in [0, 3, 5] { #expect(texts[number].contains("event: work-changed") && texts[number].contains(#""you":"given""#), "\(texts[number])") }
    #expect(texts[1].contains(#""case":"C-000001""#) && texts[1].contains(#""task":"\#(task)""#) && !texts[1].contains("\"you\""), "\(texts[1])")
    for number in [2, 4, 6] { #expect(!texts[number].contains("work-changed"), "\(number): \(texts[number])") }
    #expect(!texts.joined().contains("id: "), "nobody takes it up again")
    #expect(!texts.joined().contains("li\""), "and it names nobody")
  }

  @Test func `who comes and goes is told to those who see work, and means something to themselves`() async throws {
    let (li, chen) = try await (stage.inside("li", .agent), stage.inside("chen", .supervisor))
    // What was before isn't news.
    #expect(try await stage.ask(.get, "/v1/presence", li.looking).text.contains(#""holds":0"#))
    let texts = try await heard([Ear(path: "/v1/events", headers: chen.looking), Ear(path: "/v1/events?mine=true", headers: li.looking)]) {
      () async throws -> Int in
      #expect(try await stage.ask(.put, "/v1/presence", li.writing, body: #"{"status":"available"}"#).status == 200)
      return 1
    }
    #expect(texts.first?.contains(#""person":"li""#) == true && texts.first?.contains("\"you\"") == false, "\(texts)")
    #expect(texts.last?.contains(#""you":"presence""#) == true, "\(texts)")
  }

  @Test func `of very much at once nothing is named but what is one's own`() {
    let changes = (0...WorkNotes.mostNamed).map { WorkChange.presence(of: "account:p\($0)") }
    let notes = WorkNotes(changes, at: Instant(milliseconds: 0))
    func told(_ person: String, seesWork: Bool = true, isMine: Bool = false) -> String? {
      notes.bytes(for: WorkNotes.Listener(person: person, seesWork: seesWork, isMine: isMine)).map { String(buffer: $0) }
    }
    #expect(told("account:chen") == "event: work-changed\ndata: {\"at\":\"1970-01-01T00:00:00.000Z\"}\n\n")
    #expect(told("token:x", seesWork: false) == nil && told("account:chen", isMine: true) == nil)
    let own = told("account:p3") ?? ""
    #expect(own.contains(#""person":"p3""#) && !own.contains(#""person":"p4""#) && own.split(separator: "\n\n").count == 2, "\(own)")
    #expect(told("account:p3", seesWork: false)?.split(separator: "\n\n").count == 1)
  }

  @Test(arguments: ["mine=yes", "mine=true&mine=true", "work=true"])
  func `a parameter that can't be is refused`(query: String) async throws {
    #expect(try await stage.ask(.get, "/v1/events?\(query)", as: .agent).status == 400)
  }
}
