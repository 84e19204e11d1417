import Casework
import Ledger
import Playbook
import Synchronization

/// An effect that this desk has planned and claimed in one commit, with the plan it came from.
struct Handed: Sendable {
  let claimed: ClaimedEffect
  let plan: Plan
  /// Until then nobody else carries it out.
  let leaseEnd: Instant
}

/// Takes effects from the writer's commits straight to the dispatcher: they needn't be looked for in the outbox.
///
/// They stand there all the same, as claimed by this desk: if it dies, they are due again when the lease has run out or the desk has been started anew.
final class Handing: Sendable {
  /// Handed over and not yet begun. What is planned beyond it stays unclaimed and is looked for.
  private static let limit = 4_096

  private struct State {
    var isOpen = false
    var waiting: [Handed] = []
  }

  private let desk: String
  private let state = Mutex(State())
  /// Rings when effects were handed over.
  let handed = Bell()
  /// Rings when effects were planned that somebody has to look for.
  private let unclaimed: Bell

  init(desk: String, unclaimed: Bell) {
    self.desk = desk
    self.unclaimed = unclaimed
  }

  /// Whether the dispatcher takes effects from here: only while it runs.
  func open(_ isOpen: Bool) {
    state.withLock { state in
      state.isOpen = isOpen
      if !isOpen { state.waiting = [] }
    }
  }

  /// The lease for what is planned now; nil when it is to be looked for instead.
  func lease(at now: Instant) -> Lease? {
    state.withLock { $0.isOpen && $0.waiting.count < Self.limit } ? Lease(desk: desk, end: now + Dispatcher.lease) : nil
  }

  /// Takes what has been stored.
  func take(_ stored: [(entry: Entry, plan: Plan)]) {
    var new: [Handed] = []
    var isUnclaimed = false
    for (entry, plan) in stored {
      for event in entry.events {
        guard case .effectPlanned(let effect) = event.kind, entry.state.effects[effect.key] != nil else { continue }
        guard let lease = entry.lease else {
          isUnclaimed = true
          continue
        }
        new.append(
          Handed(
            claimed: ClaimedEffect(caseID: entry.caseID, subject: entry.state.subject, effect: effect, tries: 0), plan: plan, leaseEnd: lease.end))
      }
    }
    if isUnclaimed { unclaimed.ring() }
    guard !new.isEmpty else { return }
    state.withLock { state in if state.isOpen { state.waiting += new } }
    handed.ring()
  }

  /// Everything that was handed over and not yet begun, in order.
  func takeAll() -> [Handed] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}
