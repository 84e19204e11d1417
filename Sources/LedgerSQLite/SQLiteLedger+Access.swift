import Foundation
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: AccessLedger {
  public func addToken(_ kept: KeptToken, noting notes: [AuditNote]) async throws(LedgerError) {
    let token = kept.token
    try await write { db in
      try db.execute(
        sql: "INSERT INTO api_tokens (token_id, name, role, digest, created_at, created_by, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          token.id, token.name, token.role.rawValue, Data(kept.digest), token.createdAt.milliseconds, token.createdBy, token.revokedAt?.milliseconds,
        ])
      try db.appendAudit(notes)
    }
  }

  public func readToken(_ id: String) async throws(LedgerError) -> KeptToken? {
    try await readSoon { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM api_tokens WHERE token_id = ?"), arguments: [id]).map { row in
        let digest: Data = row["digest"]
        return KeptToken(token: try APIToken(row), digest: Array(digest))
      }
    }
  }

  public func listTokens() async throws(LedgerError) -> [APIToken] {
    try await read { db in try Row.fetchAll(db, sql: "SELECT * FROM api_tokens ORDER BY created_at, token_id").map(APIToken.init) }
  }

  public func revokeToken(_ id: String, at now: Instant, noting notes: [AuditNote]) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.execute(sql: "UPDATE api_tokens SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL", arguments: [now.milliseconds, id])
      guard db.changesCount == 1 else { return false }
      try db.appendAudit(notes)
      return true
    }
  }
}

extension APIToken {
  fileprivate init(_ row: Row) throws {
    let (id, word): (String, String) = (row["token_id"], row["role"])
    guard let role = Role(rawValue: word) else { throw LedgerError.unreadable("the token \(id) has the role \(word), which this program doesn't know") }
    let revoked: Int64? = row["revoked_at"]
    self.init(
      id: id, name: row["name"], role: role, createdAt: Instant(milliseconds: row["created_at"]), createdBy: row["created_by"],
      revokedAt: revoked.map { Instant(milliseconds: $0) })
  }
}
