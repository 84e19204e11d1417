import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// How long it takes to find a thousand overdue orders among many, and to mark them for good.
struct IngestOverdue: Encodable {
  private static let due = 1_000
  private static let rounds = 5

  let ordersOnFile: Int
  /// Seconds: asking when the next order is due.
  let look: Double
  /// Seconds: finding the due ones and marking them, synced to the disk.
  let mark: Double

  /// Orders that wait, each promised for another moment; a thousand of them fall due in each round.
  static func measure(orders: Int, path: String) async throws -> IngestOverdue {
    let ledger = try SQLiteLedger(path: path)
    defer { try? ledger.close() }
    let book = OrderBook()
    let start = Instant(milliseconds: IngestEvents.start)
    var index = 0
    while index < orders {
      let group = (index..<min(index + 10_000, orders)).map { order -> OrderEvent in
        // Spread over the file: the due ones don't lie side by side.
        let step = max(orders / (due * rounds), 1)
        let round = order % step == 0 ? order / step / due : rounds
        let promised = round < rounds ? Int64(round + 1) * 60_000 + Int64(order % 997) : 86_400_000 * 30 + Int64(order) * 17
        return OrderEvent(
          id: "evt-\(order)", order: IngestEvents.name(order), kind: "accepted", at: start, merchant: IngestEvents.merchant(order),
          rider: IngestEvents.rider(order), category: "takeaway", promisedAt: Instant(milliseconds: start.milliseconds + promised))
      }
      _ = try await ledger.storeOrderEvents(group, receivedAt: start, book: book)
      index += group.count
    }
    var looks: [Double] = []
    var marks: [Double] = []
    let clock = ContinuousClock()
    for round in 0..<rounds {
      let now = start + TimeAmount(seconds: Int64(round + 1) * 60 + 30)
      var began = clock.now
      _ = try await ledger.nextOrderDue(book: book)
      looks.append(seconds(clock.now - began))
      began = clock.now
      let marked = try await ledger.markOverdue(at: now, limit: due + 1, book: book)
      marks.append(seconds(clock.now - began))
      guard marked.marks.count == due else { throw Trouble("\(marked.marks.count) != \(due)") }
    }
    return IngestOverdue(ordersOnFile: orders, look: looks.sorted()[rounds / 2], mark: marks.sorted()[rounds / 2])
  }
}
