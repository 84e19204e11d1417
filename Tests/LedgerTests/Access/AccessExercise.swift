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
      try await ledger.addToken(kept("b", at: minutes(1)), noting: [])
      try await ledger.addToken(kept("a", .agent, at: minutes(2)), noting: [])
      #expect(try await ledger.readToken("a") == kept("a", .agent, at: minutes(2)))
      #expect(try await ledger.listTokens().map(\.id) == ["b", "a"])
      #expect(try await ledger.revokeToken("b", at: minutes(3), noting: []))
      #expect(try await !ledger.revokeToken("b", at: minutes(4), noting: []))
      #expect(try await !ledger.revokeToken("c", at: minutes(4), noting: []))
      #expect(try await ledger.readToken("b")?.token.revokedAt == minutes(3))
    }
  }

  @Test("a token is never replaced", arguments: LedgerMaker.allCases)
  func twice(maker: LedgerMaker) async throws {
    try await maker.withTokens { ledger in
      try await ledger.addToken(kept("a"), noting: [])
      await #expect(throws: LedgerError.self) { try await ledger.addToken(kept("a", .administrator), noting: []) }
      #expect(try await ledger.readToken("a") == kept("a"))
    }
  }

  @Test("what is done to a token is noted with it, and nothing else is", arguments: LedgerMaker.allCases)
  func noted(maker: LedgerMaker) async throws {
    func note(_ what: AuditAction) -> AuditNote { AuditNote(at: minutes(1), who: "operator:root", what: what, about: "token:a") }
    try await maker.withTokens { ledger in
      try await ledger.addToken(kept("a"), noting: [note(.tokenAdded)])
      await #expect(throws: LedgerError.self) { try await ledger.addToken(kept("a"), noting: [note(.tokenAdded)]) }
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note) == [note(.tokenAdded)])
      #expect(try await ledger.revokeToken("a", at: minutes(1), noting: [note(.tokenRevoked)]))
      for id in ["a", "b"] { #expect(try await !ledger.revokeToken(id, at: minutes(2), noting: [note(.tokenRevoked)])) }
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note.what) == [.tokenAdded, .tokenRevoked])
    }
  }

  @Test("every role is kept as it is", arguments: Role.allCases)
  func roles(role: Role) async throws {
    try await LedgerMaker.sqlite.withTokens { ledger in
      try await ledger.addToken(kept("a", role), noting: [])
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
