import Casework
import GRDB
import Ledger

/// Orders whose rows are behind their events. An event is durable when it is appended; its order's row is written when many have changed, all of them at once
/// and in order of their ids (docs/decisions/0024).
///
/// What is kept here follows from the rows and the events behind a cursor. It may be dropped at any time: it is heard again from them. Only the thread that
/// writes comes here.
final class OrderTail: @unchecked Sendable {
  /// The reader of events whose cursor says how far the rows have come. A row may be ahead of it, none is behind.
  static let reader = "order-rows"

  /// Changed orders that are kept at the most, and events since the rows were written.
  private let orderLimit: Int
  private let eventLimit: Int64
  private var kept: Kept?

  private struct Kept {
    var sheet: OrderSheet
    var written: Int64
    /// Another number when another connection has written.
    let version: Int64
  }

  init(orderLimit: Int) {
    self.orderLimit = orderLimit
    eventLimit = Int64(orderLimit) * 4
  }

  /// A transaction failed, and what it did here may not be on disk.
  func drop() { kept = nil }

  /// Works on orders within a transaction.
  func use<Answer>(_ db: Database, book: OrderBook, _ work: (inout OrderHand) throws -> Answer) throws -> Answer {
    let version = try db.dataVersion()
    // Two that write, each with rows of its own kept back, would hear each other's events again and again.
    let isAlone = kept.map { $0.version == version } ?? true
    var hand = try open(db, book: book, version)
    let answer = try work(&hand)
    if !isAlone || hand.sheet.changes.count >= orderLimit || hand.sheet.lastPosition - hand.written >= eventLimit { try hand.writeAll() }
    kept = Kept(sheet: hand.sheet, written: hand.written, version: version)
    return answer
  }

  /// Writes what is kept, if it still holds, and keeps nothing: nobody knows yet whether the transaction will hold.
  func writeAll(_ db: Database) throws {
    guard var hand = try take(db, version: db.dataVersion()) else { return }
    try hand.writeAll()
  }

  private func open(_ db: Database, book: OrderBook, _ version: Int64) throws -> OrderHand {
    if var hand = try take(db, version: version) {
      if hand.sheet.book == book { return hand }
      try hand.writeAll()
      hand.sheet = OrderSheet(book: book, lastPosition: hand.sheet.lastPosition)
      return hand
    }
    let rows = try OrderRows(db)
    let written = try db.orderCursor(Self.reader) ?? 0
    var sheet = OrderSheet(book: book, lastPosition: written)
    try db.eachOrderEvent(after: written) { try sheet.retell($0, read: rows.read, idAt: db.orderEventID) }
    return OrderHand(db: db, rows: rows, sheet: sheet, written: written)
  }

  /// What is kept, if nobody else has written since; it is kept no longer.
  private func take(_ db: Database, version: Int64) throws -> OrderHand? {
    guard let kept else { return nil }
    self.kept = nil
    guard kept.version == version, try kept.sheet.lastPosition == db.lastOrderPosition() else { return nil }
    return OrderHand(db: db, rows: try OrderRows(db), sheet: kept.sheet, written: kept.written)
  }
}

/// Orders in the hands of one transaction: the rows, and the sheet of those that are behind.
struct OrderHand {
  let db: Database
  let rows: OrderRows
  var sheet: OrderSheet
  /// The position up to which every row has heard everything.
  private(set) var written: Int64

  init(db: Database, rows: OrderRows, sheet: OrderSheet, written: Int64) {
    self.db = db
    self.rows = rows
    self.sheet = sheet
    self.written = written
  }

  func read(_ id: String) throws -> OrderFile? { try sheet.changes[id]?.after ?? rows.read(id)?.file }

  /// Writes the rows of these orders.
  mutating func write(_ orders: some Sequence<String>) throws { try rows.write(sheet.takeChanges(of: orders), book: sheet.book) }

  /// Writes all rows that are behind.
  mutating func writeAll() throws {
    try rows.write(sheet.takeChanges(), book: sheet.book)
    guard written != sheet.lastPosition else { return }
    written = sheet.lastPosition
    try db.moveOrderCursor(OrderTail.reader, to: written)
  }
}

extension SQLiteLedger {
  /// One transaction on orders.
  func writeOrders<Answer: Sendable>(
    book: OrderBook, _ work: @escaping @Sendable (inout OrderHand) throws -> Answer
  ) async throws(LedgerError) -> Answer {
    let tail = orderTail
    let result = await withCheckedContinuation { continuation in
      write({ db in try tail.use(db, book: book, work) }) { result in
        if case .failure = result { tail.drop() }
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }

  /// Asks the rows, beside the writer, when none is behind; else whoever has them in hand.
  func readOrders<Answer: Sendable>(
    book: OrderBook, _ complete: @escaping @Sendable (Database, OrderRows) throws -> Answer,
    behind: @escaping @Sendable (inout OrderHand) throws -> Answer
  ) async throws(LedgerError) -> Answer {
    let answer = try await read { db in
      try db.orderCursor(OrderTail.reader) ?? 0 == db.lastOrderPosition() ? try complete(db, OrderRows(db)) : nil
    }
    if let answer { return answer }
    return try await writeOrders(book: book, behind)
  }
}

extension Database {
  fileprivate func dataVersion() throws -> Int64 { try Int64.fetchOne(cachedStatement(sql: "PRAGMA data_version")) ?? 0 }

  func orderCursor(_ reader: String) throws -> Int64? {
    try Int64.fetchOne(cachedStatement(sql: "SELECT position FROM order_cursors WHERE reader = ?"), arguments: [reader])
  }

  func moveOrderCursor(_ reader: String, to position: Int64) throws {
    try cachedStatement(sql: "INSERT OR REPLACE INTO order_cursors (reader, position) VALUES (?, ?)").execute(arguments: [reader, position])
  }
}
