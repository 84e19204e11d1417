import Casework
import GRDB
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite

extension OrderExercise {
  @Test("O-01 orders that are due are marked once, earliest first, and the others aren't looked at", arguments: LedgerMaker.allCases)
  func marking(maker: LedgerMaker) async throws {
    let book = OrderBook()
    try await maker.withOrders { ledger in
      let accepted = (0..<10).map { OrderDeed("e-\($0)", "accepted", at: 0, order: "A-\($0)", merchant: "m-1", rider: "r-1", promised: 10 + $0).event }
      let stored = try await ledger.storeOrderEvents(accepted, receivedAt: morning, book: book)
      #expect(stored.earliestDue == minutes(10))
      // In time, given up in time, and promised for later.
      let news = [
        OrderDeed("d", "delivered", at: 9, order: "A-0").event, OrderDeed("c", "cancelled", at: 5, order: "A-1").event,
        OrderDeed("p", "promised", at: 5, order: "A-2", promised: 60).event,
      ]
      _ = try await ledger.storeOrderEvents(news, receivedAt: morning, book: book)
      #expect(try await ledger.nextOrderDue(book: book) == minutes(13))
      #expect(try await ledger.markOverdue(at: minutes(12), limit: 100, book: book) == MarkedGroup(marks: [], looked: 0))
      let first = try await ledger.markOverdue(at: minutes(15), limit: 2, book: book)
      #expect(first.looked == 2 && first.marks.map(\.order) == ["A-3", "A-4"])
      #expect(first.marks.first == OverdueMark(order: "A-3", rule: "delivery", due: minutes(13), markedAt: minutes(15)))
      #expect(try await ledger.markOverdue(at: minutes(15), limit: 2, book: book).marks.map(\.order) == ["A-5"])
      #expect(try await ledger.markOverdue(at: minutes(15), limit: 2, book: book).looked == 0)
      #expect(try await ledger.readMarks(of: "A-3") == [first.marks[0]])
      #expect(try await ledger.readMarks(of: "A-0").isEmpty)
      // A promise that is moved afterwards doesn't take the mark away, and makes no second one.
      _ = try await ledger.storeOrderEvents([OrderDeed("p", "promised", at: 14, order: "A-3", promised: 70).event], receivedAt: morning, book: book)
      #expect(try await ledger.markOverdue(at: minutes(100), limit: 100, book: book).marks.map(\.order) == ["A-6", "A-7", "A-8", "A-9", "A-2"])
    }
  }

  @Test("O-06 what is overdue and late counts for merchant and rider, day by day", arguments: LedgerMaker.allCases)
  func figures(maker: LedgerMaker) async throws {
    let book = OrderBook()
    try await maker.withOrders { ledger in
      let deeds = (0..<4).map { OrderDeed("e", "accepted", at: 0, order: "A-\($0)", merchant: "m-1", rider: "r-1", promised: 10) }
      _ = try await ledger.storeOrderEvents(deeds.map(\.event), receivedAt: morning, book: book)
      _ = try await ledger.storeOrderEvents([OrderDeed("d", "delivered", at: 8, order: "A-0").event], receivedAt: morning, book: book)
      _ = try await ledger.markOverdue(at: minutes(11), limit: 100, book: book)
      let day = book.day(of: morning)
      func tally() async throws -> OrderTally? { try await ledger.readTallies(of: .rider, "r-1", days: day...day, book: book)[day] }
      #expect(try await tally()?.overdue == 3)
      #expect(try await tally()?.late == 0)
      #expect(try await tally()?.orders == 4)
      // One comes late, of one it becomes known that it came in time; one comes late without anybody having marked it.
      let news = [
        OrderDeed("d", "delivered", at: 20, order: "A-1").event, OrderDeed("d", "delivered", at: 9, order: "A-2").event,
        OrderDeed("x", "accepted", at: 0, order: "B-1", merchant: "m-1", rider: "r-1", promised: 10).event,
        OrderDeed("y", "delivered", at: 30, order: "B-1").event,
      ]
      _ = try await ledger.storeOrderEvents(news, receivedAt: morning, book: book)
      #expect(try await tally()?.overdue == 3)
      #expect(try await tally()?.late == 2)
      #expect(try await tally()?.delivered == 4)
      #expect(try await tally()?.orders == 5)
      #expect(try await ledger.readTallies(of: .merchant, "m-1", days: day - 5...day + 5, book: book) == [day: try #require(try await tally())])
      #expect(try await ledger.readTallies(of: .merchant, "m-1", days: day + 1...day + 5, book: book).isEmpty)
    }
  }

  @Test("marks wait until somebody is told of them", arguments: LedgerMaker.allCases)
  func telling(maker: LedgerMaker) async throws {
    let book = OrderBook()
    try await maker.withOrders { ledger in
      let deeds = (0..<3).map { OrderDeed("e", "accepted", at: 0, order: "A-\($0)", promised: 10 + $0) }
      _ = try await ledger.storeOrderEvents(deeds.map(\.event), receivedAt: morning, book: book)
      let marks = try await ledger.markOverdue(at: minutes(20), limit: 100, book: book).marks
      #expect(try await ledger.marksToTell(limit: 2) == Array(marks.prefix(2)))
      try await ledger.settleMarks([marks[0]], at: minutes(21))
      #expect(try await ledger.marksToTell(limit: 9) == Array(marks.dropFirst()))
      try await ledger.settleMarks(marks, at: minutes(22))
      #expect(try await ledger.marksToTell(limit: 9).isEmpty)
      try await ledger.moveOrderCursor("news", to: 2)
      try await ledger.moveOrderCursor("news", to: 3)
      #expect(try await ledger.readOrderCursor("news") == 3)
      #expect(try await ledger.readOrderCursor("other") == nil)
    }
  }

  @Test("a damaged row is named and mended")
  func damage() async throws {
    let book = OrderBook()
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db", ordersBehind: 1)
      let deeds = (0..<5).map { OrderDeed("e", "accepted", at: 0, order: "A-\($0)", merchant: "m-1", promised: 10 + $0) }
      _ = try await ledger.storeOrderEvents(deeds.map(\.event), receivedAt: morning, book: book)
      _ = try await ledger.markOverdue(at: minutes(11), limit: 100, book: book)
      let before = try await ledger.readOrder("A-1", book: book)
      try await ledger.write { db in
        try db.execute(sql: "UPDATE orders SET details = x'01ff' WHERE order_id = 'A-0'; DELETE FROM orders WHERE order_id = 'A-1'")
        try db.execute(sql: "UPDATE orders SET due = 5 WHERE order_id = 'A-3'; UPDATE order_tallies SET overdue = 7")
      }
      await #expect(throws: LedgerError.self) { try await ledger.readOrder("A-0", book: book) }
      let day = book.day(of: morning)
      let report = try await ledger.rebuildOrders(book: book)
      #expect(report == OrderRebuildReport(orders: 5, events: 5, differences: ["orders/A-0", "orders/A-1", "orders/A-3", "order_tallies/merchant/m-1/\(day)"]))
      #expect(try await ledger.readOrder("A-1", book: book) == before)
      #expect(try await ledger.nextOrderDue(book: book) == minutes(12))
      #expect(try await ledger.rebuildOrders(book: book).differences.isEmpty)
    }
  }
}
