import Foundation
import GRDBSQLite

/// SQLite's own calls, on the tables of a ledger, with full sync: what a loop can write that does nothing else.
final class PlainWriting {
  enum Statement: CaseIterable {
    case signal, open, goOn, turn, entry, timer, timerGone

    fileprivate var sql: String {
      switch self {
      case .signal: "INSERT INTO signals (signal_id, case_id, at) VALUES (?, ?, ?)"
      case .open:
        """
        INSERT INTO cases (case_id, number, playbook, version, subject, phase, has_incident, open_tasks, opened_at, changed_at, event_count, held_by, held_until)
        VALUES (?, ?, ?, ?, ?, 'open', 0, 0, ?, ?, ?, ?, ?)
        """
      case .goOn: "UPDATE cases SET changed_at = ?, event_count = ?, held_until = ? WHERE case_id = ?"
      case .turn: "UPDATE cases SET changed_at = ?, event_count = ?, held_by = ?, held_until = ? WHERE case_id = ?"
      case .entry: "INSERT INTO entries (case_id, sequence, count, at, signal, events) VALUES (?, ?, ?, ?, ?, ?)"
      case .timer: "INSERT INTO timers (case_id, timer_id, due, sequence) VALUES (?, ?, ?, ?)"
      case .timerGone: "DELETE FROM timers WHERE case_id = ? AND timer_id = ?"
      }
    }
  }

  enum Column {
    case text(String)
    case number(Int64)
    case null
  }

  private let connection: OpaquePointer
  private var statements: [Statement: OpaquePointer] = [:]

  /// - Parameter path: of a ledger whose tables are there.
  init(_ path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else { throw Trouble("sqlite3_open \(path)", code: .unreadable) }
    connection = opened
    try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -32768")
    for statement in Statement.allCases {
      var prepared: OpaquePointer?
      guard sqlite3_prepare_v2(connection, statement.sql, -1, &prepared, nil) == SQLITE_OK, let prepared else { throw failure() }
      statements[statement] = prepared
    }
  }

  func run(_ statement: Statement, _ columns: Column...) throws {
    guard let prepared = statements[statement] else { return }
    for (place, column) in columns.enumerated() {
      switch column {
      case .null: sqlite3_bind_null(prepared, Int32(place + 1))
      case .number(let number): sqlite3_bind_int64(prepared, Int32(place + 1), number)
      case .text(var text):
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) { _ = sqlite3_bind_text(prepared, Int32(place + 1), $0.baseAddress, Int32($0.count), Self.copies) }
        }
      }
    }
    guard sqlite3_step(prepared) == SQLITE_DONE else { throw failure() }
    sqlite3_reset(prepared)
  }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  func close() {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func failure() -> Trouble { Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable) }
}
