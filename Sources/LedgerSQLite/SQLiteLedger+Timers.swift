import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func timersDue(at now: Instant, limit: Int) async throws(LedgerError) -> [DueTimer] {
    // Two indexes in the same order: they are merged, and no more is read than is asked for.
    let sql = """
      SELECT due, case_id, timer_id FROM timers WHERE due <= ?1
      UNION ALL SELECT deadline, case_id, deadline_timer FROM outbox WHERE deadline IS NOT NULL AND deadline <= ?1
      ORDER BY 1, 2, 3 LIMIT ?2
      """
    return try await read { db in
      let statement = try BareStatement(db, sql)
      statement.bind(now.milliseconds, at: 1)
      statement.bind(max(limit, 0), at: 2)
      var due: [DueTimer] = []
      while try statement.step() {
        due.append(
          DueTimer(
            caseID: CaseID(statement.text(1) ?? ""), timer: TimerID(statement.text(2) ?? ""), due: Instant(milliseconds: statement.number(0) ?? 0)))
      }
      statement.reset()
      return due
    }
  }

  public func nextTimerDue() async throws(LedgerError) -> Instant? {
    let sql = """
      SELECT min(due) FROM (SELECT min(due) AS due FROM timers UNION ALL SELECT min(deadline) FROM outbox WHERE deadline IS NOT NULL)
      """
    return try await read { db in try Int64.fetchOne(db.cachedStatement(sql: sql)).map { Instant(milliseconds: $0) } }
  }
}
