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

  /// Carries an effect out at once and gives its report; nil when it takes its time.
  typealias PromptAnswer = @Sendable (Handed) -> Caller?

  private struct State {
    /// Nil while nobody takes effects from here.
    var answer: PromptAnswer?
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

  /// The dispatcher takes effects from here, while it runs. - Parameter answer: what it can carry out where the writer stands.
  func open(_ answer: @escaping PromptAnswer) { state.withLock { $0.answer = answer } }

  func close() { state.withLock { $0 = State() } }

  /// The lease for what is planned now; nil when it is to be looked for instead.
  func lease(at now: Instant) -> Lease? {
    state.withLock { $0.answer != nil && $0.waiting.count < Self.limit } ? Lease(desk: desk, end: now + Dispatcher.lease) : nil
  }

  /// Takes what has been stored. - Returns: the reports of what was carried out at once.
  func take(_ stored: [(entry: Entry, plan: Plan)]) -> [Caller] {
    let answer = state.withLock { $0.answer }
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
        if let report = answer?(handed) { reports.append(report) } else { new.append(handed) }
      }
    }
    if isUnclaimed { unclaimed.ring() }
    if !new.isEmpty {
      state.withLock { state in if state.answer != nil { state.waiting += new } }
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
