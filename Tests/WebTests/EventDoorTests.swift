import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("What happens, as it happens")
struct EventDoorTests {
  private let stage = Stage()

  private func open(_ number: Int) async throws {
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-\#(number)"}"#)
  }

  /// Listens while something happens, and then until nothing more comes.
  private func heard(_ path: String = "/v1/events", after: String? = nil, while happening: () async throws -> Void) async throws -> String {
    let server = stage.server
    let running = Task { await server.feed.run(stage.desk, stage.work) }
    defer { running.cancel() }
    var headers = try await stage.token(.agent)
    headers[.lastEventID] = after
    let listening = Task { try await stage.ask(.get, path, headers, of: server.responder()) }
    while await server.feed.listenerCount == 0 { try await Task.sleep(for: .milliseconds(1)) }
    try await happening()
    while await !server.feed.isUpToDate(with: stage.ledger.latestPosition()) { try await Task.sleep(for: .milliseconds(1)) }
    await server.feed.finish()
    let answer = try await listening.value
    #expect(answer.status == 200 && answer.headers[.contentType] == "text/event-stream")
    return answer.text
  }

  private func ids(_ text: String) -> [String] { text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) } }

  @Test func `a listener hears what happens from now on, and takes up where it was`() async throws {
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    try await open(1)
    let first = try await heard {
      try await open(2)
      _ = try await stage.ask(.post, "/v1/cases/C-000002/signals", as: .agent, #"{"choice":"Not made"}"#)
    }
    #expect(first.contains("retry: 2000") && !first.contains("C-000001"))
    #expect(first.contains(#""case":"C-000002""#) && first.contains(#"{"kind":"closed""#) && ids(first) == ["2", "3"], "\(first)")
    try await open(3)
    let second = try await heard(after: "2") { try await open(4) }
    #expect(ids(second) == ["3", "4", "5"], "\(second)")
    let one = try await heard("/v1/events?case=C-000004", after: "0") { try await open(5) }
    #expect(ids(one) == ["5"] && !one.contains("C-000005"), "\(one)")
    #expect(try await heard(after: "999") { try await open(6) }.contains("C-000006") == false, "behind what there is")
  }

  @Test func `a long record is told page by page, without gaps and once`() async throws {
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    for number in 1...600 { try await open(number) }
    let all = try await heard(after: "0") { for number in 601...620 { try await open(number) } }
    #expect(ids(all) == (1...620).map { String($0) })
  }

  @Test(arguments: ["x", "-1", ""])
  func `a place that isn't one`(id: String) async throws {
    var headers = try await stage.token(.agent)
    headers[.lastEventID] = id
    #expect(try await stage.ask(.get, "/v1/events", headers).status == 400)
  }

  @Test func `who may not see cases doesn't hear of them`() async throws {
    #expect(try await stage.ask(.get, "/v1/events", as: .author).status == 403)
    #expect(try await stage.ask(.get, "/v1/events").status == 401)
  }
}
