import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with answers that are remembered: one suite, run for each `LedgerMaker`.
@Suite("Remembered answers exercise")
struct AnswerExercise {
  private func answer(_ name: UInt8, request: UInt8 = 1, at: Int64 = 0, sealed: [UInt8]? = nil) -> KeptAnswer {
    KeptAnswer(name: [name, 255], request: [request, 0], begunAt: minutes(at), sealed: sealed)
  }

  @Test("a name is begun once, and has its answer until it is forgotten", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withAnswers { ledger async throws in
      #expect(try await ledger.beginAnswer(answer(1), since: morning) == nil)
      #expect(try await ledger.beginAnswer(answer(1, request: 2, at: 1), since: morning) == answer(1), "the first stays")
      try await ledger.keepAnswer([1, 255], sealed: [7, 0, 7])
      #expect(try await ledger.beginAnswer(answer(1), since: morning) == answer(1, sealed: [7, 0, 7]))
      #expect(try await ledger.beginAnswer(answer(2), since: morning) == nil, "another name")
      try await ledger.dropAnswer([1, 255])
      #expect(try await ledger.beginAnswer(answer(1, at: 3), since: morning) == nil)
    }
  }

  @Test("what was begun before a moment is forgotten, and no answer comes to it", arguments: LedgerMaker.allCases)
  func forgetting(maker: LedgerMaker) async throws {
    try await maker.withAnswers { ledger async throws in
      #expect(try await ledger.beginAnswer(answer(1), since: morning) == nil)
      #expect(try await ledger.beginAnswer(answer(2, at: 5), since: minutes(1)) == nil)
      try await ledger.keepAnswer([1, 255], sealed: [1])
      #expect(try await ledger.beginAnswer(answer(1, at: 6), since: minutes(1)) == nil)
      #expect(try await ledger.beginAnswer(answer(2), since: minutes(1)) == answer(2, at: 5))
    }
  }
}

extension LedgerMaker {
  fileprivate func withAnswers(_ use: (any AnswerLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
