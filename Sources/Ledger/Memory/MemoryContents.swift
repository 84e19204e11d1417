import Casework
import Playbook

/// What a memory ledger holds: the same tables as docs/data.md.
struct MemoryContents {
  var events: [CaseID: [Event]] = [:]
  var signals: [SignalID: CaseID] = [:]
  var rows: [CaseID: CaseRow] = [:]
  var timers: [CaseID: [TimerID: TimerRow]] = [:]
  var outbox: [EffectKey: WaitingEffect] = [:]
  var shelf: [String: PublishedPlaybook] = [:]
  var currentVersions: [String: String] = [:]
  private var openCases: [OpenKey: CaseID] = [:]

  func event(_ sequence: Int, of id: CaseID) -> Event? {
    guard let events = events[id], events.indices.contains(sequence - 1) else { return nil }
    return events[sequence - 1]
  }

  func openCase(playbook: String, subject: String) -> CaseID? { openCases[OpenKey(playbook: playbook, subject: subject)] }

  mutating func store(_ entry: Entry) -> CommitResult {
    if let known = signals[entry.signal] { return .alreadyReceived(known) }
    let stored = rows[entry.caseID]?.state
    guard entry.follows(events[entry.caseID]?.count ?? 0) else { return .conflict }
    if entry.opensCase(storedPhase: stored?.phase), openCase(playbook: entry.state.playbook, subject: entry.state.subject) != nil { return .conflict }
    signals[entry.signal] = entry.caseID
    events[entry.caseID, default: []] += entry.events
    if let projection = Projection(of: entry.events, foldedInto: entry.state) { take(projection) }
    return .committed
  }

  private mutating func take(_ projection: Projection) {
    let state = projection.caseRow.state
    rows[state.id] = projection.caseRow
    for id in projection.timersGone { timers[state.id]?[id] = nil }
    for row in projection.timersSet { timers[state.id, default: [:]][row.id] = row }
    for key in projection.effectsGone { outbox[key] = nil }
    for row in projection.effectsPlanned { outbox[row.key] = WaitingEffect(caseID: state.id, row: row) }
    let key = OpenKey(playbook: state.playbook, subject: state.subject)
    if state.phase != .closed { openCases[key] = state.id } else if openCases[key] == state.id { openCases[key] = nil }
  }

  /// Makes the projections anew; what was there before is compared, case by case.
  mutating func rebuild() throws(LedgerError) -> RebuildReport {
    let before = self
    (rows, timers, outbox, openCases) = ([:], [:], [:], [:])
    for (id, events) in events {
      guard let state = Case(id: id, folding: events), let projection = Projection(of: events, foldedInto: state) else {
        self = before
        throw .unreadable("the events of case \(id) don't begin with 'opened'")
      }
      take(projection)
    }
    let cases = Set(before.rows.keys).union(before.timers.keys).union(before.outbox.values.map(\.caseID)).union(events.keys)
    let differences = cases.sorted().flatMap { before.standingRows(of: $0).differences(from: standingRows(of: $0), of: $0) }
    return RebuildReport(cases: events.count, events: events.values.map(\.count).reduce(0, +), differences: differences)
  }

  private func standingRows(of id: CaseID) -> StandingRows {
    let effects = outbox.values.filter { $0.caseID == id }.map { ($0.row.key, $0.row.sequence) }
    return StandingRows(
      caseRow: rows[id].map(StandingCaseRow.sound) ?? .missing, timers: Set(timers[id, default: [:]].values),
      outbox: Dictionary(uniqueKeysWithValues: effects))
  }

  private struct OpenKey: Hashable {
    let playbook: String
    let subject: String
  }
}

/// A row of the outbox with the dispatcher's notes.
struct WaitingEffect {
  let caseID: CaseID
  let row: OutboxRow
  /// When it may be handed over next; while it is claimed, the end of the lease.
  var due: Instant
  var tries: Int
  var holder: String?

  init(caseID: CaseID, row: OutboxRow, tries: Int = 0) {
    self.caseID = caseID
    self.row = row
    due = row.plannedAt
    self.tries = tries
  }
}
