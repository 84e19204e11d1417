import Casework
import Playbook

/// What a memory ledger holds of orders: the same tables as docs/data.md.
struct MemoryOrders {
  struct Mark {
    let mark: OverdueMark
    var isTold: Bool
  }

  var files: [String: OrderFile] = [:]
  /// Those that wait for something.
  var dues: [String: Instant] = [:]
  /// In the order of arrival: the position is the place, from 1.
  var events: [OrderEvent] = []
  var marks: [Mark] = []
  var tallies: [TallyKey: OrderTally] = [:]
  var cursors: [String: Int64] = [:]

  func event(at position: Int64) -> OrderEvent? { events.indices.contains(Int(position) - 1) ? events[Int(position) - 1] : nil }

  func row(_ id: String) -> StoredOrder? { files[id].map { StoredOrder(file: $0, due: dues[id]) } }

  mutating func take(_ sheet: OrderSheet) {
    events += sheet.events.map(\.event)
    for (id, change) in sheet.changes {
      files[id] = change.after
      dues[id] = change.due
    }
    for (key, tally) in OrderChange.tallies(of: sheet.changes.values, by: sheet.book) {
      tallies[key, default: OrderTally()] += tally
      if tallies[key]?.isNothing == true { tallies[key] = nil }
    }
  }
}
