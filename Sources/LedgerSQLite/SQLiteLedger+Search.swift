import Casework
import GRDB
public import Ledger

extension SQLiteLedger: SearchLedger {
  public func searchPosition() async throws(LedgerError) -> Int {
    try await read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT position FROM search_reader")) ?? 0 }
  }

  public func keepSearchWords(_ words: [SearchWords], from old: Int, to position: Int) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.execute(sql: "UPDATE search_reader SET position = ? WHERE position = ?", arguments: [position, old])
      guard db.changesCount == 1 else { return false }
      // What was put back may have been read before by a run that was broken off.
      let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO search (rowid, case_id, text) VALUES (?, ?, ?)")
      for one in words { try statement.execute(arguments: [one.position, one.caseID.text, one.text]) }
      return true
    }
  }
}
