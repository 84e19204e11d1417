import Casework
import Synchronization

/// The states of the cases that were written last, so that a case's next signal needs no read. The commit checks the version: a stale state does no harm.
final class RecentCases: Sendable {
  /// A state is a few kilobytes.
  private static let limit = 8_000

  private struct Contents {
    /// Nil for a case that is being decided: its state was handed over.
    var states: [CaseID: Case?] = [:]
    /// In the order of arrival; some were dropped meanwhile.
    var arrivals: [CaseID] = []
  }

  private let contents = Mutex(Contents())

  subscript(id: CaseID) -> Case? { contents.withLock { $0.states[id] ?? nil } }

  func contains(_ id: CaseID) -> Bool {
    contents.withLock { contents in
      guard let place = contents.states.index(forKey: id) else { return false }
      return contents.states.values[place] != nil
    }
  }

  /// Hands a state over and keeps none: who holds it alone changes it where it lies.
  func take(_ id: CaseID) -> Case? {
    contents.withLock { contents in
      guard let place = contents.states.index(forKey: id) else { return nil }
      return contents.states.values[place].take()
    }
  }

  func keep(_ state: Case) {
    contents.withLock { contents in
      // Little comes to a closed case.
      guard state.phase != .closed else {
        contents.states[state.id] = nil
        return
      }
      if contents.states.updateValue(state, forKey: state.id) == nil { contents.arrivals.append(state.id) }
      guard contents.arrivals.count > Self.limit else { return }
      // Half of them at once, so that it costs little for each case.
      for id in contents.arrivals.prefix(Self.limit / 2) { contents.states[id] = nil }
      contents.arrivals.removeFirst(Self.limit / 2)
    }
  }

  func drop(_ id: CaseID) { contents.withLock { $0.states[id] = nil } }
}
