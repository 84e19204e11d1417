package import Casework
package import Playbook

/// The work of one transaction on orders: what it reads, it reads once; what it changes is written at the end, each row once.
///
/// It decides for every ledger what events and marks mean for the rows; the ledger says how rows are read.
package struct OrderSheet {
  /// An order before and after.
  package struct Change {
    package init(before: OrderFile?, dueBefore: Instant?, after: OrderFile) {
      self.before = before
      self.dueBefore = dueBefore
      self.after = after
    }

    package let before: OrderFile?
    package let dueBefore: Instant?
    package var after: OrderFile
  }

  package let book: OrderBook
  /// By order.
  package private(set) var changes: [String: Change] = [:]
  /// Events to append, with their positions.
  package private(set) var events: [StoredOrderEvent] = []
  private var next: Int64
  private var added: [Int64: Int] = [:]

  package init(book: OrderBook, lastPosition: Int64) {
    self.book = book
    next = lastPosition + 1
  }

  /// - Parameters:
  ///   - read: the stored file of an order.
  ///   - idAt: the id of the event at a position.
  package mutating func hear(_ event: OrderEvent, read: (String) throws -> OrderFile?, idAt: (Int64) throws -> String?) rethrows -> OrderReceipt {
    let digest = HeardEvent.digest(of: event.id)
    if let known = changes[event.order] {
      if let position = try position(of: event, digest, in: known.after, idAt: idAt) { return .alreadyHeard(position: position) }
      changes[event.order]?.after.order.apply(event, book: book)
    } else if let stored = try read(event.order) {
      if let position = try position(of: event, digest, in: stored, idAt: idAt) { return .alreadyHeard(position: position) }
      var change = Change(before: stored, dueBefore: stored.due(by: book), after: stored)
      change.after.order.apply(event, book: book)
      changes[event.order] = change
    } else {
      changes[event.order] = Change(before: nil, dueBefore: nil, after: OrderFile(order: Order(event, book: book)))
    }
    changes[event.order]?.after.heard.append(HeardEvent(digest: digest, position: next))
    added[next] = events.count
    events.append(StoredOrderEvent(position: next, event: event))
    next += 1
    return .stored(position: next - 1)
  }

  /// Marks an order that is due; it is written anew even when nothing was overdue after all, so that it isn't looked at again.
  package mutating func mark(_ stored: OrderFile, storedDue: Instant, at now: Instant) -> [OverdueMark] {
    var change = Change(before: stored, dueBefore: storedDue, after: stored)
    let marks = change.after.mark(at: now, by: book)
    changes[stored.order.id] = change
    return marks
  }

  /// What the changes add to the figures, rows that change alone.
  package func tallies() -> [TallyKey: OrderTally] {
    var sums: [TallyKey: OrderTally] = [:]
    for change in changes.values {
      let after = OrderContribution(change.after, by: book)
      let before = change.before.map { OrderContribution($0, by: book) }
      guard before != after else { continue }
      for row in before?.tallies ?? [] { sums[row.key, default: OrderTally()] += -row.tally }
      for row in after.tallies { sums[row.key, default: OrderTally()] += row.tally }
    }
    return sums.filter { !$0.value.isNothing }
  }

  private func position(of event: OrderEvent, _ digest: UInt32, in file: OrderFile, idAt: (Int64) throws -> String?) rethrows -> Int64? {
    for heard in file.heard where heard.digest == digest {
      let id = if let index = added[heard.position] { events[index].event.id } else { try idAt(heard.position) }
      if id == event.id { return heard.position }
    }
    return nil
  }
}
