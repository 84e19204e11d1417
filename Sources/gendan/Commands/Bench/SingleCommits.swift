import Foundation
import GRDBSQLite

/// Commits of one row of 200 bytes, each waiting for the disk.
enum SingleCommits {
  /// - Returns: seconds for so many in a row, the median.
  static func median(of count: Int, times: Int, path: String) throws -> Double {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let connection = opened else { throw Trouble("sqlite3_open \(path)", code: .unreadable) }
    defer { sqlite3_close(connection) }
    let table = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE ev (id INTEGER PRIMARY KEY, case_id INTEGER, seq INTEGER, body BLOB)"
    guard sqlite3_exec(connection, table, nil, nil, nil) == SQLITE_OK else { throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable) }
    let insert = "INSERT INTO ev (case_id, seq, body) VALUES (1, 1, zeroblob(200))"
    let clock = ContinuousClock()
    let measured = (0..<times).map { _ in
      seconds(clock.measure { for _ in 0..<count { sqlite3_exec(connection, insert, nil, nil, nil) } })
    }
    return measured.sorted()[times / 2]
  }
}
