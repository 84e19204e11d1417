import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do for links of parties: one suite, run for each `LedgerMaker`.
@Suite("Links exercise")
struct LinkExercise {
  private let one = CaseID("C-000001")

  private func note(_ number: Int64) -> AuditNote {
    AuditNote(at: minutes(number), who: "account:li", what: .linksRevoked, about: "case:C-000001")
  }

  @Test("the first key that is made stays the key", arguments: LedgerMaker.allCases)
  func key(maker: LedgerMaker) async throws {
    try await maker.withLinks { ledger async throws in
      #expect(try await ledger.linkKey(orKeep: [1, 0, 255]) == [1, 0, 255])
      #expect(try await ledger.linkKey(orKeep: [2]) == [1, 0, 255])
    }
  }

  @Test("of many who make a key at once all get the same one", arguments: LedgerMaker.allCases)
  func together(maker: LedgerMaker) async throws {
    try await maker.withLinks { ledger async throws in
      let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for number in UInt8(1)...20 { group.addTask { try await ledger.linkKey(orKeep: [number]) } }
        return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
      }
      #expect(keys.count == 1)
    }
  }

  @Test("taking links back counts, for one case, and is in the audit", arguments: LedgerMaker.allCases)
  func revoking(maker: LedgerMaker) async throws {
    try await maker.withLinks { ledger async throws in
      #expect(try await ledger.linkGeneration(of: one) == 0)
      try await ledger.revokeLinks(of: one, noting: [note(1)])
      #expect(try await ledger.linkGeneration(of: one) == 1)
      try await ledger.revokeLinks(of: one, noting: [note(2)])
      #expect(try await ledger.linkGeneration(of: one) == 2)
      #expect(try await ledger.linkGeneration(of: CaseID("C-000002")) == 0)
      #expect(try await ledger.readAudit(after: 0, limit: 9).map(\.note) == [note(1), note(2)])
    }
  }
}

extension LedgerMaker {
  fileprivate func withLinks(_ use: (any LinkLedger & AuditLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
