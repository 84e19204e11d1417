import Casework
import Ledger
import LedgerSQLite
import Playbook
import Testing

/// What every ledger must do with orders: one suite, run for each `LedgerMaker`.
@Suite("Order exercise")
struct OrderExercise {
  private let book = OrderBook()

  @Test("an empty ledger knows no orders", arguments: LedgerMaker.allCases)
  func empty(maker: LedgerMaker) async throws {
    try await maker.withOrders { ledger in
      let stored = try await ledger.storeOrderEvents([], receivedAt: morning, book: book)
      #expect(stored == StoredOrderGroup(receipts: [], earliestDue: nil))
      #expect(try await ledger.readOrder("A-1", book: book) == nil)
      #expect(try await ledger.readOrderEvents(of: "A-1", book: book).isEmpty)
      #expect(try await ledger.readOrderEvents(after: 0, limit: 10).isEmpty)
      #expect(try await ledger.nextOrderDue(book: book) == nil)
      #expect(try await ledger.lastOrderPosition() == 0)
      #expect(try await ledger.readOrderCursor("r") == nil)
      #expect(try await ledger.markOverdue(at: morning, limit: 10, book: book) == MarkedGroup(marks: [], looked: 0))
      #expect(try await ledger.rebuildOrders(book: book) == OrderRebuildReport(orders: 0, events: 0, differences: []))
    }
  }

  @Test("O-07 an event is stored once, its order's row and figures follow", arguments: LedgerMaker.allCases)
  func once(maker: LedgerMaker) async throws {
    try await maker.withOrders { ledger in
      let first = OrderDeed("1", "accepted", at: 0, merchant: "m-1", rider: "r-1", promised: 40).event
      let second = OrderDeed("2", "delivered", at: 30).event
      let stored = try await ledger.storeOrderEvents([first, second, first], receivedAt: morning, book: book)
      #expect(stored.receipts == [.stored(position: 1), .stored(position: 2), .alreadyHeard(position: 1)])
      #expect(stored.earliestDue == nil, "it was delivered")
      let again = try await ledger.storeOrderEvents([second, OrderDeed("1", "paid", at: 1, order: "A-2").event], receivedAt: morning, book: book)
      #expect(again.receipts == [.alreadyHeard(position: 2), .stored(position: 3)], "another order may use the same id")
      let file = try #require(try await ledger.readOrder("A-1", book: book))
      #expect(file.order.state?.value == "delivered" && file.order.merchant?.value == "m-1" && file.heard.map(\.position) == [1, 2])
      #expect(try await ledger.readOrderEvents(of: "A-1", book: book) == [first, second])
      #expect(try await ledger.readOrderEvents(after: 1, limit: 1) == [StoredOrderEvent(position: 2, event: second)])
      #expect(try await ledger.lastOrderPosition() == 3)
      let tally = try await ledger.readTallies(of: .merchant, "m-1", days: 0...100_000, book: book)
      #expect(tally.count == 1 && tally.values.first?.orders == 1 && tally.values.first?.delivered == 1)
      #expect(try await ledger.readTallies(of: .rider, "r-1", days: 0...100_000, book: book).values.first?.orders == 1)
    }
  }

  @Test("two ids with the same digest are two events", arguments: LedgerMaker.allCases)
  func digests(maker: LedgerMaker) async throws {
    // Found by trial: FNV-1a gives these the same 32 bits.
    let (one, other) = ("costarring", "liquid")
    #expect(HeardEvent.digest(of: one) == HeardEvent.digest(of: other))
    try await maker.withOrders { ledger in
      _ = try await ledger.storeOrderEvents([OrderDeed(one, "paid", at: 0).event], receivedAt: morning, book: book)
      let stored = try await ledger.storeOrderEvents([OrderDeed(other, "accepted", at: 1).event], receivedAt: morning, book: book)
      #expect(stored.receipts == [.stored(position: 2)])
      let again = try await ledger.storeOrderEvents(
        [OrderDeed(one, "paid", at: 0).event, OrderDeed(other, "accepted", at: 1).event], receivedAt: morning, book: book)
      #expect(again.receipts == [.alreadyHeard(position: 1), .alreadyHeard(position: 2)])
    }
  }

  @Test("O-07 every arrival leaves the same orders, each event once, and figures that add up", arguments: LedgerMaker.allCases, 0..<8)
  func arrivals(maker: LedgerMaker, seed: Int) async throws {
    try await maker.withOrders { ledger in
      var chance = OrderChance(seed: UInt64(seed))
      let deeds = OrderDeed.lives(20, &chance)
      var arriving = deeds + deeds.filter { _ in chance.next() % 3 == 0 }
      arriving.shuffle(using: &chance)
      while !arriving.isEmpty {
        let group = arriving.prefix(Int(chance.next() % 17) + 1)
        arriving.removeFirst(group.count)
        _ = try await ledger.storeOrderEvents(group.map(\.event), receivedAt: morning, book: book)
        if chance.next() % 4 == 0 {
          _ = try await ledger.markOverdue(at: minutes(Int64(chance.next() % 100)), limit: 5, book: book)
        }
      }
      var calm: [String: Order] = [:]
      for deed in deeds {
        if calm[deed.order] == nil { calm[deed.order] = Order(deed.event, book: book) } else { calm[deed.order]?.apply(deed.event, book: book) }
      }
      for (id, order) in calm {
        #expect(try await ledger.readOrder(id, book: book)?.order == order)
        let ids = try await ledger.readOrderEvents(of: id, book: book).map(\.id)
        #expect(ids.sorted() == deeds.filter { $0.order == id }.map(\.id).sorted())
      }
      #expect(try await ledger.rebuildOrders(book: book).differences == [])
      #expect(try await ledger.rebuildOrders(book: book) == OrderRebuildReport(orders: calm.count, events: deeds.count, differences: []))
    }
  }
}
