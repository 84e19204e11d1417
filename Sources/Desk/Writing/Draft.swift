import Casework
import Ledger
import Playbook

/// A group of requests, decided one after another and not yet stored. Requests for one case build on each other.
struct Draft: Sendable {
  enum Finding: Sendable {
    /// The place in `entries`.
    case entry(Int)
    /// For the case named, if one was found: its refusal may stand on entries of this draft.
    case refused(DeskError, CaseID?)
    /// Another desk closed the case that an opening was to join: it is looked for again.
    case overtaken
    /// The same signal as an earlier request of the group.
    case repeats(Int)
  }

  private(set) var entries: [Entry] = []
  /// The plan that each entry was decided by.
  private(set) var plansOfEntries: [Plan] = []
  /// One for each request, in order.
  private(set) var findings: [Finding] = []
  /// The number of the next new case; nil when it isn't known.
  private(set) var nextNumber: Int?

  let ledger: any Ledger
  let shelf: PlaybookShelf
  let plans: KnownPlans
  let now: Instant
  private let recent: RecentCases
  private let leasing: Leasing?
  /// The last entry of each case.
  private var latest: [CaseID: Entry] = [:]
  private var seen: [SignalID: Int] = [:]
  private var openedNow: [CaseSubject: CaseID] = [:]
  /// What the ledger said about all cases of the group at once.
  private var read: [CaseID: Case] = [:]
  private var openBefore: [CaseSubject: CaseID?] = [:]

  /// - Parameter leasing: for the effects that are planned now; nil leaves them to be claimed.
  init(ledger: any Ledger, shelf: PlaybookShelf, plans: KnownPlans, now: Instant, recent: RecentCases, nextNumber: Int?, leasing: Leasing?) {
    self.ledger = ledger
    self.shelf = shelf
    self.plans = plans
    self.now = now
    self.recent = recent
    self.nextNumber = nextNumber
    self.leasing = leasing
  }

  /// Reads what the requests will need, all at once. What can't be read is asked for again one by one, and told there.
  mutating func prepare(_ requests: [Request], isolation: isolated (any Actor)? = #isolation) async {
    entries.reserveCapacity(requests.count)
    plansOfEntries.reserveCapacity(requests.count)
    findings.reserveCapacity(requests.count)
    latest.reserveCapacity(requests.count)
    seen.reserveCapacity(requests.count)
    var ids: Set<CaseID> = []
    var subjects: Set<CaseSubject> = []
    for request in requests {
      if let id = request.caseID {
        if !recent.contains(id) { ids.insert(id) }
      } else if case .opening(let opening, _, _) = request {
        subjects.insert(CaseSubject(opening))
      }
    }
    if ids.count > 1, let found = try? await ledger.readCases(Array(ids)) { read = found }
    if subjects.count > 1, let found = try? await ledger.openCases(of: Array(subjects)) {
      for subject in subjects { openBefore[subject] = .some(found[subject]) }
    }
  }

  /// Decides a request on top of those before it.
  mutating func add(_ request: Request, isolation: isolated (any Actor)? = #isolation) async {
    if let earlier = seen[request.id] { return findings.append(.repeats(earlier)) }
    seen[request.id] = findings.count
    let aim: (signal: Signal, isNew: Bool, expecting: Int?)
    do throws(DeskError) { aim = try await aimed(request) } catch { return findings.append(.refused(error, nil)) }
    do throws(DeskError) {
      // A case that was just given its number is not read: if another desk was faster with it, the commit says so.
      let (entry, plan) = aim.isNew ? try await entry(for: aim.signal, upon: nil) : try await entry(for: aim.signal, expecting: aim.expecting)
      if aim.isNew, case .opening(let opening, _, _) = request {
        nextNumber = nextNumber.map { $0 + 1 }
        openedNow[CaseSubject(opening)] = entry.caseID
      }
      latest[entry.caseID] = entry
      findings.append(.entry(entries.count))
      entries.append(entry)
      plansOfEntries.append(plan)
    } catch {
      if case .opening = request, case .refused(.caseClosed) = error { return findings.append(.overtaken) }
      findings.append(.refused(error, aim.signal.caseID))
    }
  }

  /// The signal with its case: an opening goes to the open case of its subject, else to a new one.
  private mutating func aimed(_ request: Request, isolation: isolated (any Actor)? = #isolation) async throws(DeskError) -> (
    signal: Signal, isNew: Bool, expecting: Int?
  ) {
    switch request {
    case .signal(let signal, let expecting): return (signal, false, expecting)
    case .opening(let opening, let id, let sender):
      let open = try await openCase(of: opening)
      let caseID: CaseID
      if let open { caseID = open } else { caseID = try await newCaseID() }
      return (Signal(id: id, caseID: caseID, sender: sender, content: .open(opening)), open == nil, nil)
    }
  }

  private func openCase(of opening: Opening, isolation: isolated (any Actor)? = #isolation) async throws(DeskError) -> CaseID? {
    let subject = CaseSubject(opening)
    if let id = openedNow[subject], latest[id]?.state.phase != .closed { return id }
    do {
      let found: CaseID?
      if let known = openBefore[subject] { found = known } else { found = try await ledger.openCase(playbook: opening.playbook, subject: opening.subject) }
      guard let id = found else { return nil }
      // It may have closed in this very group.
      return latest[id]?.state.phase == .closed ? nil : id
    } catch { throw .ledger(error) }
  }

  private mutating func newCaseID(isolation: isolated (any Actor)? = #isolation) async throws(DeskError) -> CaseID {
    let number: Int
    do { if let known = nextNumber { number = known } else { number = try await ledger.highestCaseNumber() + 1 } } catch { throw .ledger(error) }
    nextNumber = number
    let digits = String(number)
    return CaseID("C-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits)
  }

  private func entry(for signal: Signal, expecting: Int?, isolation: isolated (any Actor)? = #isolation) async throws(DeskError) -> (Entry, Plan) {
    if let entry = latest[signal.caseID] { return try await self.entry(for: signal, upon: entry.state, expecting: expecting) }
    if let state = recent.take(signal.caseID) {
      // Another desk may have changed the case since: a refusal is only given on what the ledger says.
      do { return try await entry(for: signal, upon: state, expecting: expecting) } catch .refused {}
    }
    let state: Case?
    if let known = read[signal.caseID] {
      state = known
    } else {
      do { state = try await ledger.readCase(signal.caseID) } catch { throw .ledger(error) }
    }
    return try await entry(for: signal, upon: state, expecting: expecting)
  }

  /// - Parameter state: handed over, so that a case that nobody else holds is changed where it lies.
  private func entry(
    for signal: Signal, upon state: consuming sending Case?, expecting: Int? = nil, isolation: isolated (any Actor)? = #isolation
  ) async throws(DeskError) -> (Entry, Plan) {
    let version: String
    if let known = state?.version {
      version = known
    } else if case .open(let opening) = signal.content {
      version = opening.version
    } else {
      throw .refused(.noSuchCase(signal.caseID))
    }
    let expectedCount = state?.eventCount ?? 0
    if let expecting, expecting != expectedCount { throw .refused(.changedMeanwhile(signal.caseID)) }
    // In this order: the state isn't copied for the many that move nothing.
    if case .move(let target, let manner) = signal.content, let state {
      let moved = try await entry(for: signal, moving: state, to: target, manner)
      return (moved, try await plan(version: moved.state.version))
    }
    let plan = try await plan(version: version)
    let events: [Event]
    do { events = try advance(&state, by: signal, plan: plan, now: now) } catch { throw .refused(error) }
    guard let after = state.take() else { throw .refused(.noSuchCase(signal.caseID)) }
    let lease = leasing?.lease(for: events, plan)
    let entry = Entry(
      caseID: signal.caseID, expectedCount: expectedCount, signal: signal, at: now, events: events, state: after, lease: lease,
      personal: plans.personalFields(of: plan))
    return (entry, plan)
  }

  private func plan(version: String, isolation: isolated (any Actor)? = #isolation) async throws(DeskError) -> Plan {
    if let known = plans[version] { return known }
    let plan = try await shelf.plan(version: version)
    plans.keep(plan)
    return plan
  }
}
