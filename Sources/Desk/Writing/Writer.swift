import Casework
import Ledger
import Playbook

/// The one who writes to a ledger: takes all the requests that are waiting, decides them and commits them together.
///
/// A lone request does not wait for others; while a commit is under way the next group gathers. A group that is full is decided and submitted meanwhile,
/// upon what the commit will have stored: if that fails, the younger one's entries for the same cases are conflicts, and are decided again.
actor Writer {
  /// The most requests in one commit.
  static let groupLimit = 256
  /// The most commits under way: one on its way to the disk, one behind it, one being made ready.
  private static let flightLimit = 3
  /// The most requests that may wait. The sender of one more is told `busy` and sends it again later.
  private static let queueLimit = 10_000
  /// How often a request is decided again because its case was changed by another desk.
  private static let attemptLimit = 8

  private let ledger: any Ledger
  private let shelf: PlaybookShelf
  private let clock: any DeskClock
  private let handing: Handing
  private let onCommit: @Sendable ([Committed]) -> Void
  /// A group couldn't be stored: its callers know, and may keep it to themselves.
  private let onTrouble: @Sendable (LedgerError) -> Void
  private let bell = Bell()
  private let inbox: Inbox
  private let recent: RecentCases
  private let plans = KnownPlans()
  private var nextNumber: Int?
  /// Time never runs back in the ledger, even when the machine's clock is set back.
  private var latest: Instant?
  private(set) var commitCount = 0
  /// Oldest first. What the younger one was decided upon, the older one will have stored.
  private var flights: [Flight] = []
  private var waitingForRest: [CheckedContinuation<Void, Never>] = []

  init(
    ledger: any Ledger, shelf: PlaybookShelf, clock: any DeskClock, handing: Handing, recent: RecentCases = RecentCases(),
    onCommit: @escaping @Sendable ([Committed]) -> Void,
    onTrouble: @escaping @Sendable (LedgerError) -> Void
  ) {
    self.ledger = ledger
    self.shelf = shelf
    self.clock = clock
    self.handing = handing
    self.recent = recent
    self.onCommit = onCommit
    self.onTrouble = onTrouble
    inbox = Inbox(limit: Self.queueLimit, full: Self.groupLimit, bell: bell)
  }

  /// Requests that were taken and whose commit hasn't begun.
  var waitingCount: Int { inbox.count + flights.dropFirst().reduce(0) { $0 + $1.group.count } }

  /// Returns when the request is durable, or answered otherwise. Cancelling the caller doesn't take the request back.
  nonisolated func take(_ request: Request) async throws(DeskError) -> Receipt {
    try await withCheckedContinuation { waiter in submit([Caller(request: request, waiter: .task(waiter))]) }.get()
  }

  /// The same for many at once. - Returns: the answers, in order.
  nonisolated func take(all requests: [Request]) async -> [Result<Receipt, DeskError>] {
    guard !requests.isEmpty else { return [] }
    return await withCheckedContinuation { waiter in
      let answers = Answers(count: requests.count, waiter: waiter)
      submit(requests.enumerated().map { place, request in Caller(request: request, waiter: .call { answers.give($0, at: place) }) })
    }
  }

  /// Puts requests in and doesn't wait: each caller is answered when its request is durable, or otherwise.
  nonisolated func submit(_ callers: [Caller]) {
    if put(callers) == .acceptedAndFirst { Task { await work() } }
  }

  /// Puts requests in, or answers them at once when they can't be taken.
  @discardableResult
  private nonisolated func put(_ callers: [Caller]) -> Inbox.Taken {
    let taken = inbox.put(callers)
    switch taken {
    case .accepted, .acceptedAndFirst: break
    case .busy: for caller in callers { caller.answer(.failure(.busy)) }
    case .stopped: for caller in callers { caller.answer(.failure(.stopped)) }
    }
    return taken
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
    guard inbox.close() else { return }
    await withCheckedContinuation { waitingForRest.append($0) }
  }

  private func work() async {
    repeat {
      // A full group gains nothing by waiting for the commit before it, and the disk has something to do at once when that has ended.
      if flights.isEmpty || (flights.count < Self.flightLimit && inbox.count >= Self.groupLimit) {
        let group = inbox.take(Self.groupLimit)
        if !group.isEmpty, let flight = await begin(group) { flights.append(flight) }
        continue
      }
      guard flights[0].result != nil else {
        await bell.wait()
        continue
      }
      let left = await land(flights.removeFirst())
      if !left.isEmpty { await write(left) }
    } while !flights.isEmpty || !inbox.restIfEmpty()
    for waiter in waitingForRest { waiter.resume() }
    waitingForRest = []
  }

  /// Decides a group and starts its commit.
  private func begin(_ group: [Caller]) async -> Flight? {
    await decided(group).map { Flight(group, $0, on: ledger, bell: bell) }
  }

  /// Writes a group that others have got in the way of, again and again.
  private func write(_ group: [Caller]) async {
    var left = group
    var attempt = 0
    while !left.isEmpty, attempt < Self.attemptLimit {
      attempt += 1
      guard let flight = await begin(left) else { return }
      while flight.result == nil { await bell.wait() }
      left = await land(flight)
    }
    for caller in left { caller.answer(.failure(.busy)) }
  }

  /// Answers a group whose commit has ended. - Returns: those whose case was changed meanwhile, to be decided again.
  private func land(_ flight: Flight) async -> [Caller] {
    switch flight.result {
    case .success(let results)?: return await settle(flight.group, draft: flight.draft, results: results)
    case .failure(let error)?:
      forget(flight.draft.entries)
      onTrouble(error)
      for caller in flight.group { caller.answer(.failure(.ledger(error))) }
      return []
    case nil: return flight.group
    }
  }

  /// - Returns: nil when the ledger can't be asked: then everyone has been told.
  private func decided(_ group: [Caller]) async -> Draft? {
    do throws(LedgerError) {
      let now = try await presentMoment()
      var draft = Draft(
        ledger: ledger, shelf: shelf, plans: plans, now: now, recent: recent, nextNumber: nextNumber, leasing: handing.leasing(at: now))
      await draft.prepare(group.map(\.request))
      for caller in group { await draft.add(caller.request) }
      nextNumber = draft.nextNumber
      for entry in draft.entries { recent.keep(entry) }
      return draft
    } catch {
      onTrouble(error)
      for caller in group { caller.answer(.failure(.ledger(error))) }
      return nil
    }
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
    answers.reserveCapacity(group.count)
    var stored: [(entry: Entry, plan: Plan)] = []
    stored.reserveCapacity(draft.entries.count)
    /// Cases of which an entry of this draft wasn't stored: what was decided behind it stands on nothing.
    var undone: Set<CaseID> = []
    for (caller, finding) in zip(group, draft.findings) {
      switch finding {
      case .entry(let index):
        let entry = draft.entries[index]
        switch results[index] {
        case .committed:
          stored.append((entry, draft.plansOfEntries[index]))
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
    if !stored.isEmpty {
      commitCount += 1
      onCommit(stored.map { Committed($0.entry) })
    }
    put(handing.take(stored))
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
      if let caseID = try await ledger.caseOfSignal(request.id) { return .success(Receipt(caseID: caseID, answer: .alreadyReceived)) }
      // What is named by its content is remembered by the case's own record alone.
      guard case .signal(let signal, _) = request, signal.isNamedByContent else { return .failure(error) }
      let isKnown = try await ledger.readTurns(of: signal.caseID).contains { $0.signal?.id == signal.id }
      return isKnown ? .success(Receipt(caseID: signal.caseID, answer: .alreadyReceived)) : .failure(error)
    } catch { return .failure(.ledger(error)) }
  }

  private func forget(_ entries: [Entry]) {
    for entry in entries {
      recent.drop(entry.caseID)
      if entry.expectedCount == 0 { nextNumber = nil }
    }
  }
}
