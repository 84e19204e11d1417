import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Ledger
import LedgerSQLite
import Logging
import Playbook
import Testing

@testable import Web

@Suite("Entries that can't be read stand in nobody's way at the door")
struct TornRecordTests {
  private let disk: DiskLedger
  private let stage: Stage

  init() async throws {
    disk = try DiskLedger()
    stage = Stage(on: disk.ledger)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
  }

  /// Each is one entry of the record.
  private func open(_ numbers: ClosedRange<Int>) async throws {
    for number in numbers {
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-\#(number)"}"#).status == 201)
    }
  }

  @Test func `who listens hears what stands behind them, now and later`() async throws {
    try await open(1...4)
    try await disk.tear(2)
    let feed = stage.server.feed
    let page = try await feed.items(after: 0)
    #expect(page.items.compactMap(\.position) == [1] && page.end == 2)
    #expect(try await feed.items(after: page.end).items.compactMap(\.position) == [3, 4])
    let (start, items) = try await feed.listen()
    #expect(start == 4)
    try await open(5...8)
    for torn in [5, 8] { try await disk.tear(torn) }
    await feed.pull()
    await feed.finish()
    var heard: [Int] = []
    for await item in items { if let position = item.position { heard.append(position) } }
    #expect(heard == [6, 7])
  }

  @Test func `webhooks are told of the rest, and a closed case that can't be read has no summary`() async throws {
    try await open(1...3)
    let closed = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Not made"}"#)
    #expect(closed.status == 200, "\(closed.text)")
    for torn in [1, 3] { try await disk.tear(torn) }
    let (time, receivers) = (MovedClock(), ScriptedReceivers())
    let endpoint = WebhookEndpoint(
      id: "wh_a", url: "https://example.com/hook", sendsSummaries: true, createdAt: time.now, createdBy: "test", position: 0,
      secrets: WebhookSecrets(current: [1, 2, 3]))
    #expect(try await disk.ledger.addWebhook(endpoint, noting: []))
    let courier = WebhookCourier(
      name: "test", record: disk.ledger, webhooks: disk.ledger, sender: receivers,
      gate: WebhookGate(allowsLoopback: false, lookup: { try receivers.addresses(of: $0) }), retention: .hours(30 * 24),
      summary: ClosingSummaries(desk: stage.desk).summary(of:), clock: { time.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await courier.round()
    #expect(receivers.ids.sorted() == ["msg_a_2", "msg_a_4"])
    #expect(try await ClosingSummaries(desk: stage.desk).summary(of: CaseID("C-000001")) == nil)
  }

  @Test func `evidence that an entry may name which can't be read isn't swept`() async throws {
    try await open(1...2)
    let sweeper = EvidenceSweeper(desk: stage.desk, intake: stage.evidence, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let digest = try #require(ContentDigest(String(repeating: "0a", count: 32)))
    #expect(try await sweeper.named([digest], likely: CaseID("C-000001")).isEmpty)
    try await disk.tear(2)
    #expect(try await sweeper.named([digest], likely: CaseID("C-000001")) == [digest])
    #expect(try await sweeper.named([digest], likely: CaseID("C-000002")) == [digest])
  }
}
