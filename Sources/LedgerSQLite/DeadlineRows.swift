import Casework
import GRDB
import Ledger
import Playbook

extension DeadlineRow {
  init(_ row: Row) {
    let (due, warn, ended): (Int64?, Int64?, Int64?) = (row["due_at"], row["warn_at"], row["ended_at"])
    let (warned, missed): (Int64?, Int64?) = (row["warned_at"], row["missed_at"])
    let wasMet: Int? = row["was_met"]
    let end = ended.map { Instant(milliseconds: $0) }.map { wasMet == 1 ? CaseDeadline.End.met($0) : .lapsed($0) }
    self =
      DeadlineRow(
        caseID: CaseID(row["case_id"]), rule: row["deadline_id"], origin: row["origin"], playbook: row["playbook"],
        from: Instant(milliseconds: row["from_at"]), due: due.map { Instant(milliseconds: $0) }, warnAt: warn.map { Instant(milliseconds: $0) },
        isPaused: row["is_paused"], end: end
      ).kept(number: row["number"], warnedAt: warned.map { Instant(milliseconds: $0) }, missedAt: missed.map { Instant(milliseconds: $0) })
  }

  /// By the names of columns.
  fileprivate func columns(events: Int) -> StatementArguments {
    let wasMet: Int? =
      switch end {
      case .met: 1
      case .lapsed: 0
      case nil: nil
      }
    let values: [String: (any DatabaseValueConvertible)?] = [
      "case_id": caseID.text, "deadline_id": rule, "origin": origin, "playbook": playbook, "events": events, "from_at": from.milliseconds,
      "due_at": due?.milliseconds, "warn_at": warnAt?.milliseconds, "is_paused": isPaused, "ended_at": end?.at.milliseconds, "was_met": wasMet,
      "warned_at": warnedAt?.milliseconds, "missed_at": missedAt?.milliseconds, "next_at": nextMoment?.milliseconds,
    ]
    return StatementArguments(values)
  }
}

extension Database {
  func deadlines(of id: CaseID) throws -> [DeadlineRow] {
    try Row.fetchAll(cachedStatement(sql: "SELECT * FROM case_deadlines WHERE case_id = ? ORDER BY number"), arguments: [id.text]).map { DeadlineRow($0) }
  }

  /// Puts what was worked out of one case in the place of what is kept, unless that was worked out from more of its events.
  func keep(_ one: KeptTimes) throws {
    let known = try Int.fetchOne(cachedStatement(sql: "SELECT max(events) FROM case_deadlines WHERE case_id = ?"), arguments: [one.caseID.text])
    guard one.events >= known ?? 0 else { return }
    let kept = try deadlines(of: one.caseID)
    let wanted = Set(one.deadlines.map(\.id))
    for row in kept where !wanted.contains(row.id) {
      try cachedStatement(sql: "DELETE FROM case_deadlines WHERE number = ?").execute(arguments: [row.number])
    }
    for row in one.deadlines {
      let old = kept.first { $0.id == row.id }
      let (warned, missed) = (old?.warnedAt ?? row.warnedAt, old?.missedAt ?? row.missedAt)
      try put(row.kept(number: old?.number ?? 0, warnedAt: warned, missedAt: missed), events: one.events)
    }
    try keep(one.samples, of: one)
    try keepClasses(of: one)
  }

  /// A new row, or another state of the one of that name.
  func put(_ row: DeadlineRow, events: Int) throws {
    try cachedStatement(
      sql: """
        INSERT INTO case_deadlines (case_id, deadline_id, origin, playbook, events, from_at, due_at, warn_at, is_paused, ended_at, was_met, warned_at,
          missed_at, next_at)
        VALUES (:case_id, :deadline_id, :origin, :playbook, :events, :from_at, :due_at, :warn_at, :is_paused, :ended_at, :was_met, :warned_at,
          :missed_at, :next_at)
        ON CONFLICT (case_id, deadline_id, origin) DO UPDATE SET playbook = excluded.playbook, events = excluded.events, from_at = excluded.from_at,
          due_at = excluded.due_at, warn_at = excluded.warn_at, is_paused = excluded.is_paused, ended_at = excluded.ended_at,
          was_met = excluded.was_met, warned_at = excluded.warned_at, missed_at = excluded.missed_at, next_at = excluded.next_at
        """
    ).execute(arguments: row.columns(events: events))
  }

  private func keep(_ samples: [FigureSample], of one: KeptTimes) throws {
    try cachedStatement(sql: "DELETE FROM figure_samples WHERE case_id = ?").execute(arguments: [one.caseID.text])
    let insert = try cachedStatement(
      sql: "INSERT OR REPLACE INTO figure_samples (case_id, figure_id, origin, playbook, at, value) VALUES (?, ?, ?, ?, ?, ?)")
    for sample in samples {
      try insert.execute(arguments: [one.caseID.text, sample.figure, sample.origin, one.playbook, sample.at.milliseconds, sample.value])
    }
  }

  private func keepClasses(of one: KeptTimes) throws {
    try cachedStatement(sql: "DELETE FROM case_classes WHERE case_id = ?").execute(arguments: [one.caseID.text])
    let insert = try cachedStatement(sql: "INSERT INTO case_classes (case_id, fact, value) VALUES (?, ?, ?)")
    for key in one.classes { try insert.execute(arguments: [one.caseID.text, key.fact, key.value]) }
  }

  /// They are worked out again from the first turn on. What was told of deadlines stays in their rows.
  func recountDeadlines() throws {
    try execute(sql: "UPDATE deadline_reader SET position = 0")
    try execute(sql: "UPDATE case_deadlines SET events = 0")
  }
}
