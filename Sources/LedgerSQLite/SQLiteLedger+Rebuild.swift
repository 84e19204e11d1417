import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func rebuild() async throws(LedgerError) -> RebuildReport {
    let (hands, keeper) = (hands, keeper)
    return try await write { db in
      hands.forget()
      return try db.rebuildProjections(keeper)
    }
  }
}

/// Cases that have rows but no events.
private let strayCases = """
  SELECT case_id FROM cases UNION SELECT case_id FROM timers UNION SELECT case_id FROM outbox UNION SELECT case_id FROM states
  UNION SELECT case_id FROM contacts UNION SELECT case_id FROM consents
  EXCEPT SELECT case_id FROM entries
  """

extension Database {
  /// Computes every row beside the record again.
  /// - Parameter keeper: opens states that are sealed; without it they are told to be different, which nobody hears who has no key.
  func rebuildProjections(_ keeper: KeyKeeper? = nil) throws -> RebuildReport {
    // Damaged rows may say that two cases of a subject are open: the index comes back when all rows are true again.
    try execute(sql: "DROP INDEX IF EXISTS one_open_case")
    // A dispatcher knows an effect by its key; only here the outbox is asked by case.
    try execute(sql: "CREATE INDEX outbox_by_case ON outbox (case_id)")
    let told = try String.fetchAll(self, sql: "SELECT DISTINCT case_id FROM entries ORDER BY case_id").map { CaseID($0) }
    let stray = try String.fetchAll(self, sql: strayCases).map { CaseID($0) }
    var differences: [String] = []
    var events = 0
    for id in (told + stray).sorted() {
      let history = try History(turns(of: id, after: 0), keeper?.ring(of: id, self))
      differences += try mend(id, history, keeper)
      events += history.events.count
    }
    try execute(sql: "DROP INDEX outbox_by_case")
    try execute(sql: Schema.oneOpenCase)
    try recountWatches()
    try recountDeadlines()
    try forgetRegisters()
    return RebuildReport(cases: told.count, events: events, differences: differences)
  }

  /// Puts the rows of one case back to what its events say. - Returns: the rows that were different.
  private func mend(_ id: CaseID, _ history: History, _ keeper: KeyKeeper?) throws -> [String] {
    guard !history.events.isEmpty else {
      let before = try standingRows(of: id, as: nil, history)
      try deleteRows(of: id)
      return before.differences(from: StandingRows(), of: id)
    }
    guard let state = Case(id: id, folding: history.events), let row = CaseRow(of: state, after: history.events) else {
      throw LedgerError.unreadable("the events of case \(id) don't begin with 'opened'")
    }
    try layDown(of: id, from: nil)
    let before = try standingRows(of: id, as: row, history)
    let stale = try isStateStale(of: id, history, keeper) ? ["states/\(id)"] : []
    let notes = try contactNotes(of: id)
    try deleteRows(of: id)
    let writing = try ProjectionWriting(self)
    _ = try writing.insert(row)
    let projection = Projection(of: history.events, foldedInto: state)
    try writing.take(projection, of: id, lease: nil) { history.position(of: $0) }
    try putBack(notes)
    return before.differences(from: StandingRows(projection, of: row), of: id) + stale
  }

  private func deleteRows(of id: CaseID) throws {
    for table in ["cases", "timers", "outbox", "states", "contacts", "consents"] {
      try cachedStatement(sql: "DELETE FROM \(table) WHERE case_id = ?").execute(arguments: [id.text])
    }
  }

  private func standingRows(of id: CaseID, as expected: CaseRow?, _ history: History) throws -> StandingRows {
    let timers = try Row.fetchAll(cachedStatement(sql: "SELECT timer_id, due, sequence FROM timers WHERE case_id = ?"), arguments: [id.text])
    let sql = "SELECT effect_key, sequence, position, deadline, deadline_timer FROM outbox WHERE case_id = ?"
    let effects = try Row.fetchAll(cachedStatement(sql: sql), arguments: [id.text])
    var standing = StandingRows(
      caseRow: try caseRow(of: id, as: expected),
      timers: Set(timers.map { TimerRow(id: TimerID($0["timer_id"]), due: Instant(milliseconds: $0["due"]), sequence: $0["sequence"]) }),
      outbox: Dictionary(uniqueKeysWithValues: effects.map { (EffectKey($0["effect_key"]), StandingEffect($0, in: history)) }))
    (standing.contacts, standing.consents) = try standingContacts(of: id)
    return standing
  }

  private func caseRow(of id: CaseID, as expected: CaseRow?) throws -> StandingCaseRow {
    guard let row = try Row.fetchOne(cachedStatement(sql: "SELECT * FROM cases WHERE case_id = ?"), arguments: [id.text]) else { return .missing }
    guard let expected else { return .broken }
    let agrees = row["number"] == id.number && row["event_count"] == expected.state.eventCount && (try? summary(row)) == expected.summary
    return agrees ? .sound(expected) : .broken
  }

  /// Whether a state was kept that its events don't say.
  private func isStateStale(of id: CaseID, _ history: History, _ keeper: KeyKeeper?) throws -> Bool {
    let sql = "SELECT event_count, state FROM states WHERE case_id = ?"
    guard let row = try Row.fetchOne(cachedStatement(sql: sql), arguments: [id.text]) else { return false }
    let count: Int = row["event_count"]
    let kept = try keptState(of: id, row, keeper)
    return kept == nil || kept != Case(id: id, folding: history.events.prefix(count))
  }
}

extension StandingEffect {
  /// A row that points to another entry than its event's is no event's row.
  fileprivate init(_ row: Row, in history: History) {
    let sequence: Int = row["sequence"]
    let due: Int64? = row["deadline"]
    let timer: String? = row["deadline_timer"]
    self.init(
      sequence: history.position(of: sequence) == row["position"] ? sequence : 0, deadline: timer.map { TimerID($0) },
      deadlineDue: due.map { Instant(milliseconds: $0) })
  }
}
