public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) async throws(LedgerError) -> [ClaimedEffect] {
    // One update finds the effects and moves them to the end of the lease: there is no moment at which two desks hold one.
    let sql = """
      UPDATE outbox SET due = :end, held_by = :desk
      WHERE effect_key IN (SELECT effect_key FROM outbox WHERE due <= :now ORDER BY due, case_id, sequence LIMIT :limit)
      RETURNING case_id, sequence, tries
      """
    let arguments: StatementArguments = ["end": (now + lease).milliseconds, "desk": desk, "now": now.milliseconds, "limit": max(limit, 0)]
    return try await write { db in
      let claimed = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
      return try claimed.map { row in try db.claimed(row) }.sorted(by: isOlder).map(\.effect)
    }
  }

  public func returnEffect(_ key: EffectKey, dueAt due: Instant) async throws(LedgerError) {
    try await change("UPDATE outbox SET due = ?, held_by = NULL, tries = tries + 1 WHERE effect_key = ?", [due.milliseconds, key.text])
  }

  public func parkEffect(_ key: EffectKey, until due: Instant) async throws(LedgerError) {
    try await change("UPDATE outbox SET due = ?, held_by = NULL WHERE effect_key = ?", [due.milliseconds, key.text])
  }

  public func releaseLeases(heldBy desk: String) async throws(LedgerError) -> Int {
    let sql = """
      UPDATE outbox SET held_by = NULL,
        due = (SELECT at FROM events WHERE events.case_id = outbox.case_id AND events.sequence = outbox.sequence)
      WHERE held_by = ?
      """
    return try await change(sql, [desk])
  }

  public func nextEffectDue() async throws(LedgerError) -> Instant? {
    try await read { db in try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(due) FROM outbox")).map { Instant(milliseconds: $0) } }
  }

  /// - Returns: how many rows were changed.
  @discardableResult
  private func change(_ sql: String, _ arguments: StatementArguments) async throws(LedgerError) -> Int {
    try await write { db in
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return db.changesCount
    }
  }
}

/// An effect with what it is ordered by: an update returns its rows in no order.
private struct Claim {
  let plannedAt: Instant
  let sequence: Int
  let effect: ClaimedEffect
}

private func isOlder(_ left: Claim, _ right: Claim) -> Bool {
  (left.plannedAt, left.effect.caseID, left.sequence) < (right.plannedAt, right.effect.caseID, right.sequence)
}

extension Database {
  fileprivate func claimed(_ row: Row) throws -> Claim {
    let id = CaseID(row["case_id"])
    let sql = """
      SELECT sequence, at, step, kind, form, body, (SELECT subject FROM cases WHERE cases.case_id = events.case_id) AS subject
      FROM events WHERE case_id = ? AND sequence = ?
      """
    guard let found = try Row.fetchOne(cachedStatement(sql: sql), arguments: [id.text, row["sequence"] as Int]),
      let subject = found["subject"] as String?, case let event = try StoredEvent(found).event(of: id), case .effectPlanned(let effect) = event.kind
    else { throw LedgerError.unreadable("the outbox and the rows of case \(id) don't agree; 'gendan rebuild' computes them again from the events") }
    let claimed = ClaimedEffect(caseID: id, subject: subject, effect: effect, tries: row["tries"])
    return Claim(plannedAt: event.at, sequence: event.sequence, effect: claimed)
  }
}
