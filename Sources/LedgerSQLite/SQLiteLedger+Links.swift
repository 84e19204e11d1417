public import Casework
import Foundation
import GRDB
public import Ledger

extension SQLiteLedger: LinkLedger {
  public func linkKey(orKeep made: [UInt8]) async throws(LedgerError) -> [UInt8] {
    if let known = try await readSoon({ db in try db.linkKey() }) { return known }
    return try await write { db in
      try db.cachedStatement(sql: "INSERT INTO link_keys (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING").execute(arguments: [Data(made)])
      return try db.linkKey() ?? made
    }
  }

  public func linkGeneration(of id: CaseID) async throws(LedgerError) -> Int {
    try await readSoon { db in
      try Int.fetchOne(db.cachedStatement(sql: "SELECT generation FROM revoked_links WHERE case_id = ?"), arguments: [id.text]) ?? 0
    }
  }

  public func revokeLinks(of id: CaseID, noting notes: [AuditNote]) async throws(LedgerError) {
    try await write { db in
      let sql = "INSERT INTO revoked_links (case_id, generation) VALUES (?, 1) ON CONFLICT (case_id) DO UPDATE SET generation = generation + 1"
      try db.cachedStatement(sql: sql).execute(arguments: [id.text])
      try db.appendAudit(notes)
    }
  }
}

extension Database {
  fileprivate func linkKey() throws -> [UInt8]? {
    let key = try Data.fetchOne(cachedStatement(sql: "SELECT key FROM link_keys"))
    return key.map { Array($0) }
  }
}
