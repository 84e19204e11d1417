import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("Erasing somebody whom no platform has named")
struct UnnamedErasureTests {
  @Test func `their key goes though their case is in an archive, and other parties' and cases' keys stay`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", keys: [MasterKey()])
      let (one, two) = (try PersonalStory.entry("C-000001", isClosed: true), try PersonalStory.entry("C-000002", isClosed: true))
      _ = try await ledger.commit([one, two])
      let placed = try await ledger.readPlacedTurns(of: one.caseID)
      let mark = ArchivedCase(
        id: one.caseID, playbook: "cold-food", subject: one.state.subject, recordClass: .complaint, closedAt: morning, archivedAt: minutes(1), archive: "a")
      #expect(try await ledger.takeOut([LeavingCase(mark: mark, turns: 1, lastPosition: placed[0].position)], noting: []).isEmpty)
      let person = PersonID("\(one.state.subject)/customer")
      #expect(try await ledger.casesSealed(for: person) == [one.caseID])
      #expect(try await ledger.erase(Erasure(person: person, parts: [], at: minutes(9)), noting: { _ in [] }) == .done(cases: 1))
      let keys = try await ledger.read { db in try String.fetchAll(db, sql: "SELECT case_id || ' ' || party FROM case_keys ORDER BY case_id, party") }
      #expect(keys == ["C-000001 rider", "C-000002 customer", "C-000002 rider"])
      #expect(try await ledger.casesSealed(for: person).isEmpty)
      let returning = ReturningCase(id: one.caseID, turns: placed, playbooks: [])
      #expect(try await ledger.putBack([returning], noting: []).returned == [one.caseID])
      let state = try #require(try await ledger.readCase(one.caseID))
      #expect(state.facts["customer.phone"]?.value == .text(SealedWords.erased))
      #expect(state.facts["rider.phone"]?.value == .text("13900000000"))
    }
  }
}
