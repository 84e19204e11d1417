import Casework
import Ledger
import Synchronization

/// The states of the cases that were written or asked for last, so that a case's next signal needs no read. The commit checks the version: a stale state does no harm.
final class RecentCases: Sendable {
  /// A state is a few kilobytes.
  static let usualLimit = 8_000

  private let limit: Int

  init(limit: Int = usualLimit) { self.limit = max(limit, 2) }

  /// Where a state is kept: it isn't moved about with the table that finds it.
  private final class Slot {
    /// Nil while the case is being decided: its state was handed over.
    var state: Case?

    init(_ state: consuming Case) { self.state = state }
  }

  private struct Contents {
    var slots: [CaseID: Slot] = [:]
    /// In the order of arrival; some were dropped meanwhile.
    var arrivals: [CaseID] = []

    mutating func add(_ state: Case, limit: Int) {
      slots[state.id] = Slot(state)
      arrivals.append(state.id)
      guard arrivals.count > limit else { return }
      // Half of them at once, so that it costs little for each case.
      for id in arrivals.prefix(limit / 2) { slots[id] = nil }
      arrivals.removeFirst(limit / 2)
    }
  }

  private let contents = Mutex(Contents())

  subscript(id: CaseID) -> Case? { contents.withLock { $0.slots[id]?.state } }

  func contains(_ id: CaseID) -> Bool {
    contents.withLock { contents in
      guard let slot = contents.slots[id] else { return false }
      switch slot.state {
      case .some: return true
      case .none: return false
      }
    }
  }

  /// Hands a state over and keeps none: who holds it alone changes it where it lies.
  func take(_ id: CaseID) -> Case? { contents.withLock { $0.slots[id]?.state.take() } }

  /// Keeps the state that an entry leads to.
  func keep(_ entry: Entry) {
    contents.withLock { contents in
      // Little comes to a closed case.
      guard entry.state.phase != .closed else {
        contents.slots[entry.caseID] = nil
        return
      }
      if let slot = contents.slots[entry.caseID] {
        slot.state = entry.state
        return
      }
      contents.add(entry.state, limit: limit)
    }
  }

  /// Keeps a state that was read, where nothing is known of the case.
  func offer(_ state: Case) {
    contents.withLock { contents in
      guard state.phase != .closed, contents.slots[state.id] == nil else { return }
      contents.add(state, limit: limit)
    }
  }

  func drop(_ id: CaseID) { contents.withLock { $0.slots[id] = nil } }
}
