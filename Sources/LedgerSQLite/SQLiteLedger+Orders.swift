public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: OrderLedger {
  public func storeOrderEvents(_ events: [OrderEvent], receivedAt now: Instant, book: OrderBook) async throws(LedgerError) -> StoredOrderGroup {
    guard !events.isEmpty else { return StoredOrderGroup(receipts: [], earliestDue: nil) }
    return try await write { db in
      var sheet = OrderSheet(book: book, lastPosition: try db.lastOrderPosition())
      let rows = try OrderRows(db)
      let receipts = try events.map { try sheet.hear($0, read: rows.read, idAt: db.orderEventID) }
      try rows.take(sheet, receivedAt: now)
      return StoredOrderGroup(receipts: receipts, earliestDue: sheet.changes.values.compactMap { $0.after.due(by: book) }.min())
    }
  }

  public func readOrder(_ id: String) async throws(LedgerError) -> OrderFile? { try await read { db in try OrderRows(db).read(id) } }

  public func readOrderEvents(of id: String) async throws(LedgerError) -> [OrderEvent] {
    try await read { db in
      guard let file = try OrderRows(db).read(id) else { return [] }
      return try file.heard.compactMap { heard in
        let body = try String.fetchOne(db.cachedStatement(sql: "SELECT body FROM order_events WHERE position = ?"), arguments: [heard.position])
        return try body.map { try db.orderEvent($0, at: heard.position) }
      }
    }
  }

  public func readOrderEvents(after position: Int64, limit: Int) async throws(LedgerError) -> [StoredOrderEvent] {
    try await read { db in
      let statement = try BareStatement(db, "SELECT position, body FROM order_events WHERE position > ? ORDER BY position LIMIT ?")
      statement.bind(position, at: 1)
      statement.bind(Int64(max(limit, 0)), at: 2)
      defer { statement.reset() }
      var events: [StoredOrderEvent] = []
      while try statement.step() {
        let position = statement.number(0) ?? 0
        events.append(StoredOrderEvent(position: position, event: try db.orderEvent(statement.text(1) ?? "", at: position)))
      }
      return events
    }
  }

  public func lastOrderPosition() async throws(LedgerError) -> Int64 { try await read { db in try db.lastOrderPosition() } }

  public func readOrderCursor(_ reader: String) async throws(LedgerError) -> Int64? {
    try await read { db in try Int64.fetchOne(db.cachedStatement(sql: "SELECT position FROM order_cursors WHERE reader = ?"), arguments: [reader]) }
  }

  public func moveOrderCursor(_ reader: String, to position: Int64) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO order_cursors (reader, position) VALUES (?, ?)").execute(arguments: [reader, position])
    }
  }

  public func openCases(about subjects: [String], playbooks: [String]) async throws(LedgerError) -> [String: [OpenCase]] {
    guard !subjects.isEmpty, !playbooks.isEmpty else { return [:] }
    return try await read { db in
      var found: [String: [OpenCase]] = [:]
      for subject in Set(subjects) {
        for playbook in playbooks {
          guard let id = try db.openCase(playbook: playbook, subject: subject),
            let version = try String.fetchOne(db.cachedStatement(sql: "SELECT version FROM cases WHERE case_id = ?"), arguments: [id])
          else { continue }
          found[subject, default: []].append(OpenCase(id: CaseID(id), version: version))
        }
      }
      return found
    }
  }
}

extension Database {
  func lastOrderPosition() throws -> Int64 { try Int64.fetchOne(cachedStatement(sql: "SELECT max(position) FROM order_events")) ?? 0 }
}
