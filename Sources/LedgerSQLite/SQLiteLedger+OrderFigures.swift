public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func readTallies(of party: TallyKey.Party, _ who: String, days: ClosedRange<Int64>, book: OrderBook) async throws(LedgerError) -> [Int64: OrderTally] {
    // A row of nothing but zeros is left over when an order's merchant was corrected.
    let sql = "SELECT * FROM order_tallies WHERE party = ? AND who = ? AND day BETWEEN ? AND ?"
    @Sendable func tallies(_ db: Database) throws -> [Int64: OrderTally] {
      let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [party.rawValue, who, days.lowerBound, days.upperBound])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["day"], OrderTally($0)) }).filter { !$0.value.isNothing }
    }
    return try await readOrders(book: book) { db, _ in
      try tallies(db)
    } behind: { hand in
      try hand.writeAll()
      return try tallies(hand.db)
    }
  }

  public func tallyMerchants(of playbook: String, from start: Instant, to end: Instant, limit: Int, book: OrderBook) async throws(LedgerError)
    -> [MerchantTally]
  {
    // The order is what stands before the first slash of the subject (`OrderSubject`), unless nobody has shown that it is theirs.
    let sql = """
      SELECT o.merchant AS merchant, s.figure_id AS figure, count(*) AS samples, sum(s.value) AS total
      FROM figure_samples s JOIN cases c ON c.case_id = s.case_id
      JOIN orders o ON o.order_id = CASE instr(c.subject, '/') WHEN 0 THEN c.subject ELSE substr(c.subject, 1, instr(c.subject, '/') - 1) END
      WHERE s.playbook = ? AND s.at >= ? AND s.at < ? AND o.merchant IS NOT NULL AND instr(c.subject, '/unverified-') = 0
      GROUP BY o.merchant, s.figure_id
      """
    @Sendable func tallies(_ db: Database) throws -> [MerchantTally] {
      var found: [String: [String: FigureTally]] = [:]
      for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook, start.milliseconds, end.milliseconds]) {
        let (merchant, figure): (String, String) = (row["merchant"], row["figure"])
        found[merchant, default: [:]][figure] = FigureTally(count: row["samples"], sum: row["total"])
      }
      return MerchantTally.most(limit, of: found)
    }
    return try await readOrders(book: book) { db, _ in
      try tallies(db)
    } behind: { hand in
      try hand.writeAll()
      return try tallies(hand.db)
    }
  }

  public func rebuildOrders(book: OrderBook) async throws(LedgerError) -> OrderRebuildReport {
    let tail = orderTail
    return try await write { db in
      tail.drop()
      let marks = try Row.fetchAll(db, sql: "SELECT * FROM overdue_marks").map(OverdueMark.init)
      let written = try db.orderCursor(OrderTail.reader) ?? 0
      let ahead = try db.ordersAhead(of: written)
      var told = OrderRetelling(book: book, marks: marks)
      // What the rows should be as they stand: some haven't heard the latest events.
      var writtenOnly = told
      var count = 0
      try db.eachOrderEvent(after: 0) { stored in
        told.hear(stored.event, position: stored.position)
        if stored.position <= written || ahead[stored.event.order]?.contains(stored.position) == true {
          writtenOnly.hear(stored.event, position: stored.position)
        }
        count += 1
      }
      let differences = try db.orderDifferences(from: writtenOnly, book: book)
      try db.execute(sql: "DELETE FROM orders; DELETE FROM order_tallies")
      try OrderRows(db).write(told.files.values.map { OrderChange(new: $0, book: book) }, book: book)
      try db.moveOrderCursor(OrderTail.reader, to: db.lastOrderPosition())
      return OrderRebuildReport(orders: told.files.count, events: count, differences: differences)
    }
  }
}

extension OrderTally {
  fileprivate init(_ row: Row) {
    self.init()
    orders = row["orders"]
    delivered = row["delivered"]
    cancelled = row["cancelled"]
    overdue = row["overdue"]
    late = row["late"]
  }
}

extension Database {
  /// The events that rows have heard behind this position, by order.
  fileprivate func ordersAhead(of position: Int64) throws -> [String: Set<Int64>] {
    var ahead: [String: Set<Int64>] = [:]
    guard try lastOrderPosition() > position else { return ahead }
    try eachOrder { id, file, _ in
      let heard = (file?.heard ?? []).map(\.position).filter { $0 > position }
      if !heard.isEmpty { ahead[id] = Set(heard) }
    }
    return ahead
  }

  /// The rows that aren't what the events say.
  fileprivate func orderDifferences(from told: OrderRetelling, book: OrderBook) throws -> [String] {
    var different: [String] = []
    var seen: Set<String> = []
    try eachOrder { id, file, due in
      seen.insert(id)
      guard let file, file == told.files[id], due == file.due(by: book) else { return different.append("orders/\(id)") }
    }
    different += told.files.keys.filter { !seen.contains($0) }.map { "orders/\($0)" }
    var before: [TallyKey: OrderTally] = [:]
    for row in try Row.fetchAll(self, sql: "SELECT * FROM order_tallies") {
      let word: String = row["party"]
      guard let party = TallyKey.Party(rawValue: word) else { continue }
      let tally = OrderTally(row)
      if !tally.isNothing { before[TallyKey(party, row["who"], day: row["day"])] = tally }
    }
    return different.sorted() + OrderRetelling.differences(before, told.tallies())
  }
}
