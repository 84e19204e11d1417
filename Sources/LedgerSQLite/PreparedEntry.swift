import Ledger

/// An entry with its JSON made, before the writer is taken: the one connection that writes shouldn't wait for encoding.
struct PreparedEntry: Sendable {
  let entry: Entry
  let events: [StoredEvent]
  /// Nil when the entry has no events: then nothing but the signal is remembered.
  let change: Change?

  struct Change: Sendable {
    let projection: Projection
    let state: String
  }

  init(_ entry: Entry) throws(LedgerError) {
    self.entry = entry
    var events: [StoredEvent] = []
    for event in entry.events { events.append(try StoredEvent(event)) }
    self.events = events
    guard let projection = Projection(of: entry.events, foldedInto: entry.state) else {
      change = nil
      return
    }
    change = Change(projection: projection, state: try StoredJSON.text(entry.state))
  }
}
