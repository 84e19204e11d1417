public import Ledger
public import Playbook

/// Whoever hears of orders tells them here, so that rates have something to be counted against.
public protocol OrderCounting: Sendable {
  /// Counts orders of merchants, each once, however often it is told.
  /// - Throws: `DeskError.ledger` when they can't be stored; telling them again is right.
  func countOrders(_ orders: [CountedOrder]) async throws(DeskError)
}

extension OrderCounting {
  /// Counts one order.
  public func countOrder(_ id: String, merchant: String, at: Instant) async throws(DeskError) {
    try await countOrders([CountedOrder(id: id, merchant: merchant, at: at)])
  }
}

extension Desk: OrderCounting {
  public func countOrders(_ orders: [CountedOrder]) async throws(DeskError) {
    guard let caseWatch else { return }
    do { caseWatch.ordersCounted(try await caseWatch.store.countOrders(orders)) } catch { throw .ledger(error) }
  }
}
