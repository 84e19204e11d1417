public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: OrderLedger {
  public func storeOrderEvents(_ events: [OrderEvent], receivedAt now: Instant, book: OrderBook) async throws(LedgerError) -> StoredOrderGroup {
    guard !events.isEmpty else { return StoredOrderGroup(receipts: [], earliestDue: nil) }
    return try await writeOrders(book: book) { hand in
      var receipts: [OrderReceipt] = []
      receipts.reserveCapacity(events.count)
      for event in events { receipts.append(try hand.sheet.hear(event, read: hand.rows.read, idAt: hand.db.orderEventID)) }
      for event in hand.sheet.takeEvents() { try hand.rows.append(event, receivedAt: now) }
      return StoredOrderGroup(receipts: receipts, earliestDue: events.compactMap { hand.sheet.changes[$0.order]?.due }.min())
    }
  }

  public func readOrder(_ id: String, book: OrderBook) async throws(LedgerError) -> OrderFile? {
    try await readOrders(book: book) { _, rows in
      try rows.read(id)?.file
    } behind: { hand in
      try hand.read(id)
    }
  }

  public func readOrderEvents(of id: String, book: OrderBook) async throws(LedgerError) -> [OrderEvent] {
    try await readOrders(book: book) { db, rows in
      try db.orderEvents(heardBy: rows.read(id)?.file)
    } behind: { hand in
      try hand.db.orderEvents(heardBy: hand.read(id))
    }
  }

  public func readOrderEvents(after position: Int64, limit: Int) async throws(LedgerError) -> [StoredOrderEvent] {
    try await read { db in
      var events: [StoredOrderEvent] = []
      try db.eachOrderEvent(after: position, limit: limit) { events.append($0) }
      return events
    }
  }

  public func lastOrderPosition() async throws(LedgerError) -> Int64 { try await read { db in try db.lastOrderPosition() } }

  public func readOrderCursor(_ reader: String) async throws(LedgerError) -> Int64? { try await read { db in try db.orderCursor(reader) } }

  public func moveOrderCursor(_ reader: String, to position: Int64) async throws(LedgerError) {
    try await write { db in try db.moveOrderCursor(reader, to: position) }
  }

  public func openCases(about orders: [String], playbooks: [String]) async throws(LedgerError) -> [String: [OpenCase]] {
    guard !orders.isEmpty, !playbooks.isEmpty else { return [:] }
    let sql = "SELECT case_id, version, subject FROM cases WHERE playbook = ? AND subject >= ? AND subject < ? AND phase <> 'closed'"
    return try await read { db in
      let statement = try db.cachedStatement(sql: sql)
      var found: [String: [OpenCase]] = [:]
      for order in Set(orders) {
        var cases: [OpenCase] = []
        for playbook in playbooks {
          for row in try Row.fetchAll(statement, arguments: StatementArguments([playbook] + OrderSubjectRange.bounds(of: order))) {
            let one = OpenCase(id: CaseID(row["case_id"]), version: row["version"], subject: row["subject"])
            if OrderSubject.isAbout(order, one.subject) { cases.append(one) }
          }
        }
        if !cases.isEmpty { found[order] = cases.inOrder }
      }
      return found
    }
  }
}

/// The subjects among which those of an order's cases are, in the order in which they are indexed. Few others are there.
enum OrderSubjectRange {
  /// The first, and the one behind the last: `0` is what follows `/`.
  static func bounds(of order: String) -> [String] { [order, order + "0"] }
}

extension Database {
  func lastOrderPosition() throws -> Int64 { try Int64.fetchOne(cachedStatement(sql: "SELECT max(position) FROM order_events")) ?? 0 }

  fileprivate func orderEvents(heardBy file: OrderFile?) throws -> [OrderEvent] {
    try (file?.heard ?? []).compactMap { heard in
      let body = try String.fetchOne(cachedStatement(sql: "SELECT body FROM order_events WHERE position = ?"), arguments: [heard.position])
      return try body.map { try orderEvent($0, at: heard.position) }
    }
  }

  /// - Parameter limit: nil for all there are.
  func eachOrderEvent(after position: Int64, limit: Int? = nil, _ each: (StoredOrderEvent) throws -> Void) throws {
    let statement = try BareStatement(self, "SELECT position, body FROM order_events WHERE position > ? ORDER BY position LIMIT ?")
    statement.bind(position, at: 1)
    statement.bind(limit.map { Int64(max($0, 0)) } ?? -1, at: 2)
    defer { statement.reset() }
    while try statement.step() {
      let position = statement.number(0) ?? 0
      try each(StoredOrderEvent(position: position, event: orderEvent(statement.text(1) ?? "", at: position)))
    }
  }
}
