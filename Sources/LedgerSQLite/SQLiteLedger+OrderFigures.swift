public import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func readTallies(of party: TallyKey.Party, _ who: String, days: ClosedRange<Int64>) async throws(LedgerError) -> [Int64: OrderTally] {
    // A row of nothing but zeros is left over when an order's merchant was corrected.
    let sql = "SELECT * FROM order_tallies WHERE party = ? AND who = ? AND day BETWEEN ? AND ?"
    return try await read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [party.rawValue, who, days.lowerBound, days.upperBound])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["day"], OrderTally($0)) }).filter { !$0.value.isNothing }
    }
  }

  public func rebuildOrders(book: OrderBook) async throws(LedgerError) -> OrderRebuildReport {
    try await write { db in
      let marks = try Row.fetchAll(db, sql: "SELECT * FROM overdue_marks").map(OverdueMark.init)
      var told = OrderRetelling(book: book, marks: marks)
      var count = 0
      let statement = try BareStatement(db, "SELECT position, body FROM order_events ORDER BY position")
      while try statement.step() {
        let position = statement.number(0) ?? 0
        told.hear(try db.orderEvent(statement.text(1) ?? "", at: position), position: position)
        count += 1
      }
      statement.reset()
      let differences = try db.orderDifferences(from: told, book: book)
      try db.execute(sql: "DELETE FROM orders; DELETE FROM order_tallies")
      let rows = try OrderRows(db)
      for file in told.files.values { try rows.put(OrderSheet.Change(before: nil, dueBefore: nil, after: file), book: book) }
      try db.add(told.tallies())
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
