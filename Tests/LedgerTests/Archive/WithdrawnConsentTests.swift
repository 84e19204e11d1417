import Ledger
import LedgerSQLite
import Playbook
import Testing

@testable import Casework

@Suite("Consents that were taken back, and archives")
struct WithdrawnConsentTests {
  private let person = PersonID("u-81")

  private func withdrawn(_ id: String, about subject: String) throws -> Entry {
    let taken = EventKind.consented(Consented(party: "customer", person: person, scope: "number", isGiven: false, until: nil))
    return try CaseScript.opened(id, subject: subject) { _ in [taken, .closedNow] }.entry
  }

  private func leaving(_ entry: Entry, of ledger: any ArchiveLedger) async throws -> LeavingCase {
    let turns = try await ledger.readPlacedTurns(of: entry.caseID)
    let mark = ArchivedCase(
      id: entry.caseID, playbook: entry.state.playbook, subject: entry.state.subject, recordClass: .complaint, closedAt: morning, archivedAt: minutes(9),
      archive: "a")
    return LeavingCase(mark: mark, turns: turns.count, lastPosition: try #require(turns.last).position)
  }

  private func exercise(_ ledger: any Ledger & ArchiveLedger) async throws {
    let (one, three) = (try withdrawn("C-000001", about: "A-1"), try withdrawn("C-000003", about: "A-3"))
    let (script, open) = try CaseScript.opened("C-000002", subject: "A-1")
    var two = script
    let newest = try CaseScript.opened("C-000004").entry
    #expect(try await ledger.commit([one, open, three, newest]) == [.committed, .committed, .committed, .committed])
    let (first, third) = (try await leaving(one, of: ledger), try await leaving(three, of: ledger))
    #expect(try await ledger.takeOut([first, third], noting: []) == [one.caseID], "an open case about the same may have been given it before")
    #expect(try await ledger.latestConsent(of: person, to: "number", about: "A-1")?.isGiven == false)
    let over = try two.entry("over", .closedNow)
    #expect(try await ledger.commit([over]) == [.committed])
    #expect(try await ledger.takeOut([first], noting: []).isEmpty)
  }

  @Test(arguments: LedgerMaker.allCases)
  func `a case in which a consent was taken back stays while a case about the same is open`(maker: LedgerMaker) async throws {
    switch maker {
    case .memory: try await exercise(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await exercise(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
