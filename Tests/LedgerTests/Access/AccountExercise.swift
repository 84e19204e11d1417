import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with people who log in: one suite, run for each `LedgerMaker`.
@Suite("Account exercise")
struct AccountExercise {
  private func kept(_ id: String = "li", _ role: Role = .agent) throws(LedgerError) -> KeptAccount {
    guard let account = DeskAccount(id: id, name: "Li \(id)", role: role, createdAt: morning, createdBy: "account:admin", mustChangePassword: true) else {
      throw .unreadable("\(id) is no log-in name")
    }
    return KeptAccount(
      account: account, password: KeptPassword(salt: [1, 2], rounds: 16, blockSize: 1, parallelism: 1, digest: [0, 255]), passwordUntil: minutes(7))
  }

  private func note(_ what: AuditAction = .accountAdded) -> AuditNote { AuditNote(at: morning, who: "account:admin", what: what, about: "account:li") }

  private func session(_ number: UInt8, of account: String = "li", until: Instant = minutes(60)) -> KeptSession {
    KeptSession(digest: [number, 0, 255], account: account, createdAt: morning, seenAt: morning, expiresAt: until)
  }

  @Test("an account is found by its id, listed in order and never replaced", arguments: LedgerMaker.allCases)
  func life(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger async throws in
      #expect(try await ledger.readAccount("li") == nil)
      #expect(try await ledger.listAccounts().isEmpty)
      #expect(try await ledger.addAccount(try kept("wang"), noting: []))
      #expect(try await ledger.addAccount(try kept(), noting: [note()]))
      #expect(try await !ledger.addAccount(try kept("li", .administrator), noting: [note()]))
      #expect(try await ledger.readAccount("li") == kept())
      #expect(try await ledger.listAccounts().map(\.account.id) == ["li", "wang"])
      #expect(try await ledger.readAudit(after: 0, limit: 9).count == 1, "what wasn't done isn't noted")
    }
  }

  @Test("everything about an account is kept as it was changed", arguments: LedgerMaker.allCases)
  func everything(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger in
      _ = try await ledger.addAccount(try kept(), noting: [])
      var changed = try kept()
      changed.account.name = "李"
      changed.account.role = .supervisor
      changed.account.disabledAt = minutes(3)
      changed.account.mustChangePassword = false
      changed.password = KeptPassword(salt: [], rounds: 32, blockSize: 2, parallelism: 3, digest: [9])
      changed.passwordUntil = nil
      changed.totp = TOTPState(secret: [7, 8], lastStep: 59_843_520, isConfirmed: true)
      changed.failures = 4
      changed.lockedUntil = minutes(15)
      #expect(try await ledger.changeAccount(changed, sessions: .none, noting: [note(.roleChanged)]))
      let read = try #require(try await ledger.readAccount("li"))
      #expect(read.revision == 2)
      #expect(read.account == changed.account && read.password == changed.password && read.passwordUntil == nil && read.totp == changed.totp)
      #expect(read.failures == 4 && read.lockedUntil == minutes(15))
      #expect(try await ledger.auditHead()?.note == note(.roleChanged))
    }
  }

  @Test("a change that was decided on another state leaves nothing behind", arguments: LedgerMaker.allCases)
  func revisions(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger in
      _ = try await ledger.addAccount(try kept(), noting: [])
      var (one, other) = (try kept(), try kept())
      one.failures = 1
      other.failures = 1
      #expect(try await ledger.changeAccount(one, sessions: .none, noting: []))
      #expect(try await !ledger.changeAccount(other, sessions: SessionChange(beginning: session(1)), noting: [note()]), "a failure would be lost")
      #expect(try await !ledger.changeAccount(try kept("nobody"), sessions: .none, noting: [note()]))
      #expect(try await ledger.readSession(session(1).digest) == nil)
      #expect(try await ledger.auditHead() == nil)
      var again = try #require(try await ledger.readAccount("li"))
      again.failures += 1
      #expect(try await ledger.changeAccount(again, sessions: .none, noting: []))
      #expect(try await ledger.readAccount("li")?.failures == 2)
    }
  }

  @Test("of many changes at once each counts", arguments: LedgerMaker.allCases)
  func race(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger in
      _ = try await ledger.addAccount(try kept(), noting: [])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<10 {
          group.addTask {
            while true {
              guard var current = try await ledger.readAccount("li") else { return }
              current.failures += 1
              if try await ledger.changeAccount(current, sessions: .none, noting: [note(.logInFailed)]) { return }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await ledger.readAccount("li")?.failures == 10)
      #expect(try await ledger.auditHead()?.number == 10)
    }
  }

  @Test("sessions begin, are seen and end with what the account is changed to", arguments: LedgerMaker.allCases)
  func sessions(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger in
      _ = try await ledger.addAccount(try kept(), noting: [])
      _ = try await ledger.addAccount(try kept("wang"), noting: [])
      func change(_ id: String, _ change: SessionChange) async throws {
        let current = try #require(try await ledger.readAccount(id))
        #expect(try await ledger.changeAccount(current, sessions: change, noting: []))
      }
      func standing() async throws -> [UInt8] {
        var found: [UInt8] = []
        for number in UInt8(1)...4 where try await ledger.readSession(session(number).digest) != nil { found.append(number) }
        return found
      }
      for number in UInt8(1)...3 { try await change("li", SessionChange(beginning: session(number))) }
      try await change("wang", SessionChange(beginning: session(4, of: "wang")))
      #expect(try await standing() == [1, 2, 3, 4])
      #expect(try await ledger.readSession(session(2).digest) == session(2))
      try await ledger.touchSession(session(2).digest, seenAt: minutes(5), expiresAt: minutes(65))
      let seen = try #require(try await ledger.readSession(session(2).digest))
      #expect(seen.seenAt == minutes(5) && seen.expiresAt == minutes(65) && seen.createdAt == morning)
      try await change("li", SessionChange(ending: .others(than: session(2).digest)))
      #expect(try await standing() == [2, 4], "another person's session goes on")
      #expect(try await ledger.endSession(session(2).digest, noting: [note(.loggedOut)]))
      #expect(try await !ledger.endSession(session(2).digest, noting: [note(.loggedOut)]))
      try await ledger.touchSession(session(2).digest, seenAt: minutes(6), expiresAt: minutes(66))
      #expect(try await standing() == [4], "what has ended stays so")
      #expect(try await ledger.auditHead()?.number == 1)
      try await change("wang", SessionChange(ending: .all, beginning: session(1, of: "wang")))
      #expect(try await standing() == [1])
    }
  }

  @Test("sessions that are over are forgotten", arguments: LedgerMaker.allCases)
  func expiry(maker: LedgerMaker) async throws {
    try await maker.withAccounts { ledger in
      _ = try await ledger.addAccount(try kept(), noting: [])
      for number in UInt8(1)...3 {
        let current = try #require(try await ledger.readAccount("li"))
        _ = try await ledger.changeAccount(current, sessions: SessionChange(beginning: session(number, until: minutes(Int64(number)))), noting: [])
      }
      #expect(try await ledger.dropSessions(expiredAt: minutes(2)) == 2)
      #expect(try await ledger.dropSessions(expiredAt: minutes(2)) == 0)
      #expect(try await ledger.readSession(session(3).digest) != nil)
    }
  }

  @Test(arguments: [
    ("li", true), ("li.wang_2-x", true), ("42", true), ("l", false), ("", false), ("Li", false), ("li wang", false), ("李明", false), ("me", false),
    (String(repeating: "a", count: 40), true), (String(repeating: "a", count: 41), false), ("a/b", false), ("é1", false),
  ])
  func `a log-in name is a plain word`(id: String, isOne: Bool) {
    #expect((DeskAccount(id: id, name: "x", role: .agent, createdAt: morning, createdBy: "x") != nil) == isOne)
  }
}

extension LedgerMaker {
  fileprivate func withAccounts(_ use: (any AccountLedger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}
