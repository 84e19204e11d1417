import Foundation
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: AccountLedger {
  public func addAccount(_ kept: KeptAccount, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO accounts (account_id, name, role, created_at, created_by, disabled_at, must_change_password, password_until,
            salt, rounds, block_size, parallelism, digest, totp_secret, totp_step, totp_confirmed, failures, locked_until, revision)
          VALUES (:account_id, :name, :role, :created_at, :created_by, :disabled_at, :must_change_password, :password_until,
            :salt, :rounds, :block_size, :parallelism, :digest, :totp_secret, :totp_step, :totp_confirmed, :failures, :locked_until, :revision)
          """
      ).execute(arguments: kept.columns)
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }

  public func readAccount(_ id: String) async throws(LedgerError) -> KeptAccount? {
    try await readSoon { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM accounts WHERE account_id = ?"), arguments: [id]).map(KeptAccount.init)
    }
  }

  public func listAccounts() async throws(LedgerError) -> [KeptAccount] {
    try await read { db in try Row.fetchAll(db, sql: "SELECT * FROM accounts ORDER BY account_id").map(KeptAccount.init) }
  }

  public func changeAccount(_ kept: KeptAccount, sessions change: SessionChange, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(
        sql: """
          UPDATE accounts SET name = :name, role = :role, disabled_at = :disabled_at, must_change_password = :must_change_password,
            password_until = :password_until, salt = :salt, rounds = :rounds, block_size = :block_size, parallelism = :parallelism, digest = :digest,
            totp_secret = :totp_secret, totp_step = :totp_step, totp_confirmed = :totp_confirmed, failures = :failures, locked_until = :locked_until,
            revision = revision + 1
          WHERE account_id = :account_id AND revision = :revision
          """
      ).execute(arguments: kept.columns)
      guard db.changesCount == 1 else { return false }
      try db.carryOut(change, of: kept.account.id)
      try db.appendAudit(notes)
      return true
    }
  }

  public func readSession(_ digest: [UInt8]) async throws(LedgerError) -> KeptSession? {
    try await readSoon { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM sessions WHERE digest = ?"), arguments: [Data(digest)]).map(KeptSession.init)
    }
  }

  public func touchSession(_ digest: [UInt8], seenAt: Instant, expiresAt: Instant) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE sessions SET seen_at = ?, expires_at = ? WHERE digest = ?")
        .execute(arguments: [seenAt.milliseconds, expiresAt.milliseconds, Data(digest)])
    }
  }

  public func endSession(_ digest: [UInt8], noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.cachedStatement(sql: "DELETE FROM sessions WHERE digest = ?").execute(arguments: [Data(digest)])
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }

  public func dropSessions(expiredAt now: Instant) async throws(LedgerError) -> Int {
    try await write { db in
      try db.cachedStatement(sql: "DELETE FROM sessions WHERE expires_at <= ?").execute(arguments: [now.milliseconds])
      return db.changesCount
    }
  }
}

extension Database {
  fileprivate func carryOut(_ change: SessionChange, of account: String) throws {
    switch change.ending {
    case .none: break
    case .all: try cachedStatement(sql: "DELETE FROM sessions WHERE account_id = ?").execute(arguments: [account])
    case .others(let digest):
      try cachedStatement(sql: "DELETE FROM sessions WHERE account_id = ? AND digest <> ?").execute(arguments: [account, Data(digest)])
    }
    guard let begun = change.beginning else { return }
    try cachedStatement(sql: "INSERT INTO sessions (digest, account_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)").execute(arguments: [
      Data(begun.digest), begun.account, begun.createdAt.milliseconds, begun.seenAt.milliseconds, begun.expiresAt.milliseconds,
    ])
  }
}
