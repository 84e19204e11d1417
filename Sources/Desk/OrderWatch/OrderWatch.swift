public import Casework
public import Ledger

/// Watches over every order: takes what platforms tell of them, finds those that are overdue, and tells the cases about them.
///
///     events → take → OrderIntake → receipts
///                         ↓ rings
///        OverdueWatch → marks → OverdueHandler → cases
///        OrderNews → signals → cases
///
/// It works beside a desk, on the same clock and, as a rule, in the same ledger.
public final class OrderWatch: Sendable {
  public let orders: any OrderLedger
  public let book: OrderBook
  /// How what is told of orders becomes facts of cases.
  public let mapping: OrderMapping
  private let intake: OrderIntake
  private let overdue: OverdueWatch
  private let news: OrderNews

  /// - Parameters:
  ///   - handler: told of overdue orders; `OverdueCases` by default.
  ///   - groupLimit: the most events in one commit, unless a single call brings more.
  public init(
    desk: Desk, orders: any OrderLedger, book: OrderBook = OrderBook(), mapping: OrderMapping = .standard, handler: (any OverdueHandler)? = nil,
    groupLimit: Int = 5_000
  ) {
    self.orders = orders
    self.book = book
    self.mapping = mapping
    let (waiting, eventsCame) = (OverdueWait(), Bell())
    intake = OrderIntake(orders: orders, book: book, clock: desk.clock, groupLimit: groupLimit) { stored in
      if let due = stored.earliestDue { waiting.hear(of: due) }
      eventsCame.ring()
    }
    overdue = OverdueWatch(
      orders: orders, book: book, clock: desk.clock, waiting: waiting, noticed: desk.noticed,
      handler: handler ?? OverdueCases(desk: desk, book: book, mapping: mapping))
    news = OrderNews(desk: desk, orders: orders, book: book, mapping: mapping, bell: eventsCame)
  }

  /// Takes events, in any order and however often; one call may bring thousands. It returns when they are durable.
  ///
  /// - Returns: a receipt for each event, in order.
  /// - Throws: `DeskError.ledger` or `.busy`; nothing of the call was stored then, and sending it again is right.
  public func take(_ events: [OrderEvent]) async throws(DeskError) -> [OrderReceipt] { try await intake.take(events) }

  /// Tells the cases what has come, and marks what is overdue by now: for whoever brings events to a ledger without running the desk.
  ///
  /// - Throws: `DeskError` when the ledger can't be used; what wasn't told then is told by the next one who runs or catches up.
  public func catchUp() async throws(DeskError) {
    try await news.catchUp()
    do throws(LedgerError) { try await overdue.catchUp() } catch { throw .ledger(error) }
  }

  /// Marks what is overdue and tells the cases, until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.overdue.run() }
      group.addTask { await self.news.run() }
    }
  }
}
