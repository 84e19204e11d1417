import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// Order events through the running desk: read from their JSON, taken, answered when they are durable.
struct IngestRun {
  /// Calls under way at once: while one group is being committed, the next is read.
  private static let callers = 3

  /// - Returns: seconds, from the first event's JSON to the last receipt and every order's row.
  static func measure(_ events: IngestEvents, group: Int, path: String) async throws -> Double {
    let ledger = try SQLiteLedger(path: path)
    let desk = Wiring.receivingDesk(ledger)
    let watch = OrderWatch(desk: desk, orders: ledger, groupLimit: group)
    let running = Task { await watch.run() }
    let clock = ContinuousClock()
    let begin = clock.now
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for caller in 0..<callers {
        tasks.addTask {
          for start in stride(from: caller * group, to: events.texts.count, by: callers * group) {
            var read: [OrderEvent] = []
            read.reserveCapacity(group)
            for text in events.texts[start..<min(start + group, events.texts.count)] { read.append(try OrderEvent(json: text)) }
            let receipts = try await watch.take(read)
            guard receipts.count == read.count else { throw Trouble("receipts") }
          }
        }
      }
      try await tasks.waitForAll()
    }
    let stored = try await ledger.lastOrderPosition()
    running.cancel()
    await running.value
    try ledger.close()
    guard stored == Int64(events.texts.count) else { throw Trouble("order_events") }
    return seconds(clock.now - begin)
  }
}

/// How fast an event's JSON is read, beside Foundation's decoder.
struct IngestReading: Encodable {
  let eventsPerSecond: Double
  let decoderPerSecond: Double

  private struct Decoded: Decodable {
    let id: String
    let order: String
    let kind: String
    let at: Int64
    let sequence: Int64?
    let merchant: String?
    let rider: String?
    let category: String?
    let promised: Int64?
    let state: String?
    let tracking: String?
    let amount: String?
    let note: String?
  }

  init(_ events: IngestEvents) throws {
    let sample = events.texts.prefix(20_000)
    let own = try Timings(runs: 5) { for text in sample { _ = try OrderEvent(json: text) } }
    let decoder = JSONDecoder()
    let other = try Timings(runs: 3) { for text in sample { _ = try decoder.decode(Decoded.self, from: Data(text.utf8)) } }
    eventsPerSecond = Double(sample.count) / own.median
    decoderPerSecond = Double(sample.count) / other.median
  }
}
