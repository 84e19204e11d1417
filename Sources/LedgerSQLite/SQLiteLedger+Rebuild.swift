import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func rebuild() async throws(LedgerError) -> RebuildReport {
    try await write { db in
      // Damaged rows may say that two cases of a subject are open: the index comes back when all rows are true again.
      try db.execute(sql: "DROP INDEX IF EXISTS one_open_case")
      // A dispatcher knows an effect by its key; only here the outbox is asked by case.
      try db.execute(sql: "CREATE INDEX outbox_by_case ON outbox (case_id)")
      let told = try String.fetchAll(db, sql: "SELECT DISTINCT case_id FROM events ORDER BY case_id").map { CaseID($0) }
      let stray = try String.fetchAll(db, sql: strayCases).map { CaseID($0) }
      var differences: [String] = []
      var events = 0
      for id in (told + stray).sorted() {
        let history = try db.events(of: id, after: 0)
        differences += try db.mend(id, history)
        events += history.count
      }
      try db.execute(sql: "DROP INDEX outbox_by_case")
      try db.execute(sql: Schema.oneOpenCase)
      return RebuildReport(cases: told.count, events: events, differences: differences)
    }
  }
}

/// Cases that have rows but no events.
private let strayCases = """
  SELECT case_id FROM cases UNION SELECT case_id FROM timers UNION SELECT case_id FROM outbox EXCEPT SELECT case_id FROM events
  """

extension Database {
  /// Puts the rows of one case back to what its events say. - Returns: the rows that were different.
  fileprivate func mend(_ id: CaseID, _ events: [Event]) throws -> [String] {
    let before = try standingRows(of: id)
    for table in ["cases", "timers", "outbox"] {
      try cachedStatement(sql: "DELETE FROM \(table) WHERE case_id = ?").execute(arguments: [id.text])
    }
    guard !events.isEmpty else { return before.differences(from: StandingRows(), of: id) }
    guard let state = Case(id: id, folding: events), let projection = Projection(of: events, foldedInto: state) else {
      throw LedgerError.unreadable("the events of case \(id) don't begin with 'opened'")
    }
    try take(projection, state: StoredJSON.text(state))
    return before.differences(from: StandingRows(projection), of: id)
  }

  private func standingRows(of id: CaseID) throws -> StandingRows {
    let timers = try Row.fetchAll(cachedStatement(sql: "SELECT timer_id, due, sequence FROM timers WHERE case_id = ?"), arguments: [id.text])
    let effects = try Row.fetchAll(cachedStatement(sql: "SELECT effect_key, sequence FROM outbox WHERE case_id = ?"), arguments: [id.text])
    return StandingRows(
      caseRow: try caseRow(of: id),
      timers: Set(timers.map { TimerRow(id: TimerID($0["timer_id"]), due: Instant(milliseconds: $0["due"]), sequence: $0["sequence"]) }),
      outbox: Dictionary(uniqueKeysWithValues: effects.map { (EffectKey($0["effect_key"]), $0["sequence"]) }))
  }

  private func caseRow(of id: CaseID) throws -> StandingCaseRow {
    guard let row = try Row.fetchOne(cachedStatement(sql: "SELECT * FROM cases WHERE case_id = ?"), arguments: [id.text]) else { return .missing }
    guard let state = try? id.readState(row["state"]) else { return .broken }
    let found = CaseRow(state: state, changedAt: Instant(milliseconds: row["changed_at"]))
    let agrees = row["number"] == id.number && row["event_count"] == state.eventCount && (try? summary(row)) == found.summary
    return agrees ? .sound(found) : .broken
  }
}
