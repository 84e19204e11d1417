import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with codes for telephones: one suite, run for each `LedgerMaker`.
@Suite("Phone verification exercise")
struct PhoneVerificationExercise {
  private func verification(_ id: String, phone: UInt8 = 1, at: Int64 = 0, tries: Int = 0, proof: [UInt8]? = nil, until: Int64? = nil) -> PhoneVerification {
    PhoneVerification(
      id: id, phone: [phone, 255], salt: [0, 1], code: [9, 8], askedAt: minutes(at), askedBy: "token:a", expiresAt: minutes(at + 10), tries: tries,
      proof: proof,
      proofUntil: until.map(minutes))
  }

  @Test("a verification is kept as it is, under its id", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withVerifications { ledger async throws in
      #expect(try await ledger.readVerification("a") == nil)
      #expect(try await ledger.addVerification(verification("a"), limit: 3, since: morning) == .kept)
      #expect(try await ledger.readVerification("a") == verification("a"))
      try await ledger.dropVerification("a")
      try await ledger.dropVerification("a")
      #expect(try await ledger.readVerification("a") == nil)
    }
  }

  @Test("T-05 a number has so many, and what is old is forgotten", arguments: LedgerMaker.allCases)
  func limit(maker: LedgerMaker) async throws {
    try await maker.withVerifications { ledger async throws in
      for (index, id) in ["a", "b", "c"].enumerated() {
        #expect(try await ledger.addVerification(verification(id, at: Int64(index)), limit: 3, since: morning) == .kept)
      }
      #expect(try await ledger.addVerification(verification("d", at: 3), limit: 3, since: morning) == .tooMany(since: morning))
      #expect(try await ledger.addVerification(verification("e", phone: 2, at: 3), limit: 3, since: morning) == .kept, "another number")
      #expect(try await ledger.readVerification("d") == nil)
      #expect(try await ledger.addVerification(verification("f", at: 61), limit: 3, since: minutes(1)) == .kept, "the first is too long ago")
      #expect(try await ledger.readVerification("a") == nil)
      #expect(try await ledger.readVerification("b") != nil)
      #expect(try await ledger.addVerification(verification("g", at: 61), limit: 3, since: minutes(1)) == .tooMany(since: minutes(1)))
    }
  }

  @Test("T-05 tries are counted before anybody looks, and end", arguments: LedgerMaker.allCases)
  func tries(maker: LedgerMaker) async throws {
    try await maker.withVerifications { ledger async throws in
      #expect(try await ledger.countVerificationTry(of: "a", limit: 5) == nil)
      _ = try await ledger.addVerification(verification("a"), limit: 3, since: morning)
      for number in 1...5 { #expect(try await ledger.countVerificationTry(of: "a", limit: 5) == verification("a", tries: number)) }
      #expect(try await ledger.countVerificationTry(of: "a", limit: 5) == nil)
      #expect(try await ledger.readVerification("a")?.tries == 5)
    }
  }

  @Test("of tries at the same time each counts", arguments: LedgerMaker.allCases)
  func together(maker: LedgerMaker) async throws {
    try await maker.withVerifications { ledger async throws in
      _ = try await ledger.addVerification(verification("a"), limit: 3, since: morning)
      let counted = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<20 { group.addTask { try await ledger.countVerificationTry(of: "a", limit: 5) != nil } }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(counted == 5)
    }
  }

  @Test("a proof is kept with its end, the last one", arguments: LedgerMaker.allCases)
  func proof(maker: LedgerMaker) async throws {
    try await maker.withVerifications { ledger async throws in
      _ = try await ledger.addVerification(verification("a"), limit: 3, since: morning)
      try await ledger.proveVerification("a", proof: [7], until: minutes(30))
      try await ledger.proveVerification("a", proof: [0, 7], until: minutes(31))
      try await ledger.proveVerification("b", proof: [7], until: minutes(30))
      #expect(try await ledger.readVerification("a") == verification("a", proof: [0, 7], until: 31))
      #expect(try await ledger.readVerification("b") == nil)
    }
  }
}

extension LedgerMaker {
  fileprivate func withVerifications(_ use: (any PhoneVerificationLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
