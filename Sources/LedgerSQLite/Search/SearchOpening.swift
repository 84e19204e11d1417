import GRDB
import Ledger

extension SQLiteLedger {
  /// Throws away words that were made with another key than the one to come: those of a ledger that had no master key, or another one.
  static func emptySearch(in pool: DatabasePool, unlessMadeBy words: BlindWords) throws {
    // By the connection that writes: whoever only reads can't lay the log aside when it is closed last.
    guard try !pool.writeWithoutTransaction({ db in try db.isSearchMade(with: words.check) }) else { return }
    try pool.write { db in
      // Another process may have been faster.
      guard try !db.isSearchMade(with: words.check) else { return }
      try db.emptySearch()
    }
    // What was overwritten lies in the file until the log is copied.
    try pool.writeWithoutTransaction { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }
}
