import Casework
import Ledger
import Playbook
import Synchronization

/// A ledger that counts commits, and holds them up or fails them when the test says so.
final class WatchedLedger: Ledger {
  private struct State {
    var groups: [Int] = []
    var isHeld = false
    var held: [CheckedContinuation<Void, Never>] = []
    var failures = 0
    var shelfFailures = 0
    var shown: Case?
    var readsOfShown = 0
    var questions = 0
  }

  private let inner: any Ledger
  private let state = Mutex(State())

  init(_ inner: any Ledger) { self.inner = inner }

  /// How many entries each commit had.
  var groups: [Int] { state.withLock { $0.groups } }
  var heldCount: Int { state.withLock { $0.held.count } }

  func hold() { state.withLock { $0.isHeld = true } }

  func letGo() {
    let held = state.withLock { state in
      state.isHeld = false
      defer { state.held = [] }
      return state.held
    }
    for waiter in held { waiter.resume() }
  }

  func failNextCommits(_ count: Int) { state.withLock { $0.failures = count } }

  func failNextReadsOfPlaybooks(_ count: Int) { state.withLock { $0.shelfFailures = count } }

  /// Gives this state for its case from now on, whatever is stored.
  func show(_ other: Case) { state.withLock { $0.shown = other } }
  /// How often timers and effects that are due were asked for.
  var questions: Int { state.withLock { $0.questions } }
  var readsOfShown: Int { state.withLock { $0.readsOfShown } }

  func commit(_ entries: [Entry]) async throws(LedgerError) -> [CommitResult] {
    await withCheckedContinuation { waiter in
      let goesOn = state.withLock { state in
        state.groups.append(entries.count)
        if state.isHeld { state.held.append(waiter) }
        return !state.isHeld
      }
      if goesOn { waiter.resume() }
    }
    let fails = state.withLock { state in
      state.failures -= 1
      return state.failures >= 0
    }
    if fails { throw .unavailable("the test says so") }
    return try await inner.commit(entries)
  }

  func readCase(_ id: CaseID) async throws(LedgerError) -> Case? {
    let shown = state.withLock { state -> Case? in
      guard let shown = state.shown, shown.id == id else { return nil }
      state.readsOfShown += 1
      return shown
    }
    if let shown { return shown }
    return try await inner.readCase(id)
  }

  func readTurns(of id: CaseID) async throws(LedgerError) -> [Turn] { try await inner.readTurns(of: id) }
  func readTurns(after position: Int, limit: Int) async throws(LedgerError) -> [Turn] { try await inner.readTurns(after: position, limit: limit) }
  func readEvents(of id: CaseID, after sequence: Int) async throws(LedgerError) -> [Event] { try await inner.readEvents(of: id, after: sequence) }
  func caseOfSignal(_ id: SignalID) async throws(LedgerError) -> CaseID? { try await inner.caseOfSignal(id) }
  func openCase(playbook: String, subject: String) async throws(LedgerError) -> CaseID? { try await inner.openCase(playbook: playbook, subject: subject) }
  func listCases(_ filter: CaseFilter) async throws(LedgerError) -> [CaseSummary] { try await inner.listCases(filter) }
  func highestCaseNumber() async throws(LedgerError) -> Int { try await inner.highestCaseNumber() }
  func latestPosition() async throws(LedgerError) -> Int { try await inner.latestPosition() }
  func latestEventTime() async throws(LedgerError) -> Instant? { try await inner.latestEventTime() }
  func timersDue(at now: Instant, limit: Int) async throws(LedgerError) -> [DueTimer] {
    state.withLock { $0.questions += 1 }
    return try await inner.timersDue(at: now, limit: limit)
  }
  func nextTimerDue() async throws(LedgerError) -> Instant? { try await inner.nextTimerDue() }
  func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) async throws(LedgerError) -> [ClaimedEffect] {
    state.withLock { $0.questions += 1 }
    return try await inner.claimEffects(dueAt: now, limit: limit, lease: lease, by: desk)
  }
  func returnEffect(_ key: EffectKey, of caseID: CaseID, dueAt due: Instant) async throws(LedgerError) {
    try await inner.returnEffect(key, of: caseID, dueAt: due)
  }
  func parkEffect(_ key: EffectKey, of caseID: CaseID, until due: Instant) async throws(LedgerError) { try await inner.parkEffect(key, of: caseID, until: due) }
  func releaseLeases(heldBy desk: String) async throws(LedgerError) -> Int { try await inner.releaseLeases(heldBy: desk) }
  func takeBudget(_ claim: BudgetClaim, for key: EffectKey) async throws(LedgerError) -> Bool { try await inner.takeBudget(claim, for: key) }
  func giveBackBudget(for key: EffectKey) async throws(LedgerError) { try await inner.giveBackBudget(for: key) }
  func budgetTaken(_ budget: String, period: String) async throws(LedgerError) -> Int64 { try await inner.budgetTaken(budget, period: period) }
  func reserveContact(_ request: ContactRequest, at now: Instant) async throws(LedgerError) -> ContactVerdict {
    try await inner.reserveContact(request, at: now)
  }
  func listContacts(_ filter: ContactFilter) async throws(LedgerError) -> [ContactRow] { try await inner.listContacts(filter) }
  func latestConsent(of person: PersonID, to scope: String, about subject: String) async throws(LedgerError) -> ConsentRow? {
    try await inner.latestConsent(of: person, to: scope, about: subject)
  }
  func nextEffectDue() async throws(LedgerError) -> Instant? { try await inner.nextEffectDue() }
  func putPlaybook(_ playbook: PublishedPlaybook) async throws(LedgerError) { try await inner.putPlaybook(playbook) }
  func readPlaybook(version: String) async throws(LedgerError) -> PublishedPlaybook? {
    let fails = state.withLock { state in
      state.shelfFailures -= 1
      return state.shelfFailures >= 0
    }
    if fails { throw .unavailable("the test says so") }
    return try await inner.readPlaybook(version: version)
  }
  func currentVersion(of playbook: String) async throws(LedgerError) -> String? { try await inner.currentVersion(of: playbook) }
  func listPlaybooks() async throws(LedgerError) -> [PublishedPlaybook] { try await inner.listPlaybooks() }
  func rebuild() async throws(LedgerError) -> RebuildReport { try await inner.rebuild() }
}
