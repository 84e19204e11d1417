import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("Words to search")
struct SearchTests {
  @Test("words are kept once, and by one reader at a time", arguments: LedgerMaker.allCases)
  func once(maker: LedgerMaker) async throws {
    try await maker.withSearch { ledger async throws in
      #expect(try await ledger.searchPosition() == 0)
      let words = [SearchWords(position: 1, caseID: CaseID("C-000001"), text: "餐品洒漏 A-1"), SearchWords(position: 3, caseID: CaseID("C-000001"), text: "x")]
      #expect(try await ledger.keepSearchWords(words, from: 0, to: 4))
      #expect(try await ledger.searchPosition() == 4)
      #expect(try await !ledger.keepSearchWords(words, from: 0, to: 4), "another one has read that")
      #expect(try await ledger.keepSearchWords([], from: 4, to: 9))
      #expect(try await ledger.searchPosition() == 9)
      #expect(try await ledger.keepSearchWords(words, from: 9, to: 9), "what was put back may be read again")
    }
  }
}

extension LedgerMaker {
  fileprivate func withSearch(_ use: (any SearchLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
