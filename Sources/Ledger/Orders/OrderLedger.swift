public import Casework
public import Playbook

/// Keeps orders: every event that was told of them, what they come to, and which are due. A second door to the same store as `Ledger`.
///
/// Every implementation passes the same suite, `OrderExercise`.
public protocol OrderLedger: Sendable {
  /// Stores the events in one transaction, durable before it returns. Its order, due time and figures follow for whoever reads them.
  ///
  /// An event that its order has heard before changes nothing. Any order of arrival gives the same rows.
  /// - Returns: one receipt for each event, in order.
  func storeOrderEvents(_ events: [OrderEvent], receivedAt now: Instant, book: OrderBook) async throws(LedgerError) -> StoredOrderGroup

  /// - Parameter book: as events were stored with it, here and below: a ledger may have to fold an order's latest events into it first.
  func readOrder(_ id: String, book: OrderBook) async throws(LedgerError) -> OrderFile?
  /// The events of an order in the order of arrival.
  func readOrderEvents(of id: String, book: OrderBook) async throws(LedgerError) -> [OrderEvent]
  /// Events of all orders behind a position, in the order of arrival.
  func readOrderEvents(after position: Int64, limit: Int) async throws(LedgerError) -> [StoredOrderEvent]

  /// Finds up to `limit` orders that are due at `now`, earliest first, and marks them overdue: each at most once for a rule, in one transaction.
  ///
  /// It costs by what is due, not by how many orders there are.
  func markOverdue(at now: Instant, limit: Int, book: OrderBook) async throws(LedgerError) -> MarkedGroup
  /// When the next order is due.
  func nextOrderDue(book: OrderBook) async throws(LedgerError) -> Instant?
  /// Marks that nobody has been told of yet, in order of their time.
  func marksToTell(limit: Int) async throws(LedgerError) -> [OverdueMark]
  /// Somebody was told of these marks.
  func settleMarks(_ marks: [OverdueMark], at now: Instant) async throws(LedgerError)
  /// Every mark of an order, by rule.
  func readMarks(of order: String) async throws(LedgerError) -> [OverdueMark]

  /// The figures of a merchant or rider, day by day; days without orders are left out.
  func readTallies(of party: TallyKey.Party, _ who: String, days: ClosedRange<Int64>, book: OrderBook) async throws(LedgerError) -> [Int64: OrderTally]

  /// The samples from `start` on and before `end` of a playbook's key figures, for the merchants of the orders that its cases are about: those with the most
  /// cases first. A case whose order isn't known counts for nobody.
  func tallyMerchants(of playbook: String, from start: Instant, to end: Instant, limit: Int, book: OrderBook) async throws(LedgerError) -> [MerchantTally]

  /// How far a reader of the events has come; nil for one that never read.
  func readOrderCursor(_ reader: String) async throws(LedgerError) -> Int64?
  func moveOrderCursor(_ reader: String, to position: Int64) async throws(LedgerError)
  /// The position of the last event; 0 without any.
  func lastOrderPosition() async throws(LedgerError) -> Int64

  /// The open cases of these playbooks that may be about these orders (`OrderSubject`), by order: each order's in the order of its cases' subjects.
  func openCases(about orders: [String], playbooks: [String]) async throws(LedgerError) -> [String: [OpenCase]]

  /// Throws orders and figures away and folds them again from the events and marks, in one transaction.
  /// - Returns: how many orders there are, and those whose rows were different before.
  func rebuildOrders(book: OrderBook) async throws(LedgerError) -> OrderRebuildReport
}

/// What became of an event.
public enum OrderReceipt: Hashable, Sendable {
  /// It is the event with this number over all orders.
  case stored(position: Int64)
  /// Its order had heard it before.
  case alreadyHeard(position: Int64)
}

/// What a group of events brought.
public struct StoredOrderGroup: Hashable, Sendable {
  public let receipts: [OrderReceipt]
  /// The earliest time at which an order of the group is due.
  public let earliestDue: Instant?

  public init(receipts: [OrderReceipt], earliestDue: Instant?) {
    self.receipts = receipts
    self.earliestDue = earliestDue
  }
}

/// What a look for overdue orders brought.
public struct MarkedGroup: Hashable, Sendable {
  public let marks: [OverdueMark]
  /// Orders that were due; fewer than the limit means that there are no more. One may be due no longer by the rules of today.
  public let looked: Int

  public init(marks: [OverdueMark], looked: Int) {
    self.marks = marks
    self.looked = looked
  }
}

/// An event with its place among those of all orders.
public struct StoredOrderEvent: Hashable, Sendable {
  public let position: Int64
  public let event: OrderEvent

  public init(position: Int64, event: OrderEvent) {
    self.position = position
    self.event = event
  }
}

/// A case that isn't closed.
public struct OpenCase: Hashable, Sendable {
  public let id: CaseID
  public let version: String
  public let subject: String

  public init(id: CaseID, version: String, subject: String) {
    self.id = id
    self.version = version
    self.subject = subject
  }
}

/// Orders before and after they were folded again.
public struct OrderRebuildReport: Hashable, Sendable {
  public let orders: Int
  public let events: Int
  /// `orders/A-1`, `order_tallies/merchant/m-1/20500`, in order; empty when nothing was different.
  public let differences: [String]

  public init(orders: Int, events: Int, differences: [String]) {
    self.orders = orders
    self.events = events
    self.differences = differences
  }
}
