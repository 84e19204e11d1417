import Casework
import Ledger
import Playbook

/// The one who writes order events: collects all that are waiting and commits them together.
///
/// A lone call doesn't wait for others; while a commit is under way the next group gathers.
actor OrderIntake {
  /// The most events that may wait. The sender of one more is told `busy` and sends it again later.
  private static let queueLimit = 200_000

  private struct Caller {
    let events: [OrderEvent]
    let waiter: CheckedContinuation<Result<[OrderReceipt], DeskError>, Never>
  }

  private let orders: any OrderLedger
  private let book: OrderBook
  private let clock: any DeskClock
  /// The most events in one commit, unless a single call brings more.
  private let groupLimit: Int
  private let onCommit: @Sendable (StoredOrderGroup) -> Void
  private var queue: [Caller] = []
  private var waitingCount = 0
  private var isWorking = false

  init(
    orders: any OrderLedger, book: OrderBook, clock: any DeskClock, groupLimit: Int, onCommit: @escaping @Sendable (StoredOrderGroup) -> Void
  ) {
    self.groupLimit = groupLimit
    self.orders = orders
    self.book = book
    self.clock = clock
    self.onCommit = onCommit
  }

  /// Returns when the events are durable: a receipt for each, in order.
  func take(_ events: [OrderEvent]) async throws(DeskError) -> [OrderReceipt] {
    guard !events.isEmpty else { return [] }
    guard waitingCount < Self.queueLimit else { throw .busy }
    let result = await withCheckedContinuation { waiter in
      queue.append(Caller(events: events, waiter: waiter))
      waitingCount += events.count
      guard !isWorking else { return }
      isWorking = true
      Task { await work() }
    }
    return try result.get()
  }

  private func work() async {
    while !queue.isEmpty { await write(nextGroup()) }
    isWorking = false
  }

  private func nextGroup() -> [Caller] {
    var count = 0
    var end = 0
    while end < queue.count, end == 0 || count + queue[end].events.count <= groupLimit {
      count += queue[end].events.count
      end += 1
    }
    defer {
      queue.removeFirst(end)
      waitingCount -= count
    }
    return Array(queue.prefix(end))
  }

  private func write(_ group: [Caller]) async {
    let events = group.count == 1 ? group[0].events : group.flatMap(\.events)
    do throws(LedgerError) {
      let stored = try await orders.storeOrderEvents(events, receivedAt: clock.now(), book: book)
      onCommit(stored)
      var start = 0
      for caller in group {
        caller.waiter.resume(returning: .success(Array(stored.receipts[start..<start + caller.events.count])))
        start += caller.events.count
      }
    } catch {
      for caller in group { caller.waiter.resume(returning: .failure(.ledger(error))) }
    }
  }
}
