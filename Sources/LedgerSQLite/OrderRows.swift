import Casework
import GRDB
import Ledger
import Playbook

/// The statements that a group of order events needs, prepared once for the transaction.
struct OrderRows {
  private let db: Database
  private let select: BareStatement
  private let insert: BareStatement
  private let update: BareStatement
  private let updateWithDue: BareStatement
  private let append: BareStatement

  init(_ db: Database) throws {
    self.db = db
    select = try BareStatement(db, "SELECT \(orderColumns) FROM orders WHERE order_id = ?")
    insert = try BareStatement(
      db, "INSERT INTO orders (merchant, rider, category, state, refund, promised_at, details, order_id, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    // The index of due times is left alone when the due time stays: most events don't move it.
    update = try BareStatement(db, "UPDATE orders SET \(Self.assignments) WHERE order_id = ?8")
    updateWithDue = try BareStatement(db, "UPDATE orders SET \(Self.assignments), due = ?9 WHERE order_id = ?8")
    append = try BareStatement(db, "INSERT INTO order_events (position, order_id, received_at, body) VALUES (?, ?, ?, ?)")
  }

  private static let assignments = "merchant = ?1, rider = ?2, category = ?3, state = ?4, refund = ?5, promised_at = ?6, details = ?7"

  func read(_ id: String) throws -> StoredOrder? {
    select.bind(id, at: 1)
    defer { select.reset() }
    guard try select.step() else { return nil }
    return StoredOrder(file: try select.orderFile(), due: select.due)
  }

  /// Writes what has changed, and what it adds to the figures.
  func write(_ changes: [OrderChange], book: OrderBook) throws {
    for change in changes { try put(change) }
    try db.add(OrderChange.tallies(of: changes, by: book))
  }

  private func put(_ change: OrderChange) throws {
    let file = change.after
    let statement = change.before == nil ? insert : change.due == change.dueBefore ? update : updateWithDue
    let order = file.order
    statement.bind(order.merchant?.value, at: 1)
    statement.bind(order.rider?.value, at: 2)
    statement.bind(order.category?.value, at: 3)
    statement.bind(order.state?.value, at: 4)
    statement.bind(order.refund?.value, at: 5)
    statement.bind(order.promisedAt?.value.milliseconds, at: 6)
    statement.bind(OrderFileBytes.write(file), at: 7)
    statement.bind(order.id, at: 8)
    if change.before == nil || change.due != change.dueBefore { statement.bind(change.due?.milliseconds, at: 9) }
    try statement.run()
  }

  func append(_ stored: StoredOrderEvent, receivedAt now: Instant) throws {
    append.bind(stored.position, at: 1)
    append.bind(stored.event.order, at: 2)
    append.bind(now.milliseconds, at: 3)
    append.bind(stored.event.body, at: 4)
    try append.run()
  }
}

private let orderColumns = "order_id, merchant, rider, category, state, refund, promised_at, details, due"

extension BareStatement {
  /// Of a row with all columns of `orders`, in `OrderRows`' order.
  fileprivate func orderFile() throws -> OrderFile {
    try OrderFileBytes.read(
      bytes(7),
      columns: OrderColumns(
        id: text(0) ?? "", merchant: text(1), rider: text(2), category: text(3), state: text(4), refund: text(5),
        promisedAt: number(6).map { Instant(milliseconds: $0) }))
  }

  fileprivate var due: Instant? { number(8).map { Instant(milliseconds: $0) } }
}

extension Database {
  /// The id of the event at a position, as its body says.
  func orderEventID(at position: Int64) throws -> String? {
    let body = try String.fetchOne(cachedStatement(sql: "SELECT body FROM order_events WHERE position = ?"), arguments: [position])
    return try body.map { try orderEvent($0, at: position).id }
  }

  func orderEvent(_ body: String, at position: Int64) throws -> OrderEvent {
    do { return try OrderEvent(json: body) } catch { throw LedgerError.unreadable("the order event at position \(position) can't be read: \(error)") }
  }

  /// The order that is due first, by the rows.
  func firstOrderDue() throws -> (order: String, due: Instant)? {
    let statement = try BareStatement(self, "SELECT order_id, due FROM orders WHERE due IS NOT NULL ORDER BY due, order_id LIMIT 1")
    defer { statement.reset() }
    guard try statement.step(), let due = statement.number(1) else { return nil }
    return (statement.text(0) ?? "", Instant(milliseconds: due))
  }

  /// Orders that are due, earliest first.
  func ordersDue(at now: Instant, limit: Int) throws -> [StoredOrder] {
    let statement = try BareStatement(self, "SELECT \(orderColumns) FROM orders WHERE due <= ? ORDER BY due, order_id LIMIT ?")
    statement.bind(now.milliseconds, at: 1)
    statement.bind(Int64(max(limit, 0)), at: 2)
    defer { statement.reset() }
    var found: [StoredOrder] = []
    while try statement.step() { found.append(StoredOrder(file: try statement.orderFile(), due: statement.due)) }
    return found
  }

  /// Every order with its due time, in order of ids. A row that can't be read is told by its id alone.
  func eachOrder(_ each: (_ id: String, _ file: OrderFile?, _ due: Instant?) throws -> Void) throws {
    let statement = try BareStatement(self, "SELECT \(orderColumns) FROM orders ORDER BY order_id")
    defer { statement.reset() }
    while try statement.step() { try each(statement.text(0) ?? "", try? statement.orderFile(), statement.due) }
  }

  func add(_ tallies: [TallyKey: OrderTally]) throws {
    guard !tallies.isEmpty else { return }
    let statement = try BareStatement(
      self,
      """
      INSERT INTO order_tallies (party, who, day, orders, delivered, cancelled, overdue, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (party, who, day) DO UPDATE SET orders = orders + excluded.orders, delivered = delivered + excluded.delivered,
        cancelled = cancelled + excluded.cancelled, overdue = overdue + excluded.overdue, late = late + excluded.late
      """)
    for (key, tally) in tallies {
      statement.bind(key.party.rawValue, at: 1)
      statement.bind(key.who, at: 2)
      statement.bind(key.day, at: 3)
      for (index, number) in [tally.orders, tally.delivered, tally.cancelled, tally.overdue, tally.late].enumerated() {
        statement.bind(number, at: Int32(index + 4))
      }
      try statement.run()
    }
  }
}
