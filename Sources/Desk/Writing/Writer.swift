import Casework
import Ledger
import Playbook

/// The one who writes to a ledger: takes all the requests that are waiting, decides them and commits them together.
///
/// A lone request does not wait for others; while a commit is under way the next group gathers.
actor Writer {
  /// The most requests in one commit.
  private static let groupLimit = 256
  /// The most requests that may wait. The sender of one more is told `busy` and sends it again later.
  private static let queueLimit = 10_000
  /// How often a request is decided again because its case was changed by another desk.
  private static let attemptLimit = 8

  private let ledger: any Ledger
  private let shelf: PlaybookShelf
  private let clock: any DeskClock
  private let onCommit: @Sendable (Committed) -> Void
  private var queue: [Caller] = []
  private var recent = RecentCases()
  private var nextNumber: Int?
  /// Time never runs back in the ledger, even when the machine's clock is set back.
  private var latest: Instant?
  private var isWorking = false
  private var isClosed = false
  private var waitingForRest: [CheckedContinuation<Void, Never>] = []

  init(ledger: any Ledger, shelf: PlaybookShelf, clock: any DeskClock, onCommit: @escaping @Sendable (Committed) -> Void) {
    self.ledger = ledger
    self.shelf = shelf
    self.clock = clock
    self.onCommit = onCommit
  }

  /// Requests that were taken and are in no commit yet.
  var waitingCount: Int { queue.count }

  /// Returns when the request is durable, or answered otherwise. Cancelling the caller doesn't take the request back.
  func take(_ request: Request) async throws(DeskError) -> Receipt {
    guard !isClosed else { throw .stopped }
    guard queue.count < Self.queueLimit else { throw .busy }
    let result = await withCheckedContinuation { waiter in
      queue.append(Caller(request: request, waiter: waiter))
      guard !isWorking else { return }
      isWorking = true
      Task { await work() }
    }
    return try result.get()
  }

  /// The version that a case runs under.
  func version(of id: CaseID) async throws(DeskError) -> String {
    if let state = recent[id] { return state.version }
    let state: Case?
    do { state = try await ledger.readCase(id) } catch { throw .ledger(error) }
    guard let state else { throw .refused(.noSuchCase(id)) }
    return state.version
  }

  /// Refuses further requests and returns when those that were taken are answered.
  func close() async {
    isClosed = true
    guard isWorking else { return }
    await withCheckedContinuation { waitingForRest.append($0) }
  }

  private func work() async {
    while !queue.isEmpty {
      let group = Array(queue.prefix(Self.groupLimit))
      queue.removeFirst(group.count)
      await write(group)
    }
    isWorking = false
    for waiter in waitingForRest { waiter.resume() }
    waitingForRest = []
  }

  private func write(_ group: [Caller]) async {
    var left = group
    var attempt = 0
    while !left.isEmpty, attempt < Self.attemptLimit {
      attempt += 1
      do throws(LedgerError) { left = try await writeOnce(left) } catch {
        for caller in left { caller.answer(.failure(.ledger(error))) }
        return
      }
    }
    for caller in left { caller.answer(.failure(.busy)) }
  }

  /// - Returns: those whose case was changed meanwhile, to be decided again.
  private func writeOnce(_ group: [Caller]) async throws(LedgerError) -> [Caller] {
    let now = try await presentMoment()
    var draft = Draft(ledger: ledger, shelf: shelf, now: now, recent: recent, nextNumber: nextNumber)
    for caller in group { await draft.add(caller.request) }
    nextNumber = draft.nextNumber
    let results: [CommitResult]
    do throws(LedgerError) { results = draft.entries.isEmpty ? [] : try await ledger.commit(draft.entries) } catch {
      forget(draft.entries)
      throw error
    }
    return await settle(group, draft: draft, results: results)
  }

  private func presentMoment() async throws(LedgerError) -> Instant {
    let known: Instant?
    if let latest { known = latest } else { known = try await ledger.latestEventTime() }
    let now = max(clock.now(), known ?? clock.now())
    latest = now
    return now
  }

  /// Answers everyone whose request is settled. - Returns: the others.
  private func settle(_ group: [Caller], draft: Draft, results: [CommitResult]) async -> [Caller] {
    var answers: [Result<Receipt, DeskError>?] = []
    /// Cases of which an entry of this draft wasn't stored: what was decided behind it stands on nothing.
    var undone: Set<CaseID> = []
    for (caller, finding) in zip(group, draft.findings) {
      switch finding {
      case .entry(let index):
        let entry = draft.entries[index]
        switch results[index] {
        case .committed:
          recent.keep(entry.state)
          onCommit(Committed(caseID: entry.caseID, signal: entry.signal, at: entry.at, events: entry.events, state: entry.state))
          answers.append(.success(Receipt(caseID: entry.caseID, answer: .committed(entry.events))))
        case .alreadyReceived(let caseID):
          if !entry.events.isEmpty { undone.insert(entry.caseID) }
          forget([entry])
          answers.append(.success(Receipt(caseID: caseID, answer: .alreadyReceived)))
        case .conflict:
          undone.insert(entry.caseID)
          forget([entry])
          answers.append(nil)
        }
      case .refused(_, .some(let caseID)) where undone.contains(caseID): answers.append(nil)
      case .refused(let error, _): answers.append(await answer(toRefused: caller.request, with: error))
      case .overtaken: answers.append(nil)
      case .repeats(let earlier):
        answers.append(answers[earlier].map { $0.map { Receipt(caseID: $0.caseID, answer: .alreadyReceived) } })
      }
    }
    var again: [Caller] = []
    for (caller, answer) in zip(group, answers) {
      if let answer { caller.answer(answer) } else { again.append(caller) }
    }
    return again
  }

  /// A signal that was taken before may well be impossible now: then it was received already, not refused.
  private func answer(toRefused request: Request, with error: DeskError) async -> Result<Receipt, DeskError> {
    guard case .refused = error else { return .failure(error) }
    do throws(LedgerError) {
      guard let caseID = try await ledger.caseOfSignal(request.id) else { return .failure(error) }
      return .success(Receipt(caseID: caseID, answer: .alreadyReceived))
    } catch { return .failure(.ledger(error)) }
  }

  private func forget(_ entries: [Entry]) {
    for entry in entries {
      recent.drop(entry.caseID)
      if entry.expectedCount == 0 { nextNumber = nil }
    }
  }
}
