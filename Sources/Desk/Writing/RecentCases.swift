import Casework
import Synchronization

/// The states of the cases that were written last, so that a case's next signal needs no read. The commit checks the version: a stale state does no harm.
final class RecentCases: Sendable {
  /// A state is a few kilobytes.
  private static let limit = 8_000

  private struct Contents {
    var states: [CaseID: Case] = [:]
    /// In the order of arrival; some were dropped meanwhile.
    var arrivals: [CaseID] = []
  }

  private let contents = Mutex(Contents())

  subscript(id: CaseID) -> Case? { contents.withLock { $0.states[id] } }

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
