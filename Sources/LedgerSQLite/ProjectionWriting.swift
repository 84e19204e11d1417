import Casework
import GRDB
import Ledger
import Playbook

/// Writes what events mean for the rows beside them: for a commit and for a rebuild.
struct ProjectionWriting {
  private let db: Database
  private let endTimer: BareStatement
  private let setTimer: BareStatement
  private let endEffect: BareStatement
  private let planEffect: BareStatement

  init(_ db: Database) throws {
    self.db = db
    endTimer = try BareStatement(db, "DELETE FROM timers WHERE case_id = ? AND timer_id = ?")
    setTimer = try BareStatement(db, "INSERT OR REPLACE INTO timers (case_id, timer_id, due, sequence) VALUES (?, ?, ?, ?)")
    endEffect = try BareStatement(db, "DELETE FROM outbox WHERE effect_key = ?")
    planEffect = try BareStatement(
      db,
      """
      INSERT OR REPLACE INTO outbox (effect_key, case_id, sequence, position, due, held_by, deadline, deadline_timer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  /// Timers and effects. The case's own row is written before (`insert`), because it says whether the events may be stored at all.
  ///
  /// - Parameters:
  ///   - lease: whose the planned effects are; nil leaves them to be claimed. One that is momentary stands in the case's row (`HeldRow`), and they have none.
  ///   - inHand: the effect that ends without having had rows; nil when every one is looked for.
  ///   - position: of the entry that has the event with this sequence number.
  func take(_ projection: Projection, of caseID: CaseID, lease: Lease?, without inHand: HandRegister.Held? = nil, position: (Int) -> Int64) throws {
    let id = caseID.text
    for timer in projection.timersGone where inHand == nil || timer != inHand?.deadline {
      endTimer.bind(id, at: 1)
      endTimer.bind(timer.text, at: 2)
      try endTimer.change()
    }
    for timer in projection.timersSet {
      setTimer.bind(id, at: 1)
      setTimer.bind(timer.id.text, at: 2)
      setTimer.bind(timer.due.milliseconds, at: 3)
      setTimer.bind(timer.sequence, at: 4)
      try setTimer.change()
    }
    for key in projection.effectsGone where inHand == nil {
      endEffect.bind(key.text, at: 1)
      try endEffect.change()
    }
    if !projection.contacts.isEmpty { try db.take(projection.contacts) }
    for key in projection.deadlinesGone {
      try db.cachedStatement(sql: "UPDATE outbox SET deadline = NULL, deadline_timer = NULL WHERE effect_key = ?").execute(arguments: [key.text])
    }
    guard lease?.isMomentary != true else { return }
    for effect in projection.effectsPlanned {
      planEffect.bind(effect.key.text, at: 1)
      planEffect.bind(id, at: 2)
      planEffect.bind(effect.sequence, at: 3)
      planEffect.bind(position(effect.sequence), at: 4)
      planEffect.bind((lease?.end ?? effect.plannedAt).milliseconds, at: 5)
      planEffect.bind(lease?.desk, at: 6)
      planEffect.bind(effect.deadline?.due.milliseconds, at: 7)
      planEffect.bind(effect.deadline?.id.text, at: 8)
      try planEffect.change()
    }
  }

  /// Writes the row of a case that has none. - Returns: whether it was written; `or` says what happens when another row is in its way.
  func insert(_ row: CaseRow, held: Lease? = nil, or resolution: String = "ABORT") throws -> Bool {
    let sql = """
      INSERT OR \(resolution) INTO cases
        (case_id, number, playbook, version, subject, phase, has_incident, open_tasks, opened_at, changed_at, event_count, held_by, held_until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    let summary = row.summary
    let insert = try BareStatement(db, sql)
    insert.bind(summary.id.text, at: 1)
    insert.bind(summary.id.number, at: 2)
    insert.bind(summary.playbook, at: 3)
    insert.bind(summary.version, at: 4)
    insert.bind(summary.subject, at: 5)
    insert.bind(summary.phase.rawValue, at: 6)
    insert.bind(summary.hasIncident ? 1 : 0, at: 7)
    insert.bind(summary.openTasks, at: 8)
    insert.bind(summary.openedAt.milliseconds, at: 9)
    insert.bind(summary.changedAt.milliseconds, at: 10)
    insert.bind(row.state.eventCount, at: 11)
    insert.bind(held?.desk, at: 12)
    insert.bind(held?.end.milliseconds, at: 13)
    return try insert.change() == 1
  }

  /// Keeps a state, so that the events up to here needn't be folded again.
  func keep(_ state: String, of id: CaseID, eventCount: Int, position: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO states (case_id, position, event_count, state) VALUES (?, ?, ?, ?)")
      .execute(arguments: [id.text, position, eventCount, state])
  }
}
