package import Casework
package import Playbook

/// Orders that events and marks have changed, until their rows are written: each row is read once, and written once.
///
/// It decides for every ledger what events and marks mean for the rows; the ledger says how rows are read, and when they are written.
package struct OrderSheet {
  package let book: OrderBook
  /// By order.
  package private(set) var changes: [String: OrderChange] = [:]
  /// Events to append, with their positions.
  package private(set) var events: [StoredOrderEvent] = []
  /// Of the last event that was heard.
  package private(set) var lastPosition: Int64
  /// The change with the earliest due time, as long as it is known.
  private var earliest: (change: OrderChange, due: Instant)?
  private var isEarliestKnown = true

  package init(book: OrderBook, lastPosition: Int64) {
    self.book = book
    self.lastPosition = lastPosition
  }

  /// - Parameters:
  ///   - read: the order's row, and when it says that the order is due.
  ///   - idAt: the id of the event at a position.
  package mutating func hear(
    _ event: OrderEvent, read: (String) throws -> StoredOrder?, idAt: (Int64) throws -> String?
  ) rethrows -> OrderReceipt {
    let heard = HeardEvent(digest: HeardEvent.digest(of: event.id), position: lastPosition + 1)
    if let change = changes[event.order] {
      if let position = try position(of: event, heard.digest, in: change.after, idAt: idAt) { return .alreadyHeard(position: position) }
      change.hear(event, heard, book: book)
      note(change)
    } else if let row = try read(event.order) {
      if let position = try position(of: event, heard.digest, in: row.file, idAt: idAt) { return .alreadyHeard(position: position) }
      let change = OrderChange(row: row.file, dueBefore: row.due, book: book)
      change.hear(event, heard, book: book)
      put(change)
    } else {
      put(OrderChange(new: OrderFile(order: Order(event, book: book), heard: [heard]), book: book))
    }
    lastPosition += 1
    events.append(StoredOrderEvent(position: lastPosition, event: event))
    return .stored(position: lastPosition)
  }

  /// Hears an event again that is stored already. Its order's row may have heard it, too.
  package mutating func retell(_ stored: StoredOrderEvent, read: (String) throws -> StoredOrder?, idAt: (Int64) throws -> String?) rethrows {
    lastPosition = stored.position - 1
    _ = try hear(stored.event, read: read, idAt: idAt)
    lastPosition = stored.position
    events = []
  }

  /// Marks an order that is due; it is written anew even when nothing was overdue after all, so that it isn't looked at again.
  package mutating func mark(_ row: StoredOrder, at now: Instant) -> [OverdueMark] {
    let change = OrderChange(row: row.file, dueBefore: row.due, book: book)
    let marks = change.mark(at: now, book: book)
    put(change)
    return marks
  }

  /// When the first of these orders is due.
  package mutating func earliestDue() -> Instant? {
    if !isEarliestKnown {
      earliest = nil
      isEarliestKnown = true
      for change in changes.values { note(change) }
    }
    return earliest?.due
  }

  /// The events to append; none are left.
  package mutating func takeEvents() -> [StoredOrderEvent] {
    defer { events = [] }
    return events
  }

  /// Takes the changes of these orders out, for their rows to be written.
  package mutating func takeChanges(of orders: some Sequence<String>) -> [OrderChange] {
    orders.compactMap { order in
      let change = changes.removeValue(forKey: order)
      if let change, earliest?.change === change { isEarliestKnown = false }
      return change
    }
  }

  /// The same of all, in order of their ids: rows that lie side by side are written one after another.
  package mutating func takeChanges() -> [OrderChange] {
    defer {
      changes.removeAll(keepingCapacity: true)
      (earliest, isEarliestKnown) = (nil, true)
    }
    return changes.values.sorted { $0.after.order.id < $1.after.order.id }
  }

  private mutating func put(_ change: OrderChange) {
    changes[change.after.order.id] = change
    note(change)
  }

  private mutating func note(_ change: OrderChange) {
    guard isEarliestKnown else { return }
    if let due = change.due, due <= earliest?.due ?? due {
      earliest = (change, due)
    } else if earliest?.change === change {
      isEarliestKnown = false
    }
  }

  private func position(of event: OrderEvent, _ digest: UInt32, in file: OrderFile, idAt: (Int64) throws -> String?) rethrows -> Int64? {
    for heard in file.heard where heard.digest == digest {
      if try id(at: heard.position, idAt) == event.id { return heard.position }
    }
    return nil
  }

  private func id(at position: Int64, _ idAt: (Int64) throws -> String?) rethrows -> String? {
    guard let first = events.first?.position, position >= first else { return try idAt(position) }
    return events[Int(position - first)].event.id
  }
}

/// An order's row.
package struct StoredOrder: Sendable {
  package let file: OrderFile
  package let due: Instant?

  package init(file: OrderFile, due: Instant?) {
    self.file = file
    self.due = due
  }
}
