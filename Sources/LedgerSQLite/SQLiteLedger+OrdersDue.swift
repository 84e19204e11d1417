public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func markOverdue(at now: Instant, limit: Int, book: OrderBook) async throws(LedgerError) -> MarkedGroup {
    try await writeOrders(book: book) { hand in
      // What may be due, or says so wrongly, has its row first.
      try hand.write(hand.sheet.changes.filter { $0.value.due ?? .distant <= now || $0.value.dueBefore ?? .distant <= now }.keys)
      let due = try hand.db.ordersDue(at: now, limit: limit)
      guard !due.isEmpty else { return MarkedGroup(marks: [], looked: 0) }
      var sheet = OrderSheet(book: book, lastPosition: hand.sheet.lastPosition)
      let marks = due.flatMap { sheet.mark($0, at: now) }
      let statement = try BareStatement(hand.db, "INSERT INTO overdue_marks (order_id, rule, due, marked_at) VALUES (?, ?, ?, ?)")
      for mark in marks {
        statement.bind(mark.order, at: 1)
        statement.bind(mark.rule, at: 2)
        statement.bind(mark.due.milliseconds, at: 3)
        statement.bind(mark.markedAt.milliseconds, at: 4)
        try statement.run()
      }
      try hand.rows.write(sheet.takeChanges(), book: book)
      return MarkedGroup(marks: marks, looked: due.count)
    }
  }

  public func nextOrderDue(book: OrderBook) async throws(LedgerError) -> Instant? {
    try await readOrders(book: book) { db, _ in
      try db.firstOrderDue()?.due
    } behind: { hand in
      while let first = try hand.db.firstOrderDue(), let change = hand.sheet.changes[first.order], change.due != first.due { try hand.write([first.order]) }
      return try [hand.db.firstOrderDue()?.due, hand.sheet.earliestDue()].compactMap { $0 }.min()
    }
  }

  public func marksToTell(limit: Int) async throws(LedgerError) -> [OverdueMark] {
    let sql = "SELECT * FROM overdue_marks WHERE told_at IS NULL ORDER BY marked_at, due, order_id, rule LIMIT ?"
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [max(limit, 0)]).map(OverdueMark.init) }
  }

  public func settleMarks(_ marks: [OverdueMark], at now: Instant) async throws(LedgerError) {
    guard !marks.isEmpty else { return }
    try await write { db in
      let statement = try db.cachedStatement(sql: "UPDATE overdue_marks SET told_at = ? WHERE order_id = ? AND rule = ? AND told_at IS NULL")
      for mark in marks { try statement.execute(arguments: [now.milliseconds, mark.order, mark.rule]) }
    }
  }

  public func readMarks(of order: String) async throws(LedgerError) -> [OverdueMark] {
    try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM overdue_marks WHERE order_id = ? ORDER BY rule"), arguments: [order]).map(OverdueMark.init)
    }
  }
}

extension OverdueMark {
  init(_ row: Row) {
    self.init(
      order: row["order_id"], rule: row["rule"], due: Instant(milliseconds: row["due"]), markedAt: Instant(milliseconds: row["marked_at"]))
  }
}

extension Instant {
  /// Behind everything that is due.
  fileprivate static var distant: Instant { Instant(milliseconds: .max) }
}
