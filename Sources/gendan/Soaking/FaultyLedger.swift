import Casework
import Desk
import Ledger
import Playbook

/// What is stored, as one life of a desk meets it: slow, out of order, full, or cut off in the middle of a call.
struct FaultyLedger: Ledger {
  /// What is durable.
  let stored: MemoryLedger
  let life: Life
  let weather: Weather
  let time: VirtualClock

  private static let died = LedgerError.unavailable("this desk was killed")

  private func act<Answer>(_ call: () async -> Answer) async throws(LedgerError) -> Answer {
    guard !life.isOver else { throw Self.died }
    if weather.strikes(.ledgerSlow) { try? await time.sleep(milliseconds: weather.number(in: 10...60_000)) }
    if weather.strikes(.ledgerFailsBefore) { throw .unavailable("made to fail, nothing was stored") }
    if weather.strikes(.crashBefore) { life.end() }
    // It may have been killed while it waited.
    guard !life.isOver else { throw Self.died }
    let answer = await call()
    if weather.strikes(.crashAfter) { life.end() }
    guard !life.isOver else { throw Self.died }
    if weather.strikes(.ledgerFailsAfter) { throw .unavailable("made to fail after it was stored") }
    return answer
  }

  private func change<Answer>(_ call: () async -> Answer) async throws(LedgerError) -> Answer {
    guard !weather.isDiskFull else { throw .unavailable("the disk is full: the ledger can't grow") }
    return try await act(call)
  }

  func commit(_ entries: [Entry]) async throws(LedgerError) -> [CommitResult] { try await change { await stored.commit(entries) } }
  func readCase(_ id: CaseID) async throws(LedgerError) -> Case? { try await act { await stored.readCase(id) } }
  func readTurns(of id: CaseID) async throws(LedgerError) -> [Turn] { try await act { await stored.readTurns(of: id) } }
  func readTurns(after position: Int, limit: Int) async throws(LedgerError) -> [Turn] {
    try await act { await stored.readTurns(after: position, limit: limit) }
  }
  func readEvents(of id: CaseID, after sequence: Int) async throws(LedgerError) -> [Event] {
    try await act { await stored.readEvents(of: id, after: sequence) }
  }
  func caseOfSignal(_ id: SignalID) async throws(LedgerError) -> CaseID? { try await act { await stored.caseOfSignal(id) } }
  func openCase(playbook: String, subject: String) async throws(LedgerError) -> CaseID? {
    try await act { await stored.openCase(playbook: playbook, subject: subject) }
  }
  func listCases(_ filter: CaseFilter) async throws(LedgerError) -> [CaseSummary] { try await act { await stored.listCases(filter) } }
  func highestCaseNumber() async throws(LedgerError) -> Int { try await act { await stored.highestCaseNumber() } }
  func latestPosition() async throws(LedgerError) -> Int { try await act { await stored.latestPosition() } }
  func latestEventTime() async throws(LedgerError) -> Instant? { try await act { await stored.latestEventTime() } }
  func timersDue(at now: Instant, limit: Int) async throws(LedgerError) -> [DueTimer] { try await act { await stored.timersDue(at: now, limit: limit) } }
  func nextTimerDue() async throws(LedgerError) -> Instant? { try await act { await stored.nextTimerDue() } }
  func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) async throws(LedgerError) -> [ClaimedEffect] {
    try await change { await stored.claimEffects(dueAt: now, limit: limit, lease: lease, by: desk) }
  }
  func returnEffect(_ key: EffectKey, of caseID: CaseID, dueAt due: Instant) async throws(LedgerError) {
    try await change { await stored.returnEffect(key, of: caseID, dueAt: due) }
  }
  func parkEffect(_ key: EffectKey, of caseID: CaseID, until due: Instant) async throws(LedgerError) {
    try await change { await stored.parkEffect(key, of: caseID, until: due) }
  }
  func releaseLeases(heldBy desk: String) async throws(LedgerError) -> Int { try await change { await stored.releaseLeases(heldBy: desk) } }
  func takeBudget(_ claim: BudgetClaim, for key: EffectKey) async throws(LedgerError) -> Bool { try await change { await stored.takeBudget(claim, for: key) } }
  func giveBackBudget(for key: EffectKey) async throws(LedgerError) { try await change { await stored.giveBackBudget(for: key) } }
  func budgetTaken(_ budget: String, period: String) async throws(LedgerError) -> Int64 {
    try await act { await stored.budgetTaken(budget, period: period) }
  }
  func reserveContact(_ request: ContactRequest, at now: Instant) async throws(LedgerError) -> ContactVerdict {
    try await change { await stored.reserveContact(request, at: now) }
  }
  func listContacts(_ filter: ContactFilter) async throws(LedgerError) -> [ContactRow] { try await act { await stored.listContacts(filter) } }
  func latestConsent(of person: PersonID, to scope: String, about subject: String) async throws(LedgerError) -> ConsentRow? {
    try await act { await stored.latestConsent(of: person, to: scope, about: subject) }
  }
  func nextEffectDue() async throws(LedgerError) -> Instant? { try await act { await stored.nextEffectDue() } }
  func putPlaybook(_ playbook: PublishedPlaybook) async throws(LedgerError) { try await change { await stored.putPlaybook(playbook) } }
  func readPlaybook(version: String) async throws(LedgerError) -> PublishedPlaybook? { try await act { await stored.readPlaybook(version: version) } }
  func currentVersion(of playbook: String) async throws(LedgerError) -> String? { try await act { await stored.currentVersion(of: playbook) } }
  func listPlaybooks() async throws(LedgerError) -> [PublishedPlaybook] { try await act { await stored.listPlaybooks() } }
  func rebuild() async throws(LedgerError) -> RebuildReport { try await stored.rebuild() }
}
