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
/// They are stored as claimed by this desk: if it dies, they are due again when the lease has run out or the desk has been started anew.
final class Handing: Sendable {
  /// Handed over and not yet begun. What is planned beyond it stays unclaimed and is looked for.
  private static let limit = 4_096

  /// What the dispatcher can do where the writer stands.
  struct Prompt: Sendable {
    /// Whether an effect can be answered at once.
    let takes: @Sendable (Effect, Plan) -> Bool
    /// Carries one out and gives its report; nil when it takes its time after all.
    let answer: @Sendable (Handed) -> Caller?
  }

  private struct State {
    /// Nil while nobody takes effects from here.
    var prompt: Prompt?
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

  /// The dispatcher takes effects from here, while it runs.
  func open(_ prompt: Prompt) { state.withLock { $0.prompt = prompt } }

  func close() { state.withLock { $0 = State() } }

  /// The lease for what is planned now; nil when it is to be looked for instead.
  func leasing(at now: Instant) -> Leasing? {
    let prompt = state.withLock { $0.waiting.count < Self.limit ? $0.prompt : nil }
    return prompt.map { Leasing(desk: desk, end: now + Dispatcher.lease, takes: $0.takes) }
  }

  /// Takes what has been stored. - Returns: the reports of what was carried out at once.
  func take(_ stored: [(entry: Entry, plan: Plan)]) -> [Caller] {
    let prompt = state.withLock { $0.prompt }
    var reports: [Caller] = []
    var new: [Handed] = []
    var isUnclaimed = false
    for (entry, plan) in stored {
      for event in entry.events {
        guard case .effectPlanned(let effect) = event.kind, entry.state.effects[effect.key] != nil else { continue }
        guard let lease = entry.lease else {
          isUnclaimed = true
          continue
        }
        let claimed = ClaimedEffect(caseID: entry.caseID, subject: entry.state.subject, effect: effect, tries: 0)
        let handed = Handed(claimed: claimed, plan: plan, leaseEnd: lease.end)
        if let report = prompt?.answer(handed) { reports.append(report) } else { new.append(handed) }
      }
    }
    if isUnclaimed { unclaimed.ring() }
    if !new.isEmpty {
      state.withLock { state in if state.prompt != nil { state.waiting += new } }
      handed.ring()
    }
    return reports
  }

  /// Everything that was handed over and not yet begun, in order.
  func takeAll() -> [Handed] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}

/// The leases of a group that is being decided.
struct Leasing: Sendable {
  private let lease: Lease
  private let momentary: Lease
  private let takes: @Sendable (Effect, Plan) -> Bool

  init(desk: String, end: Instant, takes: @escaping @Sendable (Effect, Plan) -> Bool) {
    lease = Lease(desk: desk, end: end)
    momentary = Lease(desk: desk, end: end, isMomentary: true)
    self.takes = takes
  }

  /// The lease for what these events plan: momentary when all of it is answered at once.
  func lease(for events: [Event], _ plan: Plan) -> Lease {
    for event in events { if case .effectPlanned(let effect) = event.kind, !takes(effect, plan) { return lease } }
    return momentary
  }
}
