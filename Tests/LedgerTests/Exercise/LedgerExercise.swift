import Casework
import Ledger
import Testing

/// What every ledger must do, whatever it is made of: one suite, run for each `LedgerMaker`.
@Suite("Ledger exercise")
struct LedgerExercise {
  @Test("an empty ledger knows nothing", arguments: LedgerMaker.allCases)
  func emptyLedger(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let results = try await ledger.commit([])
      #expect(results.isEmpty)
      #expect(try await ledger.readCase(CaseID("C-1")) == nil)
      #expect(try await ledger.readEvents(of: CaseID("C-1"), after: 0).isEmpty)
      #expect(try await ledger.listCases(CaseFilter()).isEmpty)
      #expect(try await ledger.highestCaseNumber() == 0)
      #expect(try await ledger.latestEventTime() == nil)
      #expect(try await ledger.nextTimerDue() == nil)
      #expect(try await ledger.nextEffectDue() == nil)
      #expect(try await ledger.listPlaybooks().isEmpty)
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }
}
