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
  /// One for each request, in order.
  private(set) var findings: [Finding] = []
  /// The number of the next new case; nil when it isn't known.
  private(set) var nextNumber: Int?

  private let ledger: any Ledger
  private let shelf: PlaybookShelf
  private let now: Instant
  private let recent: RecentCases
  private var states: [CaseID: Case] = [:]
  private var seen: [SignalID: Int] = [:]
  private var openedNow: [Subject: CaseID] = [:]

  private struct Subject: Hashable {
    let playbook: String
    let subject: String
  }

  init(ledger: any Ledger, shelf: PlaybookShelf, now: Instant, recent: RecentCases, nextNumber: Int?) {
    self.ledger = ledger
    self.shelf = shelf
    self.now = now
    self.recent = recent
    self.nextNumber = nextNumber
  }

  /// Decides a request on top of those before it.
  mutating func add(_ request: Request) async {
    if let earlier = seen[request.id] { return findings.append(.repeats(earlier)) }
    seen[request.id] = findings.count
    let aim: (signal: Signal, isNew: Bool)
    do throws(DeskError) { aim = try await aimed(request) } catch { return findings.append(.refused(error, nil)) }
    do throws(DeskError) {
      // A case that was just given its number is not read: if another desk was faster with it, the commit says so.
      let entry = aim.isNew ? try await entry(for: aim.signal, case: nil) : try await entry(for: aim.signal)
      if aim.isNew, case .opening(let opening, _, _) = request {
        nextNumber = nextNumber.map { $0 + 1 }
        openedNow[Subject(playbook: opening.playbook, subject: opening.subject)] = entry.caseID
      }
      states[entry.caseID] = entry.state
      findings.append(.entry(entries.count))
      entries.append(entry)
    } catch {
      if case .opening = request, case .refused(.caseClosed) = error { return findings.append(.overtaken) }
      findings.append(.refused(error, aim.signal.caseID))
    }
  }

  /// The signal with its case: an opening goes to the open case of its subject, else to a new one.
  private mutating func aimed(_ request: Request) async throws(DeskError) -> (signal: Signal, isNew: Bool) {
    switch request {
    case .signal(let signal): return (signal, false)
    case .opening(let opening, let id, let sender):
      let open = try await openCase(of: opening)
      let caseID: CaseID
      if let open { caseID = open } else { caseID = try await newCaseID() }
      return (Signal(id: id, caseID: caseID, sender: sender, content: .open(opening)), open == nil)
    }
  }

  private func openCase(of opening: Opening) async throws(DeskError) -> CaseID? {
    if let id = openedNow[Subject(playbook: opening.playbook, subject: opening.subject)], states[id]?.phase != .closed { return id }
    do {
      guard let id = try await ledger.openCase(playbook: opening.playbook, subject: opening.subject) else { return nil }
      // It may have closed in this very group.
      return states[id]?.phase == .closed ? nil : id
    } catch { throw .ledger(error) }
  }

  private mutating func newCaseID() async throws(DeskError) -> CaseID {
    let number: Int
    do { if let known = nextNumber { number = known } else { number = try await ledger.highestCaseNumber() + 1 } } catch { throw .ledger(error) }
    nextNumber = number
    let digits = String(number)
    return CaseID("C-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits)
  }

  private func entry(for signal: Signal) async throws(DeskError) -> Entry {
    if let state = states[signal.caseID] { return try await entry(for: signal, case: state) }
    if let state = recent[signal.caseID] {
      // Another desk may have changed the case since: a refusal is only given on what the ledger says.
      do { return try await entry(for: signal, case: state) } catch .refused {}
    }
    let state: Case?
    do { state = try await ledger.readCase(signal.caseID) } catch { throw .ledger(error) }
    return try await entry(for: signal, case: state)
  }

  private func entry(for signal: Signal, case state: Case?) async throws(DeskError) -> Entry {
    let version: String
    if let state {
      version = state.version
    } else if case .open(let opening) = signal.content {
      version = opening.version
    } else {
      throw .refused(.noSuchCase(signal.caseID))
    }
    let plan = try await shelf.plan(version: version)
    let events: [Event]
    do { events = try decide(signal, case: state, plan: plan, now: now) } catch { throw .refused(error) }
    guard var after = state ?? Case(id: signal.caseID, folding: events.prefix(1)) else { throw .refused(.noSuchCase(signal.caseID)) }
    for event in events.dropFirst(state == nil ? 1 : 0) { after.apply(event) }
    return Entry(caseID: signal.caseID, expectedCount: state?.eventCount ?? 0, signal: signal.id, at: now, events: events, state: after)
  }
}
