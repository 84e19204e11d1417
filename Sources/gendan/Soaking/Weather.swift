import Synchronization

/// What goes wrong in a soaking run, and how often it did.
final class Weather: Sendable {
  enum Fault: String, Hashable, Sendable, CaseIterable {
    // The ledger.
    case ledgerFailsBefore = "ledger fails, nothing stored"
    case ledgerFailsAfter = "ledger fails after storing"
    case ledgerSlow = "ledger slow"
    case diskFull = "disk full for a while"
    // The desk.
    case crashBefore = "killed before storing"
    case crashAfter = "killed after storing"
    case crashAnywhere = "killed at a moment"
    case stopped = "stopped in order"
    case clockForward = "clock set forward"
    case clockBack = "clock set back"
    // The receivers.
    case unreachable, timesOut = "carried out, answer lost"
    case hangs, late = "reports later"
    case twice = "reports twice"
    case contradicts = "reports again, otherwise"
    case garbage = "answers garbage"
    case wrongKey = "reports on a wrong key"
  }

  /// Of a thousand chances. Ledger faults at each call, receivers' at each errand; the others have times of their own.
  private static let permille: [Fault: Int] = [
    .ledgerFailsBefore: 6, .ledgerFailsAfter: 4, .ledgerSlow: 10, .crashBefore: 1, .crashAfter: 1, .unreachable: 60, .timesOut: 40, .hangs: 15, .late: 60,
    .twice: 50, .contradicts: 30, .garbage: 40, .wrongKey: 30,
  ]

  private struct State {
    var chance: SoakChance
    var counts: [Fault: Int] = [:]
    var isFair = false
    var isDiskFull = false
  }

  private let state: Mutex<State>

  init(seed: UInt64) { state = Mutex(State(chance: SoakChance(seed: seed))) }

  /// Whether the fault strikes now; it is counted.
  func strikes(_ fault: Fault) -> Bool {
    state.withLock { state in
      guard !state.isFair, state.chance.isLucky(permille: Self.permille[fault] ?? 0) else { return false }
      state.counts[fault, default: 0] += 1
      return true
    }
  }

  func count(_ fault: Fault) { state.withLock { $0.counts[fault, default: 0] += 1 } }
  func number(in range: ClosedRange<Int64>) -> Int64 { state.withLock { $0.chance.number(in: range) } }

  /// No faults any more.
  func clearUp() {
    state.withLock { state in
      state.isFair = true
      state.isDiskFull = false
    }
  }

  func setDiskFull(_ isFull: Bool) {
    state.withLock { state in
      guard !state.isFair else { return }
      state.isDiskFull = isFull
      if isFull { state.counts[.diskFull, default: 0] += 1 }
    }
  }

  var isDiskFull: Bool { state.withLock { $0.isDiskFull } }
  var counts: [String: Int] { state.withLock { Dictionary(uniqueKeysWithValues: $0.counts.map { ($0.key.rawValue, $0.value) }) } }
}
