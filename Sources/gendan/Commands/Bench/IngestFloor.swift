import Foundation
import GRDBSQLite

/// The same rows in the same tables, written by a plain loop over SQLite's own calls: nothing is read, parsed or decided.
///
/// Every event is appended, its order upserted; the group is one transaction, synced to the disk before the next begins.
struct IngestFloor {
  private let connection: OpaquePointer
  private let append: OpaquePointer
  private let upsert: OpaquePointer
  private let tally: OpaquePointer

  /// - Parameter path: of a ledger whose tables are there and empty.
  init(path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let connection = opened else { throw Trouble("sqlite3_open", code: .unreadable) }
    self.connection = connection
    func prepared(_ sql: String) throws -> OpaquePointer {
      var statement: OpaquePointer?
      guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
        throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable)
      }
      return statement
    }
    guard sqlite3_exec(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nil, nil, nil) == SQLITE_OK else {
      throw Trouble(String(cString: sqlite3_errmsg(connection)), code: .unreadable)
    }
    append = try prepared("INSERT INTO order_events (position, order_id, received_at, body) VALUES (?, ?, ?, ?)")
    upsert = try prepared(
      """
      INSERT INTO orders (order_id, merchant, rider, category, state, promised_at, due, details) VALUES (?, ?, ?, 'parcel', ?, ?, ?, ?)
      ON CONFLICT (order_id) DO UPDATE SET state = excluded.state, due = excluded.due, details = excluded.details
      """)
    tally = try prepared(
      """
      INSERT INTO order_tallies (party, who, day, orders, delivered, cancelled, overdue, late) VALUES (?, ?, 20000, 1, 0, 0, 0, 0)
      ON CONFLICT (party, who, day) DO UPDATE SET orders = orders + 1
      """)
  }

  /// - Returns: seconds.
  func run(_ events: IngestEvents, group: Int) throws -> Double {
    let names = (0..<events.orders).map { (IngestEvents.name($0), IngestEvents.merchant($0), IngestEvents.rider($0)) }
    let details = [UInt8](repeating: 7, count: 75)
    return try seconds(
      ContinuousClock().measure {
        var index = 0
        while index < events.texts.count {
          try execute("BEGIN IMMEDIATE")
          for place in index..<min(index + group, events.texts.count) {
            let (order, kind) = events.places[place]
            try put(place, events.texts[place], order: order, kind: kind, name: names[order], details: details)
          }
          try execute("COMMIT")
          index += group
        }
      })
  }

  private func put(_ index: Int, _ body: String, order: Int, kind: Int, name: (String, String, String), details: [UInt8]) throws {
    sqlite3_bind_int64(append, 1, Int64(index + 1))
    bind(name.0, append, 2)
    sqlite3_bind_int64(append, 3, IngestEvents.start)
    bind(body, append, 4)
    try step(append)
    bind(name.0, upsert, 1)
    bind(name.1, upsert, 2)
    bind(name.2, upsert, 3)
    bind(IngestEvents.kinds[kind], upsert, 4)
    sqlite3_bind_int64(upsert, 5, IngestEvents.promised(order))
    if kind == 4 { sqlite3_bind_null(upsert, 6) } else { sqlite3_bind_int64(upsert, 6, IngestEvents.promised(order)) }
    _ = details.withUnsafeBytes { sqlite3_bind_blob(upsert, 7, $0.baseAddress, Int32($0.count), Self.copies) }
    try step(upsert)
    guard kind == 0 else { return }
    for (party, who) in [("merchant", name.1), ("rider", name.2)] {
      bind(party, tally, 1)
      bind(who, tally, 2)
      try step(tally)
    }
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
    for statement in [append, upsert, tally] { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }
}
