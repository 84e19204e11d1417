public import Casework
import GRDB
public import Ledger
public import Playbook

/// An effect that can't be read is looked at again after this long: a newer program or a rebuild may have come.
private let asideFor = TimeAmount.hours(1)

extension SQLiteLedger {
  public func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) async throws(LedgerError) -> [ClaimedEffect] {
    // One update finds the effects and moves them to the end of the lease: there is no moment at which two desks hold one.
    let sql = """
      UPDATE outbox SET due = :end, held_by = :desk
      WHERE effect_key IN (SELECT effect_key FROM outbox WHERE due <= :now ORDER BY due, case_id, sequence LIMIT :limit)
      RETURNING effect_key, case_id, sequence, position, tries
      """
    let arguments: StatementArguments = ["end": (now + lease).milliseconds, "desk": desk, "now": now.milliseconds, "limit": max(limit, 0)]
    let (hands, keeper) = (hands, keeper)
    let (effects, unreadable) = try await write { db in
      try db.checkKey(keeper)
      var claims: [Claim] = []
      var unreadable = try db.layDown(endedBy: now, else: now + asideFor, from: hands)
      for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments) {
        do { claims.append(try db.claimed(row, keeper)) } catch let error as LedgerError {
          unreadable.append(error)
          try db.cachedStatement(sql: "UPDATE outbox SET due = ?, held_by = NULL WHERE effect_key = ?")
            .execute(arguments: [(now + asideFor).milliseconds, row["effect_key"] as String])
        }
      }
      return (claims.sorted(by: isOlder).map(\.effect), unreadable)
    }
    setAside.add(unreadable)
    return effects
  }

  public func returnEffect(_ key: EffectKey, of caseID: CaseID, dueAt due: Instant) async throws(LedgerError) {
    try await change(caseID, "UPDATE outbox SET due = ?, held_by = NULL, tries = tries + 1 WHERE effect_key = ?", [due.milliseconds, key.text])
  }

  public func parkEffect(_ key: EffectKey, of caseID: CaseID, until due: Instant) async throws(LedgerError) {
    try await change(caseID, "UPDATE outbox SET due = ?, held_by = NULL WHERE effect_key = ?", [due.milliseconds, key.text])
  }

  public func releaseLeases(heldBy desk: String) async throws(LedgerError) -> Int {
    let sql = """
      UPDATE outbox SET held_by = NULL,
        due = (SELECT at FROM entries WHERE entries.position = outbox.position)
      WHERE held_by = ?
      """
    let hands = hands
    return try await write { db in
      try db.layDown(heldBy: desk, from: hands)
      try db.cachedStatement(sql: sql).execute(arguments: [desk])
      return db.changesCount
    }
  }

  public func nextEffectDue() async throws(LedgerError) -> Instant? {
    let sql = """
      SELECT min(due) FROM (SELECT min(due) AS due FROM outbox UNION ALL SELECT min(held_until) FROM cases WHERE held_by IS NOT NULL)
      """
    return try await read { db in try Int64.fetchOne(db.cachedStatement(sql: sql)).map { Instant(milliseconds: $0) } }
  }

  private func change(_ id: CaseID, _ sql: String, _ arguments: StatementArguments) async throws(LedgerError) {
    let hands = hands
    try await write { db in
      try db.layDown(of: id, from: hands)
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
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
  fileprivate func claimed(_ row: Row, _ keeper: KeyKeeper?) throws -> Claim {
    let id = CaseID(row["case_id"])
    let sequence: Int = row["sequence"]
    let sql = """
      SELECT case_id, sequence, count, at, events, (SELECT subject FROM cases WHERE cases.case_id = entries.case_id) AS subject
      FROM entries WHERE position = ? AND case_id = ?
      """
    guard let found = try Row.fetchOne(cachedStatement(sql: sql), arguments: [row["position"] as Int64, id.text]), let subject = found["subject"] as String?,
      let event = try StoredTurn(found).readEvents(keeper?.ring(of: id, self)).first(where: { $0.sequence == sequence }),
      case .effectPlanned(let effect) = event.kind
    else { throw LedgerError.unreadable("the outbox and the rows of case \(id) don't agree; 'gendan rebuild' computes them again from the events") }
    let claimed = ClaimedEffect(caseID: id, subject: subject, effect: effect, tries: row["tries"])
    return Claim(plannedAt: event.at, sequence: event.sequence, effect: claimed)
  }
}

extension StoredTurn {
  fileprivate init(_ row: Row) {
    self.init(
      caseID: CaseID(row["case_id"]), sequence: row["sequence"], count: row["count"], at: Instant(milliseconds: row["at"]), signal: nil, events: row["events"])
  }
}
