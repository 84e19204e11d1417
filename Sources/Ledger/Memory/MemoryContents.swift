import Casework
import Playbook

/// What a memory ledger holds: the same tables as docs/data.md.
struct MemoryContents {
  var events: [CaseID: [Event]] = [:]
  /// In order of arrival.
  var turns: [Turn] = []
  /// What is left of cases that were taken out.
  var archived: [CaseID: ArchivedCase] = [:]
  var signals: [SignalID: CaseID] = [:]
  var rows: [CaseID: CaseRow] = [:]
  var timers: [CaseID: [TimerID: TimerRow]] = [:]
  var outbox: [EffectKey: WaitingEffect] = [:]
  var shelf: [String: PublishedPlaybook] = [:]
  var currentVersions: [String: String] = [:]
  var contacts = MemoryContacts()
  private var openCases: [OpenKey: CaseID] = [:]

  func event(_ sequence: Int, of id: CaseID) -> Event? {
    guard let events = events[id], events.indices.contains(sequence - 1) else { return nil }
    return events[sequence - 1]
  }

  func openCase(playbook: String, subject: String) -> CaseID? { openCases[OpenKey(playbook: playbook, subject: subject)] }

  /// Of all cases that aren't closed, in no order.
  var openStates: some Sequence<Case> { openCases.values.lazy.compactMap { self.rows[$0]?.state } }

  mutating func store(_ entry: Entry) -> CommitResult {
    if let known = signals[entry.signal.id] { return .alreadyReceived(known) }
    let stored = rows[entry.caseID]?.state
    guard entry.follows(events[entry.caseID]?.count ?? 0) else { return .conflict }
    if entry.opensCase(storedPhase: stored?.phase), openCase(playbook: entry.state.playbook, subject: entry.state.subject) != nil { return .conflict }
    if !entry.signal.isNamedByContent { signals[entry.signal.id] = entry.caseID }
    turns.append(Turn(position: (turns.last?.position ?? 0) + 1, caseID: entry.caseID, signal: entry.signal, at: entry.at, events: entry.events))
    events[entry.caseID, default: []] += entry.events
    if let row = CaseRow(of: entry.state, after: entry.events) {
      take(Projection(of: entry), of: row, lease: entry.lease)
    }
    return .committed
  }

  private mutating func take(_ projection: Projection, of row: CaseRow, lease: Lease? = nil) {
    let state = row.state
    rows[state.id] = row
    for id in projection.timersGone { timers[state.id]?[id] = nil }
    for row in projection.timersSet { timers[state.id, default: [:]][row.id] = row }
    contacts.take(projection.contacts, of: state.id)
    for key in projection.effectsGone { outbox[key] = nil }
    for key in projection.deadlinesGone { outbox[key]?.row.deadline = nil }
    for row in projection.effectsPlanned { outbox[row.key] = WaitingEffect(caseID: state.id, row: row, lease: lease) }
    let key = OpenKey(playbook: state.playbook, subject: state.subject)
    if state.phase != .closed { openCases[key] = state.id } else if openCases[key] == state.id { openCases[key] = nil }
  }

  /// The index of the first turn behind a position.
  func index(behind position: Int) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func takeOut(_ one: LeavingCase) -> Bool {
    let id = one.mark.id
    let positions = turns.lazy.filter { $0.caseID == id }.map(\.position)
    guard rows[id]?.state.phase == .closed, positions.count == one.turns, positions.last == one.lastPosition, turns.last?.caseID != id else { return false }
    guard !holdsWithdrawal(id) else { return false }
    turns.removeAll { $0.caseID == id }
    (events[id], rows[id], timers[id]) = (nil, nil, nil)
    contacts.remove(id)
    archived[id] = one.mark
    return true
  }

  /// Whether a consent was taken back in the case, and a case about the same is open, in which it may have been given before.
  private func holdsWithdrawal(_ id: CaseID) -> Bool {
    let subjects = Set(contacts.consents[id, default: []].lazy.filter { !$0.isGiven }.map(\.subject))
    return !subjects.isEmpty && rows.values.contains { $0.state.phase != .closed && subjects.contains($0.state.subject) }
  }

  mutating func putBack(_ id: CaseID, _ returning: [Turn], _ state: Case) {
    for turn in returning {
      turns.insert(turn, at: index(behind: turn.position))
      if let signal = turn.signal, !signal.isNamedByContent { signals[signal.id] = id }
    }
    let all = returning.flatMap(\.events)
    events[id] = all
    if let row = CaseRow(of: state, after: all) { take(Projection(of: all, foldedInto: state), of: row) }
    archived[id] = nil
  }

  /// Makes the projections anew; what was there before is compared, case by case.
  mutating func rebuild() throws(LedgerError) -> RebuildReport {
    let before = self
    (rows, timers, outbox, openCases, contacts) = ([:], [:], [:], [:], MemoryContacts())
    for (id, events) in events {
      guard let state = Case(id: id, folding: events), let row = CaseRow(of: state, after: events) else {
        self = before
        throw .unreadable("the events of case \(id) don't begin with 'opened'")
      }
      take(Projection(of: events, foldedInto: state), of: row)
    }
    contacts.keepNotes(of: before.contacts)
    let cases = Set(before.rows.keys).union(before.timers.keys).union(before.outbox.values.map(\.caseID)).union(events.keys)
    let differences = cases.sorted().flatMap { before.standingRows(of: $0).differences(from: standingRows(of: $0), of: $0) }
    return RebuildReport(cases: events.count, events: events.values.map(\.count).reduce(0, +), differences: differences)
  }

  private func standingRows(of id: CaseID) -> StandingRows {
    let effects = outbox.values.filter { $0.caseID == id }.map { ($0.row.key, StandingEffect($0.row)) }
    var standing = StandingRows(
      caseRow: rows[id].map(StandingCaseRow.sound) ?? .missing, timers: Set(timers[id, default: [:]].values),
      outbox: Dictionary(uniqueKeysWithValues: effects))
    (standing.contacts, standing.consents) = contacts.standing(of: id)
    return standing
  }

  private struct OpenKey: Hashable {
    let playbook: String
    let subject: String
  }
}

/// A row of the outbox with the dispatcher's notes.
struct WaitingEffect {
  let caseID: CaseID
  var row: OutboxRow
  /// When it may be handed over next; while it is claimed, the end of the lease.
  var due: Instant
  var tries: Int
  var holder: String?

  init(caseID: CaseID, row: OutboxRow, tries: Int = 0, lease: Lease? = nil) {
    self.caseID = caseID
    self.row = row
    due = lease?.end ?? row.plannedAt
    holder = lease?.desk
    self.tries = tries
  }
}
