import Casework
import GRDB
import Ledger
import Playbook

extension Database {
  /// Writes what events mean for the rows beside them: for a commit and for a rebuild.
  func take(_ projection: Projection, state: String) throws {
    let summary = projection.caseRow.summary
    try put(summary, eventCount: projection.caseRow.state.eventCount, state: state)
    for id in projection.timersGone {
      try cachedStatement(sql: "DELETE FROM timers WHERE case_id = ? AND timer_id = ?").execute(arguments: [summary.id.text, id.text])
    }
    for row in projection.timersSet {
      try cachedStatement(sql: "INSERT OR REPLACE INTO timers (case_id, timer_id, due, sequence) VALUES (?, ?, ?, ?)")
        .execute(arguments: [summary.id.text, row.id.text, row.due.milliseconds, row.sequence])
    }
    for key in projection.effectsGone {
      try cachedStatement(sql: "DELETE FROM outbox WHERE effect_key = ?").execute(arguments: [key.text])
    }
    for row in projection.effectsPlanned {
      try cachedStatement(sql: "INSERT OR REPLACE INTO outbox (effect_key, case_id, sequence, due) VALUES (?, ?, ?, ?)")
        .execute(arguments: [row.key.text, summary.id.text, row.sequence, row.plannedAt.milliseconds])
    }
  }

  private func put(_ summary: CaseSummary, eventCount: Int, state: String) throws {
    let sql = """
      INSERT INTO cases (case_id, number, playbook, version, subject, phase, has_incident, open_tasks, opened_at, changed_at, event_count, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (case_id) DO UPDATE SET
        version = excluded.version, phase = excluded.phase, has_incident = excluded.has_incident, open_tasks = excluded.open_tasks,
        changed_at = excluded.changed_at, event_count = excluded.event_count, state = excluded.state
      """
    try cachedStatement(sql: sql).execute(arguments: [
      summary.id.text, summary.id.number, summary.playbook, summary.version, summary.subject, summary.phase.rawValue, summary.hasIncident,
      summary.openTasks, summary.openedAt.milliseconds, summary.changedAt.milliseconds, eventCount, state,
    ])
  }
}
