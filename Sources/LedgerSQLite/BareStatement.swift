import GRDB
import GRDBSQLite

/// A prepared statement of the connection's cache, used through SQLite's own calls: for rows that come by the hundred thousand.
///
/// Binding and stepping through GRDB costs several times what the database does for a small row.
struct BareStatement {
  // The connection's cache keeps it alive too.
  private let cached: Statement
  private let statement: OpaquePointer
  private let connection: OpaquePointer?
  private let slots = TextSlots()

  init(_ db: Database, _ sql: String) throws {
    cached = try db.cachedStatement(sql: sql)
    statement = cached.sqliteStatement
    connection = db.sqliteConnection
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
  }

  /// SQLite copies what it is given.
  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// - Parameter index: from 1, as in SQL.
  func bind(_ text: String?, at index: Int32) {
    guard var text else {
      sqlite3_bind_null(statement, index)
      return
    }
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // A null address would bind NULL.
        guard let base = characters.baseAddress, !characters.isEmpty else {
          sqlite3_bind_text(statement, index, "", 0, Self.copies)
          return
        }
        if let kept = slots.keep(bytes, at: index) {
          sqlite3_bind_text(statement, index, kept, Int32(characters.count), nil)
        } else {
          sqlite3_bind_text(statement, index, base, Int32(characters.count), Self.copies)
        }
      }
    }
  }

  /// Binds UTF-8 where it lies, without a copy, for as long as the work takes.
  func binding(text: [UInt8]?, at index: Int32, _ work: () throws -> Void) throws {
    guard let text else {
      sqlite3_bind_null(statement, index)
      return try work()
    }
    defer { sqlite3_bind_null(statement, index) }
    try text.withUnsafeBytes { raw in
      // A null address would bind NULL.
      if let base = raw.baseAddress, !raw.isEmpty {
        sqlite3_bind_text(statement, index, base.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil)
      } else {
        sqlite3_bind_text(statement, index, "", 0, Self.copies)
      }
      try work()
    }
  }

  func bind(_ number: Int64?, at index: Int32) {
    if let number { sqlite3_bind_int64(statement, index, number) } else { sqlite3_bind_null(statement, index) }
  }

  func bind(_ number: Int, at index: Int32) { sqlite3_bind_int64(statement, index, Int64(number)) }

  func bind(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { raw -> Void in
      if let base = raw.baseAddress, !raw.isEmpty {
        sqlite3_bind_blob(statement, index, base, Int32(raw.count), Self.copies)
      } else {
        sqlite3_bind_zeroblob(statement, index, 0)
      }
    }
  }

  /// Runs a statement that answers no rows, and makes it ready for the next values.
  func run() throws {
    guard try !step() else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "a statement that changes rows answered one") }
    reset()
  }

  /// Runs a statement that answers no rows. - Returns: how many rows it changed.
  @discardableResult
  func change() throws -> Int {
    try run()
    return Int(sqlite3_changes(connection))
  }

  /// The number of the row that the connection inserted last.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(connection) }

  /// - Returns: whether there is a row to read.
  func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let code = sqlite3_extended_errcode(connection)
      let message = connection.map { String(cString: sqlite3_errmsg($0)) }
      sqlite3_reset(statement)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  func reset() { sqlite3_reset(statement) }

  /// - Parameter column: from 0.
  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self)
  }

  func number(_ column: Int32) -> Int64? {
    sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
  }

  /// Valid until the statement is stepped or reset.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    guard let start = sqlite3_column_blob(statement, column) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

/// Room for the short texts that are bound to a statement, one for each place: SQLite would ask for memory for each of them, and give it back.
///
/// What is bound stays where it is until another text is bound to the same place.
private final class TextSlots {
  private static let places: Int32 = 16
  private static let length = 96

  private let base = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(places) * length)

  deinit { base.deallocate() }

  /// - Returns: where the text lies now; nil when it has no room here.
  func keep(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) -> UnsafePointer<CChar>? {
    guard index >= 1, index <= Self.places, text.count <= Self.length, let from = text.baseAddress else { return nil }
    let slot = base + Int(index - 1) * Self.length
    slot.update(from: from, count: text.count)
    return UnsafeRawPointer(slot).assumingMemoryBound(to: CChar.self)
  }
}
