import Casework

/// The states of the cases that were written last, so that a case's next signal needs no read. The commit checks the version: a stale state does no harm.
struct RecentCases: Sendable {
  /// A state is a few kilobytes.
  private static let limit = 2_000

  private var states: [CaseID: Case] = [:]
  /// In the order of arrival; some were dropped meanwhile.
  private var arrivals: [CaseID] = []

  subscript(id: CaseID) -> Case? { states[id] }

  mutating func keep(_ state: Case) {
    // Little comes to a closed case.
    guard state.phase != .closed else { return drop(state.id) }
    if states.updateValue(state, forKey: state.id) == nil { arrivals.append(state.id) }
    guard arrivals.count > Self.limit else { return }
    // Half of them at once, so that it costs little for each case.
    for id in arrivals.prefix(Self.limit / 2) { states[id] = nil }
    arrivals.removeFirst(Self.limit / 2)
  }

  mutating func drop(_ id: CaseID) { states[id] = nil }
}
