import Casework
import Channels
import Desk
import GRDB
import Ledger
@testable import LedgerSQLite
import Playbook
import Testing

@Suite("A full disk")
struct FullDiskTests {
  /// Lets the ledger's file grow by so many pages and no further; nil lifts the limit.
  private func limit(_ ledger: SQLiteLedger, pages: Int?) async throws {
    try await ledger.write { db in
      let present = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages.map { present + $0 } ?? 1_000_000_000)")
    }
  }

  @Test("the desk says so, loses nothing it acknowledged, and goes on by itself when there is room again")
  func fullAndEmpty() async throws {
    let stored = try SQLiteLedger(path: temporaryFile("sqlite"))
    let clock = ManualClock()
    let connector = ScriptedConnector()
    let desk = Desk(name: "full", ledger: stored, connectors: Connectors(default: connector), clock: clock)
    let plan = try await desk.shelf.publish([SourceText(path: "shop.md", text: shopPlaybook)], at: clock.now()).plan
    let facts = plan.factReports(from: ["stock": "left"], source: "platform").reports
    @Sendable func open(_ number: Int) async throws(DeskError) -> CaseID {
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(number)", channel: .online, facts: facts)
      return try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID
    }
    let notices = desk.notices()
    let noticing = Task {
      await notices.first { if case .ledgerTrouble(.unavailable(let words)) = $0 { words.contains("disk is full") } else { false } }
    }
    let running = Task { try await desk.run() }
    var acknowledged: [Int: CaseID] = [:]
    for number in 1...5 { acknowledged[number] = try await open(number) }

    try await limit(stored, pages: 6)
    var refused: [Int] = []
    for number in 6...120 {
      do throws(DeskError) { acknowledged[number] = try await open(number) } catch {
        guard case .ledger(.unavailable(let words)) = error else { throw error }
        #expect(words.contains("disk is full"))
        refused.append(number)
      }
    }
    #expect(refused.count > 10)

    try await limit(stored, pages: nil)
    // Whoever was refused sends it again, under the same name.
    for number in refused { acknowledged[number] = try await open(number) }
    #expect(acknowledged.count == 120)
    #expect(Set(acknowledged.values).count == 120)
    try await eventually("every effect that was planned has gone out, without a restart") {
      try await stored.listCases(CaseFilter(limit: 200)).asyncAllSatisfy { try await stored.readCase($0.id)?.effects.isEmpty == true }
    }
    running.cancel()
    try await running.value
    // Not only whoever sent something: the one who could make room must hear of it. The notices end with the desk.
    #expect(await noticing.value != nil)
    for (number, id) in acknowledged {
      #expect(try await stored.caseOfSignal(SignalID("open-\(number)")) == id)
      #expect(try await HistoryFault.all(in: stored.readEvents(of: id, after: 0), of: id, state: stored.readCase(id)) == [])
    }
    #expect(Set(connector.errands.map(\.key)).count == 120)
    #expect(try await stored.rebuild().differences == [])
  }
}

extension Array {
  fileprivate func asyncAllSatisfy(_ isSo: (Element) async throws -> Bool) async rethrows -> Bool {
    for element in self where try await !isSo(element) { return false }
    return true
  }
}
