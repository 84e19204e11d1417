import Ledger
import LedgerSQLite
import Testing

/// What every ledger must do with lists that people have saved: one suite, run for each `LedgerMaker`.
@Suite("Saved views exercise")
struct SavedViewExercise {
  private let mine = SavedView(name: "我的“急”单", path: "/console/work?mine=true")
  private let stuck = SavedView(name: "Stuck", path: "/console/cases?incident=true&q=%E9%A4%90")

  @Test("views are kept in their order, each person's apart", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withViews { ledger async throws in
      #expect(try await ledger.savedViews(of: "account:li") == SavedViews())
      #expect(try await ledger.putSavedViews(SavedViews(items: [stuck, mine]), of: "account:li"))
      #expect(try await ledger.savedViews(of: "account:li") == SavedViews(items: [stuck, mine], revision: 1))
      #expect(try await ledger.savedViews(of: "account:wang") == SavedViews())
      #expect(try await ledger.putSavedViews(SavedViews(items: [mine], revision: 1), of: "account:li"))
      #expect(try await ledger.putSavedViews(SavedViews(items: [], revision: 2), of: "account:li"))
      #expect(try await ledger.savedViews(of: "account:li") == SavedViews(items: [], revision: 3))
    }
  }

  @Test("of two changes of the same state the second one is refused", arguments: LedgerMaker.allCases)
  func changes(maker: LedgerMaker) async throws {
    try await maker.withViews { ledger async throws in
      #expect(try await ledger.putSavedViews(SavedViews(items: [mine]), of: "account:li"))
      #expect(try await !ledger.putSavedViews(SavedViews(items: [stuck]), of: "account:li"), "the first is there")
      #expect(try await !ledger.putSavedViews(SavedViews(items: [stuck], revision: 2), of: "account:li"))
      #expect(try await !ledger.putSavedViews(SavedViews(items: [stuck], revision: 1), of: "account:wang"), "there is nothing to change")
      #expect(try await ledger.savedViews(of: "account:li") == SavedViews(items: [mine], revision: 1))
      #expect(try await ledger.savedViews(of: "account:wang") == SavedViews())
      let done = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<10 {
          let views = SavedViews(items: [SavedView(name: "\(number)", path: "/console/work")], revision: 1)
          group.addTask { try await ledger.putSavedViews(views, of: "account:li") }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
    }
  }
}

extension LedgerMaker {
  fileprivate func withViews(_ use: (any SavedViewLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
