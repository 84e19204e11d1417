package import Casework
package import Playbook

/// An order whose row has to be written anew.
///
/// A class: a sheet of many thousands is looked into with every event, and a file is large.
package final class OrderChange {
  /// What the row adds to the figures; nil when there is none.
  package let before: OrderContribution?
  /// When the row says that the order is due.
  package let dueBefore: Instant?
  package private(set) var after: OrderFile
  package private(set) var due: Instant?

  /// Of an order with a row.
  package init(row: OrderFile, dueBefore: Instant?, book: OrderBook) {
    before = OrderContribution(row, by: book)
    self.dueBefore = dueBefore
    after = row
    due = dueBefore
  }

  /// Of an order without a row.
  package init(new: OrderFile, book: OrderBook) {
    before = nil
    dueBefore = nil
    after = new
    due = new.due(by: book)
  }

  func hear(_ event: OrderEvent, _ heard: HeardEvent, book: OrderBook) {
    after.order.apply(event, book: book)
    after.heard.append(heard)
    due = after.due(by: book)
  }

  func mark(at now: Instant, book: OrderBook) -> [OverdueMark] {
    let marks = after.mark(at: now, by: book)
    due = after.due(by: book)
    return marks
  }
}

extension OrderChange {
  /// What these changes add to the figures, rows that change alone.
  package static func tallies(of changes: some Sequence<OrderChange>, by book: OrderBook) -> [TallyKey: OrderTally] {
    var sums: [TallyKey: OrderTally] = [:]
    for change in changes {
      let after = OrderContribution(change.after, by: book)
      guard change.before != after else { continue }
      for row in change.before?.tallies ?? [] { sums[row.key, default: OrderTally()] += -row.tally }
      for row in after.tallies { sums[row.key, default: OrderTally()] += row.tally }
    }
    return sums.filter { !$0.value.isNothing }
  }
}
