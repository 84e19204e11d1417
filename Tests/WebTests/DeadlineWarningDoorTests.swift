import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Warnings of deadlines at the door")
struct DeadlineWarningDoorTests {
  private static let playbook =
    lateMeal + """


      ## Deadlines

      | id | labels | from | until | time | clock | pause | warning | on breach |
      |---|---|---|---|---|---|---|---|---|
      | reply | First reply | opened | reply to Customer | 30 min | wall clock | | 10 min before | Called |
      """

  @Test func `T-02 a warning comes by the stream and by webhooks, and stands in the timeline`() async throws {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: Self.playbook)], at: clock.now())
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#)
    #expect(opened.status == 201, "\(opened.text)")
    clock.move(to: clock.now() + .minutes(20))
    #expect(try await stage.ask(.get, "/v1/deadlines?state=warned", as: .agent).text.contains(#""deadline":"reply""#))

    let turn = try #require(await stage.ledger.readTurns(after: 0, limit: 9).last)
    #expect(turn.events.map { StoredKind($0.kind) } == [.deadlineWarned])
    let item = String(buffer: EventFeed.Item(turn).bytes)
    #expect(item.contains("event: case-changed") && item.contains(#""events":[{"kind":"deadline-warned","sequence":"#), "\(item)")
    let timeline = try await stage.ask(.get, "/v1/cases/C-000001/timeline", as: .agent)
    #expect(timeline.text.contains("Deadline “First reply” comes near"), "\(timeline.text)")

    func endpoint(_ kinds: Set<StoredKind>) -> WebhookEndpoint {
      WebhookEndpoint(
        id: "wh_a", url: "https://example.com/hook", kinds: kinds, createdAt: clock.now(), createdBy: "test", position: 0,
        secrets: WebhookSecrets(current: [1]))
    }
    let told = try #require(try WebhookMessage.delivery(of: turn, "late-meal", for: endpoint([.deadlineWarned]), at: clock.now()))
    #expect(told.body.contains(#""type":"case.changed""#) && told.body.contains(#""kind":"deadline-warned""#), "\(told.body)")
    #expect(try WebhookMessage.delivery(of: turn, "late-meal", for: endpoint([.happened]), at: clock.now()) == nil, "who wants to hear of misses only")
  }

  @Test func `a webhook may be made for warnings`() async throws {
    let stage = Stage()
    let made = try await stage.ask(
      .post, "/v1/webhooks", as: .administrator, #"{"url":"https://example.com/hook","kinds":["deadline-warned"]}"#, key: "w")
    #expect(made.status == 201 && made.text.contains(#""kinds":["deadline-warned"]"#), "\(made.text)")
  }
}
