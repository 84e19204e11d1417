import Foundation
import GRDBSQLite

/// The least that keeping order events in SQLite can cost: two bare tables, an upsert and an append for each event, synced once for each group.
///
/// No event is read or recognised when it comes again, none is put in order, nothing is due and nobody is counted.
struct IngestFloor {
  private let connection: OpaquePointer
  private let upsert: OpaquePointer
  private let append: OpaquePointer

  private static let tables = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE orders (order_id TEXT PRIMARY KEY, state TEXT, at INTEGER, n INTEGER) WITHOUT ROWID;
    CREATE TABLE order_events (position INTEGER PRIMARY KEY, order_id TEXT, body TEXT)
    """

  /// - Parameter path: where no file is yet.
  init(path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let connection = opened else { throw Trouble("sqlite3_open", code: .unreadable) }
    func prepared(_ sql: String) throws -> OpaquePointer {
      var statement: OpaquePointer?
      guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
        throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable)
      }
      return statement
    }
    guard sqlite3_exec(connection, Self.tables, nil, nil, nil) == SQLITE_OK else {
      throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable)
    }
    upsert = try prepared(
      "INSERT INTO orders VALUES (?, ?, ?, 1) ON CONFLICT (order_id) DO UPDATE SET state = excluded.state, at = excluded.at, n = n + 1")
    append = try prepared("INSERT INTO order_events (order_id, body) VALUES (?, ?)")
    self.connection = connection
  }

  /// - Returns: seconds.
  func run(_ events: IngestEvents, group: Int) throws -> Double {
    let names = (0..<events.orders).map(IngestEvents.name)
    return try seconds(
      ContinuousClock().measure {
        for start in stride(from: 0, to: events.texts.count, by: group) {
          try execute("BEGIN IMMEDIATE")
          for index in start..<min(start + group, events.texts.count) {
            let (order, kind) = events.places[index]
            bind(names[order], upsert, 1)
            bind(IngestEvents.kinds[kind], upsert, 2)
            sqlite3_bind_int64(upsert, 3, IngestEvents.start + Int64(index))
            try step(upsert)
            bind(names[order], append, 1)
            bind(events.texts[index], append, 2)
            try step(append)
          }
          try execute("COMMIT")
        }
      })
  }

  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func bind(_ text: String, _ statement: OpaquePointer, _ index: Int32) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { _ = sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), Self.copies) }
    }
  }

  private func step(_ statement: OpaquePointer) throws {
    guard sqlite3_step(statement) == SQLITE_DONE else { throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable) }
    sqlite3_reset(statement)
  }

  private func execute(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable) }
  }

  func close() {
    for statement in [append, upsert] { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }
}
