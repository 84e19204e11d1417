import Casework
import Foundation
import GRDB
public import Ledger

extension SQLiteLedger: SearchLedger {
  public func searchPosition() async throws(LedgerError) -> Int {
    try await read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT position FROM search_reader")) ?? 0 }
  }

  public func keepSearchWords(_ words: [SearchWords], from old: Int, to position: Int) async throws(LedgerError) -> Bool {
    // Made before the transaction: the writer has better things to do.
    let blind = words.map { (position: $0.position, caseID: $0.caseID.text, words: blindWords.blind($0.text)) }
    return try await write { db in
      try db.checkKey(keeper)
      guard try db.isSearchMade(with: blindWords.check) else {
        throw LedgerError.unavailable("the master key was changed while the ledger was open: start again with the new one")
      }
      try db.execute(
        sql: "UPDATE search_reader SET position = ?, digest = ? WHERE position = ?", arguments: [position, Data(blindWords.check), old])
      guard db.changesCount == 1 else { return false }
      let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO search (rowid, case_id, words) VALUES (?, ?, ?)")
      for one in blind { try statement.execute(arguments: [one.position, one.caseID, one.words]) }
      try db.mergeSearch()
      return true
    }
  }
}
