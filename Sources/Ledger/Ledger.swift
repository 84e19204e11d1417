public import Casework
public import Playbook

/// Keeps what happened. Ledgers decide nothing: they store entries whole or not at all, and answer questions about what is stored.
///
/// Every implementation passes the same suite, `LedgerExercise`.
public protocol Ledger: ContactLedger, Budgets {
  /// Stores the entries in one transaction: events, case state, timers and outbox rows of each, durable before it returns.
  ///
  /// An entry that can't be stored (see `CommitResult`) leaves nothing behind and doesn't hinder the others. Entries of one case stand in order.
  /// - Returns: one result for each entry, in order.
  func commit(_ entries: [Entry]) async throws(LedgerError) -> [CommitResult]
  /// The same for a caller that goes on meanwhile and may submit the next group before this one is stored: a ledger that can keep the order does. A group
  /// that comes before the one it stands on is a conflict, nothing worse.
  ///
  /// - Parameter then: called once, from anywhere, possibly before this returns. It must be short.
  func submit(_ entries: [Entry], then: @escaping @Sendable (Result<[CommitResult], LedgerError>) -> Void)

  func readCase(_ id: CaseID) async throws(LedgerError) -> Case?
  /// Many at once. A case that can't be read is left out, as one that isn't there.
  func readCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case]
  /// The same for those who follow the record: cases as they stand behind the turns that `readTurns(after:)` has told, or later ones.
  func knownCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case]
  /// Everything a case took, in order, with the signals. - Throws: `LedgerError.unreadable` when it was written by a newer program.
  func readTurns(of id: CaseID) async throws(LedgerError) -> [Turn]
  /// The turns of all cases behind a position, in order of arrival: for those who follow everything that happens. 0 begins at the first.
  /// None at the end only: what another process stores meanwhile may be left to the next page.
  func readTurns(after position: Int, limit: Int) async throws(LedgerError) -> [Turn]
  /// The place of the newest turn in the order of arrival; 0 when there is none.
  func latestPosition() async throws(LedgerError) -> Int
  /// The events of a case behind `sequence`, in order; all of them behind 0.
  func readEvents(of id: CaseID, after sequence: Int) async throws(LedgerError) -> [Event]
  /// When events happened, of many cases at once, by their numbers. Those that aren't there are left out.
  func times(ofEvents numbers: [CaseID: Set<Int>]) async throws(LedgerError) -> [CaseID: [Int: Instant]]
  /// The case that a signal was received for, if it was. Signals that are named by their content aren't found by name: see `readTurns`.
  func caseOfSignal(_ id: SignalID) async throws(LedgerError) -> CaseID?
  /// The case of this playbook and subject that isn't closed, if there is one.
  func openCase(playbook: String, subject: String) async throws(LedgerError) -> CaseID?
  /// The same for many at once.
  func openCases(of subjects: [CaseSubject]) async throws(LedgerError) -> [CaseSubject: CaseID]
  /// Newest first.
  func listCases(_ filter: CaseFilter) async throws(LedgerError) -> [CaseSummary]
  /// How many cases were ever opened: the number behind the newest case id.
  func highestCaseNumber() async throws(LedgerError) -> Int
  /// The time of the newest event; nil when there is none.
  func latestEventTime() async throws(LedgerError) -> Instant?

  /// Timers that are due at `now`, earliest first. They stay until an entry cancels or rings them.
  func timersDue(at now: Instant, limit: Int) async throws(LedgerError) -> [DueTimer]
  /// When the next timer is due.
  func nextTimerDue() async throws(LedgerError) -> Instant?

  /// Claims up to `limit` effects that are due at `now`, oldest first, for `lease`.
  ///
  /// Two desks never hold the same effect: a claim is one update. An effect whose lease has run out is due again.
  func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) async throws(LedgerError) -> [ClaimedEffect]
  /// Gives a claimed effect back, to be due at `due`, counting one more try. An effect that has ended meanwhile is left alone.
  func returnEffect(_ key: EffectKey, of caseID: CaseID, dueAt due: Instant) async throws(LedgerError)
  /// Keeps a claimed effect that its receiver has taken and will report on, so that it isn't handed over again before `due`.
  func parkEffect(_ key: EffectKey, of caseID: CaseID, until due: Instant) async throws(LedgerError)
  /// Frees every lease held by this desk: it was restarted. - Returns: how many.
  func releaseLeases(heldBy desk: String) async throws(LedgerError) -> Int
  /// Effects that were due and couldn't be read, since this was asked last: they were set aside for a while, so that the others go out.
  func effectsSetAside() async -> [LedgerError]
  /// When the next effect that isn't claimed is due, or the next lease runs out.
  func nextEffectDue() async throws(LedgerError) -> Instant?

  /// Puts a version on the shelf and makes it the current one of its playbook. The same version again changes nothing but the current mark.
  func putPlaybook(_ playbook: PublishedPlaybook) async throws(LedgerError)
  func readPlaybook(version: String) async throws(LedgerError) -> PublishedPlaybook?
  func currentVersion(of playbook: String) async throws(LedgerError) -> String?
  /// The current version of every playbook, by playbook id in order.
  func listPlaybooks() async throws(LedgerError) -> [PublishedPlaybook]

  /// Throws the projections (case states, timers, outbox, signals' cases excepted) away and computes them again from the events, in one transaction.
  /// Leases are not history: every effect that hasn't ended is unclaimed afterwards.
  /// - Returns: what was there before and what is there now, so that the caller can compare.
  func rebuild() async throws(LedgerError) -> RebuildReport
}

extension Ledger {
  /// None, where every effect can be read.
  public func effectsSetAside() async -> [LedgerError] { [] }
}

extension Ledger {
  public func knownCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case] { try await readCases(ids) }

  public func times(ofEvents numbers: [CaseID: Set<Int>]) async throws(LedgerError) -> [CaseID: [Int: Instant]] {
    var times: [CaseID: [Int: Instant]] = [:]
    for (id, wanted) in numbers {
      for event in try await readEvents(of: id, after: (wanted.min() ?? 1) - 1) where wanted.contains(event.sequence) {
        times[id, default: [:]][event.sequence] = event.at
      }
    }
    return times
  }
}

extension Ledger {
  public func submit(_ entries: [Entry], then: @escaping @Sendable (Result<[CommitResult], LedgerError>) -> Void) {
    Task {
      let result: Result<[CommitResult], LedgerError>
      do throws(LedgerError) { result = .success(try await commit(entries)) } catch { result = .failure(error) }
      then(result)
    }
  }
}
