import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with tokens: one suite, run for each `LedgerMaker`.
@Suite("Access exercise")
struct AccessExercise {
  private func kept(_ id: String, _ role: Role = .integration, at: Instant = morning) -> KeptToken {
    KeptToken(token: APIToken(id: id, name: "platform \(id)", role: role, createdAt: at, createdBy: "root"), digest: Array(0..<32))
  }

  @Test("a token is found by its id, listed by age, and revoked once", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withTokens { ledger in
      #expect(try await ledger.readToken("a") == nil)
      #expect(try await ledger.listTokens().isEmpty)
      try await ledger.addToken(kept("b", at: minutes(1)))
      try await ledger.addToken(kept("a", .agent, at: minutes(2)))
      #expect(try await ledger.readToken("a") == kept("a", .agent, at: minutes(2)))
      #expect(try await ledger.listTokens().map(\.id) == ["b", "a"])
      #expect(try await ledger.revokeToken("b", at: minutes(3)))
      #expect(try await !ledger.revokeToken("b", at: minutes(4)))
      #expect(try await !ledger.revokeToken("c", at: minutes(4)))
      #expect(try await ledger.readToken("b")?.token.revokedAt == minutes(3))
    }
  }

  @Test("a token is never replaced", arguments: LedgerMaker.allCases)
  func twice(maker: LedgerMaker) async throws {
    try await maker.withTokens { ledger in
      try await ledger.addToken(kept("a"))
      await #expect(throws: LedgerError.self) { try await ledger.addToken(kept("a", .administrator)) }
      #expect(try await ledger.readToken("a") == kept("a"))
    }
  }

  @Test("every role is kept as it is", arguments: Role.allCases)
  func roles(role: Role) async throws {
    try await LedgerMaker.sqlite.withTokens { ledger in
      try await ledger.addToken(kept("a", role))
      #expect(try await ledger.listTokens().map(\.role) == [role])
    }
  }
}

extension LedgerMaker {
  fileprivate func withTokens(_ use: (any AccessLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
