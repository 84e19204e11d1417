import Casework
import GRDB
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite

/// Rows of orders may be behind their events: nobody who asks the ledger sees it.
@Suite("Order tail")
struct OrderTailTests {
  private let book = OrderBook()

  private func rows(_ ledger: SQLiteLedger) async throws -> Int {
    try await ledger.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM orders") ?? 0 }
  }

  @Test func `rows are written when many orders have changed, and when the ledger is closed`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path, ordersBehind: 3)
      for order in 1...2 { _ = try await ledger.storeOrderEvents([OrderDeed("1", "paid", at: 0, order: "A-\(order)").event], receivedAt: morning, book: book) }
      #expect(try await rows(ledger) == 0)
      #expect(try await ledger.readOrder("A-2", book: book)?.order.state?.value == "preparing")
      _ = try await ledger.storeOrderEvents([OrderDeed("1", "paid", at: 0, order: "A-3").event], receivedAt: morning, book: book)
      #expect(try await rows(ledger) == 3)
      _ = try await ledger.storeOrderEvents([OrderDeed("1", "paid", at: 0, order: "A-4").event], receivedAt: morning, book: book)
      #expect(try await rows(ledger) == 3)
      try ledger.close()
      #expect(try await rows(SQLiteLedger(path: path)) == 4)
    }
  }

  @Test func `an order that hears much is written after so many events, not only after so many orders`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", ordersBehind: 3)
      for number in 1...11 { _ = try await ledger.storeOrderEvents([OrderDeed("\(number)", "noted", at: 0).event], receivedAt: morning, book: book) }
      #expect(try await rows(ledger) == 0)
      _ = try await ledger.storeOrderEvents([OrderDeed("12", "noted", at: 0).event], receivedAt: morning, book: book)
      #expect(try await rows(ledger) == 1)
    }
  }

  @Test func `what a desk that died had not written is heard again`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let died = try SQLiteLedger(path: path, ordersBehind: 100)
      let deeds = (0..<9).map { OrderDeed("e", "accepted", at: 0, order: "A-\($0)", merchant: "m-1", promised: 10 + $0) }
      _ = try await died.storeOrderEvents(deeds.map(\.event), receivedAt: morning, book: book)
      // One row is ahead of the others: it was due.
      #expect(try await died.markOverdue(at: minutes(10), limit: 1, book: book).marks.map(\.order) == ["A-0"])
      #expect(try await rows(died) == 1)
      let next = try SQLiteLedger(path: path, ordersBehind: 100)
      #expect(try await next.nextOrderDue(book: book) == minutes(11))
      #expect(try await next.readOrder("A-0", book: book)?.marks == ["delivery"])
      #expect(try await next.readOrderEvents(of: "A-5", book: book) == [deeds[5].event])
      let again = try await next.storeOrderEvents([deeds[0].event, deeds[5].event], receivedAt: morning, book: book)
      #expect(again.receipts == [.alreadyHeard(position: 1), .alreadyHeard(position: 6)])
      let day = book.day(of: morning)
      let tally = try await next.readTallies(of: .merchant, "m-1", days: day...day, book: book)[day]
      #expect(tally?.orders == 9 && tally?.overdue == 1)
      #expect(try await next.rebuildOrders(book: book).differences == [])
    }
  }

  @Test func `rows that are rightly behind are no difference, and are complete after folding again`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", ordersBehind: 100)
      let deeds = (0..<5).map { OrderDeed("e", "accepted", at: 0, order: "A-\($0)", merchant: "m-1", promised: 10 + $0) }
      _ = try await ledger.storeOrderEvents(deeds.map(\.event), receivedAt: morning, book: book)
      _ = try await ledger.markOverdue(at: minutes(11), limit: 9, book: book)
      #expect(try await rows(ledger) == 2)
      #expect(try await ledger.rebuildOrders(book: book) == OrderRebuildReport(orders: 5, events: 5, differences: []))
      #expect(try await rows(ledger) == 5)
      _ = try await ledger.storeOrderEvents([OrderDeed("d", "delivered", at: 9, order: "A-3").event], receivedAt: morning, book: book)
      #expect(try await ledger.readOrder("A-3", book: book)?.order.deliveredAt == minutes(9))
    }
  }

  @Test func `a transaction that fails leaves nothing behind, on disk or in hand`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", ordersBehind: 2)
      let first = OrderDeed("1", "paid", at: 0, order: "A-1").event
      let second = OrderDeed("1", "paid", at: 0, order: "A-2").event
      _ = try await ledger.storeOrderEvents([first], receivedAt: morning, book: book)
      try await ledger.write { db in
        try db.execute(sql: "CREATE TRIGGER no_rows BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'no'); END")
      }
      await #expect(throws: LedgerError.self) { _ = try await ledger.storeOrderEvents([second], receivedAt: morning, book: book) }
      #expect(try await ledger.lastOrderPosition() == 1)
      #expect(try await ledger.readOrder("A-1", book: book)?.heard.count == 1)
      #expect(try await ledger.readOrder("A-2", book: book) == nil)
      try await ledger.write { db in try db.execute(sql: "DROP TRIGGER no_rows") }
      let stored = try await ledger.storeOrderEvents([second, first], receivedAt: morning, book: book)
      #expect(stored.receipts == [.stored(position: 2), .alreadyHeard(position: 1)])
      #expect(try await ledger.rebuildOrders(book: book).differences == [])
    }
  }

  @Test func `another book begins with rows written by the first`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", ordersBehind: 100)
      let other = OrderBook(kinds: [OrderKind("left", state: "gone")])
      _ = try await ledger.storeOrderEvents([OrderDeed("1", "paid", at: 0).event], receivedAt: morning, book: book)
      _ = try await ledger.storeOrderEvents([OrderDeed("2", "paid", at: 0, order: "A-2").event], receivedAt: morning, book: other)
      #expect(try await rows(ledger) == 1)
      #expect(try await ledger.readOrder("A-1", book: other)?.order.state?.value == "preparing")
      #expect(try await ledger.readOrder("A-2", book: other)?.order.state == nil)
    }
  }

  @Test func `a ledger from before rows could be behind is complete`() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let before = try SQLiteLedger(path: path)
      _ = try await before.storeOrderEvents([OrderDeed("1", "paid", at: 0).event], receivedAt: morning, book: book)
      try before.close()
      let old = try SQLiteLedger(path: path)
      try await old.write { db in try db.execute(sql: "DELETE FROM order_cursors; DELETE FROM grdb_migrations WHERE identifier = 'orders-2'") }
      try old.close()
      let ledger = try SQLiteLedger(path: path)
      #expect(try await ledger.readOrderCursor(OrderTail.reader) == 1)
    }
  }

  @Test("whatever is behind, and whoever else writes, the answers are those of a ledger in memory", arguments: 0..<12)
  func agrees(seed: Int) async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      var chance = OrderChance(seed: UInt64(seed))
      var ledgers = [try SQLiteLedger(path: path, ordersBehind: 1 + seed % 9), try SQLiteLedger(path: path, ordersBehind: 40)]
      let memory = MemoryLedger()
      let deeds = OrderDeed.lives(15, &chance)
      var arriving = deeds + deeds.filter { _ in chance.next() % 3 == 0 }
      arriving.shuffle(using: &chance)
      while !arriving.isEmpty {
        // The other one writes now and then; either may be killed, or be closed in order.
        let which = chance.next() % 5 == 0 ? 1 : 0
        let ledger = ledgers[which]
        let group = arriving.prefix(Int(chance.next() % 7) + 1).map(\.event)
        arriving.removeFirst(group.count)
        #expect(
          try await ledger.storeOrderEvents(group, receivedAt: morning, book: book)
            == memory.storeOrderEvents(group, receivedAt: morning, book: book))
        // Either may look for what is due.
        let watcher = Int(chance.next() % 2)
        switch chance.next() % 6 {
        case 0:
          let now = minutes(Int64(chance.next() % 100))
          #expect(try await ledgers[watcher].markOverdue(at: now, limit: 4, book: book) == memory.markOverdue(at: now, limit: 4, book: book))
        case 1: #expect(try await ledgers[watcher].nextOrderDue(book: book) == memory.nextOrderDue(book: book))
        case 2:
          if chance.next() % 2 == 0 { try ledger.close() }
          ledgers[which] = try SQLiteLedger(path: path, ordersBehind: 1 + Int(chance.next() % 20))
        case 3: #expect(try await ledger.rebuildOrders(book: book) == memory.rebuildOrders(book: book))
        default: break
        }
        let order = "A-\(chance.next() % 15)"
        #expect(try await ledgers[which].readOrder(order, book: book) == memory.readOrder(order, book: book))
        #expect(try await ledgers[which].readOrderEvents(of: order, book: book) == memory.readOrderEvents(of: order, book: book))
        #expect(
          try await ledgers[which].readTallies(of: .merchant, "m-1", days: 0...100_000, book: book)
            == memory.readTallies(of: .merchant, "m-1", days: 0...100_000, book: book))
      }
      for ledger in ledgers { #expect(try await ledger.rebuildOrders(book: book).differences == []) }
    }
  }
}
