import Foundation
import GRDB
import Ledger

@testable import LedgerSQLite

/// A ledger in a file that goes with it.
final class DiskLedger: Sendable {
  let path: String
  let ledger: SQLiteLedger

  init(keys: [MasterKey] = []) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-stage-\(UUID().uuidString).sqlite").path
    ledger = try SQLiteLedger(path: path, keys: keys)
  }

  deinit { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) } }

  /// Whether these words lie on the disk in the clear.
  func holds(_ words: String) -> Bool {
    ["", "-wal"].contains { FileManager.default.contents(atPath: path + $0)?.range(of: Data(words.utf8)) != nil }
  }

  /// How many keys there are for somebody.
  func keys(of person: String) async throws -> Int {
    try await ledger.read { db in
      try ["person_keys", "case_keys"].reduce(0) { count, table in
        count + (try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE person = ?", arguments: [person]) ?? 0)
      }
    }
  }

  /// What stands at a place in the record can't be read any more.
  func tear(_ position: Int) async throws {
    try await ledger.write { db in
      try db.execute(sql: "UPDATE entries SET events = '[[\"no-such-kind\",1,null,{}]]' WHERE position = ?", arguments: [position])
    }
    // As after a restart: this process has written it, and knows it by heart.
    ledger.tail.forget()
  }
}
