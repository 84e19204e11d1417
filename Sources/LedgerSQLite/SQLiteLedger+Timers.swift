import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func timersDue(at now: Instant, limit: Int) async throws(LedgerError) -> [DueTimer] {
    let sql = """
      SELECT case_id, sequence, at, step, kind, form, body FROM timers JOIN events USING (case_id, sequence)
      WHERE due <= ? ORDER BY due, case_id, timer_id LIMIT ?
      """
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [now.milliseconds, max(limit, 0)]).compactMap { row in
        let id = CaseID(row["case_id"])
        guard case .timerSet(let timer) = try StoredEvent(row).event(of: id).kind else { return nil }
        return DueTimer(caseID: id, timer: timer)
      }
    }
  }

  public func nextTimerDue() async throws(LedgerError) -> Instant? {
    try await read { db in try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(due) FROM timers")).map { Instant(milliseconds: $0) } }
  }
}
