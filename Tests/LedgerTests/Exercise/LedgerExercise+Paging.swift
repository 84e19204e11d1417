import Ledger
import Testing

@testable import Casework

extension LedgerExercise {
  @Test("a list is read page by page without missing or repeating a case", arguments: LedgerMaker.allCases)
  func paging(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      // Two names with one number stand in one place of the order.
      let names = (1...7).map { "C-\($0)" } + ["X-4", "none"]
      for name in names { _ = try await ledger.commit([try CaseScript.opened(name).entry]) }
      let whole = try await ledger.listCases(CaseFilter(limit: 100)).map(\.id)
      var pages: [CaseID] = []
      while true {
        let page = try await ledger.listCases(CaseFilter(phases: [.open], after: pages.last, limit: 2)).map(\.id)
        guard !page.isEmpty else { break }
        pages += page
      }
      #expect(pages == whole)
      #expect(pages.count == names.count)
    }
  }
}
