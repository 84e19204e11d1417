import Casework
import Ledger
import Playbook

extension Draft {
  /// Takes a case to another version: the one signal that needs two plans, and the case's own past when it goes back.
  func entry(for signal: Signal, moving state: Case, to target: String, _ manner: MoveManner) async throws(DeskError) -> Entry {
    var former: Case?
    let change: PlanChange
    if case .back = manner {
      former = try await self.former(of: state, under: target)
      change = try await shelf.wayBack(from: state.version, to: target)
    } else {
      change = try await shelf.change(from: state.version, to: target)
    }
    let events: [Event]
    do { events = try decideMove(signal, case: state, by: change, former: former, now: now) } catch { throw .refused(error) }
    var after = state
    for event in events { after.apply(event) }
    return Entry(
      caseID: signal.caseID, expectedCount: state.eventCount, signal: signal, at: now, events: events, state: after,
      personal: plans.personalFields(of: change))
  }

  /// The case as it was before it last left a version for the one it is under; nil when it didn't.
  private func former(of state: Case, under target: String) async throws(DeskError) -> Case? {
    let events: [Event]
    do { events = try await ledger.readEvents(of: state.id, after: 0) } catch { throw .ledger(error) }
    // Every way back takes the move before it away.
    var moves: [(index: Int, moved: Moved)] = []
    for (index, event) in events.enumerated() {
      guard case .moved(let moved) = event.kind else { continue }
      if moved.isBack == true { _ = moves.popLast() } else { moves.append((index, moved)) }
    }
    guard let last = moves.last, last.moved.from == target, last.moved.to == state.version else { return nil }
    return Case(id: state.id, folding: events.prefix(last.index))
  }
}
