package import Casework

/// Folds orders again from all their events: what the rows should be.
package struct OrderRetelling {
  package private(set) var files: [String: OrderFile] = [:]
  private let book: OrderBook
  private let marks: [String: [OverdueMark]]

  package init(book: OrderBook, marks: [OverdueMark]) {
    self.book = book
    self.marks = Dictionary(grouping: marks, by: \.order)
  }

  package mutating func hear(_ event: OrderEvent, position: Int64) {
    let heard = HeardEvent(digest: HeardEvent.digest(of: event.id), position: position)
    if files[event.order] == nil {
      let marks = (marks[event.order] ?? []).map(\.rule).sorted()
      files[event.order] = OrderFile(order: Order(event, book: book), heard: [heard], marks: marks)
    } else {
      files[event.order]?.order.apply(event, book: book)
      files[event.order]?.heard.append(heard)
    }
  }

  package func tallies() -> [TallyKey: OrderTally] {
    var sums: [TallyKey: OrderTally] = [:]
    for file in files.values {
      for row in OrderContribution(file, by: book).tallies { sums[row.key, default: OrderTally()] += row.tally }
    }
    return sums.filter { !$0.value.isNothing }
  }

  package static func differences(_ before: [TallyKey: OrderTally], _ after: [TallyKey: OrderTally]) -> [String] {
    Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
      .map { "order_tallies/\($0.party.rawValue)/\($0.who)/\($0.day)" }
  }
}
