public import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger: ArchiveLedger {
  public func archivedCase(_ id: CaseID) async throws(LedgerError) -> ArchivedCase? {
    try await read { db in
      try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM archived_cases WHERE case_id = ?"), arguments: [id.text]).map(ArchivedCase.init)
    }
  }

  public func readPlacedTurns(of id: CaseID) async throws(LedgerError) -> [PlacedTurn] { try await read { db in try db.placedTurns(of: id) } }

  public func takeOut(_ cases: [LeavingCase], noting notes: [AuditNote]) async throws(LedgerError) -> Set<CaseID> {
    defer { tail.forget() }
    return try await write { db in
      let newest = try Int.fetchOne(db, sql: "SELECT max(position) FROM entries") ?? 0
      var stayed: Set<CaseID> = []
      for one in cases where try !db.takeOut(one, newest: newest) { stayed.insert(one.mark.id) }
      if stayed.count < cases.count { try db.appendAudit(notes) }
      return stayed
    }
  }

  public func look(at cases: [ReturningCase]) async throws(LedgerError) -> PutBack { try await read { db in try db.look(at: cases) } }

  public func putBack(_ cases: [ReturningCase], noting notes: [AuditNote]) async throws(LedgerError) -> PutBack {
    try await write { db in
      // Looked through first, so that nothing has to be undone.
      var result = try db.look(at: cases)
      guard result.conflicts.isEmpty else {
        result.returned = []
        return result
      }
      let returned = Set(result.returned)
      let projecting = try ProjectionWriting(db)
      for one in cases where returned.contains(one.id) { try db.putBack(one, projecting) }
      if !returned.isEmpty { try db.appendAudit(notes) }
      return result
    }
  }
}

/// What stands where a case is to be put.
private enum Standing { case free, present, taken }

extension Database {
  fileprivate func placedTurns(of id: CaseID) throws -> [PlacedTurn] {
    let sql = "SELECT position, sequence, count, at, signal, events FROM entries WHERE case_id = ? ORDER BY position"
    return try Row.fetchAll(cachedStatement(sql: sql), arguments: [id.text]).map { row in
      PlacedTurn(
        position: row["position"],
        turn: StoredTurn(
          caseID: id, sequence: row["sequence"], count: row["count"], at: Instant(milliseconds: row["at"]), signal: row["signal"], events: row["events"]))
    }
  }

  /// - Returns: false when the case has to stay.
  fileprivate func takeOut(_ one: LeavingCase, newest: Int) throws -> Bool {
    let id = one.mark.id.text
    let phase = try String.fetchOne(cachedStatement(sql: "SELECT phase FROM cases WHERE case_id = ?"), arguments: [id])
    let positions = try Int.fetchAll(cachedStatement(sql: "SELECT position FROM entries WHERE case_id = ? ORDER BY position"), arguments: [id])
    guard phase == Case.Phase.closed.rawValue, positions.count == one.turns, positions.last == one.lastPosition, one.lastPosition < newest else { return false }
    guard try !holdsWithdrawal(id) else { return false }
    try forgetWords(at: positions)
    // A closed case has nothing in the outbox.
    for table in ["entries", "cases", "states", "timers", "contacts", "consents", "register_entries"] {
      try cachedStatement(sql: "DELETE FROM \(table) WHERE case_id = ?").execute(arguments: [id])
    }
    let mark = one.mark
    try cachedStatement(
      sql: """
        INSERT OR REPLACE INTO archived_cases (case_id, number, playbook, subject, record_class, closed_at, archived_at, archive)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id, mark.id.number, mark.playbook, mark.subject, mark.recordClass.rawValue, mark.closedAt.milliseconds, mark.archivedAt.milliseconds, mark.archive,
    ])
    return true
  }

  /// Whether a consent was taken back in the case, and a case about the same is open, in which it may have been given before.
  private func holdsWithdrawal(_ id: String) throws -> Bool {
    let sql = """
      SELECT EXISTS (SELECT 1 FROM consents AS taken JOIN cases AS other ON other.subject = taken.subject AND other.phase <> 'closed'
        WHERE taken.case_id = ? AND NOT taken.is_given)
      """
    return try Bool.fetchOne(cachedStatement(sql: sql), arguments: [id]) ?? false
  }

  fileprivate func look(at cases: [ReturningCase]) throws -> PutBack {
    var result = PutBack()
    for one in cases {
      switch try standing(of: one) {
      case .free: result.returned.append(one.id)
      case .present: result.present.append(one.id)
      case .taken: result.conflicts.append(one.id)
      }
    }
    return result
  }

  private func standing(of one: ReturningCase) throws -> Standing {
    let stored = try placedTurns(of: one.id)
    if !stored.isEmpty { return stored.starts(with: one.turns, by: { $0.isSame(as: $1) }) ? .present : .taken }
    for placed in one.turns {
      let place = try cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM entries WHERE position = ?)")
      if try Bool.fetchOne(place, arguments: [placed.position]) == true { return .taken }
      guard let signal = try placed.turn.turn(position: placed.position).signal, !signal.isNamedByContent else { continue }
      let known = try String.fetchOne(cachedStatement(sql: "SELECT case_id FROM signals WHERE signal_id = ?"), arguments: [signal.id.text])
      if let known, known != one.id.text { return .taken }
    }
    return .free
  }

  fileprivate func putBack(_ one: ReturningCase, _ projecting: ProjectionWriting) throws {
    for playbook in one.playbooks {
      let sources = try StoredSource.text(of: playbook.sources)
      try cachedStatement(sql: "INSERT OR IGNORE INTO playbooks (version, playbook, title, published_at, sources) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [playbook.version, playbook.id, playbook.title, playbook.publishedAt.milliseconds, sources])
    }
    for placed in one.turns {
      let turn = placed.turn
      try cachedStatement(sql: "INSERT INTO entries (position, case_id, sequence, count, at, signal, events) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .execute(arguments: [placed.position, one.id.text, turn.sequence, turn.count, turn.at.milliseconds, turn.signal, turn.events])
      guard let signal = try turn.turn(position: placed.position).signal, !signal.isNamedByContent else { continue }
      try cachedStatement(sql: "INSERT OR IGNORE INTO signals (signal_id, case_id, at) VALUES (?, ?, ?)")
        .execute(arguments: [signal.id.text, one.id.text, turn.at.milliseconds])
    }
    let history = try History(one.turns.map { (Int64($0.position), $0.turn) })
    guard let state = Case(id: one.id, folding: history.events), let row = CaseRow(of: state, after: history.events) else {
      throw LedgerError.unreadable("the events of case \(one.id) don't begin with 'opened'")
    }
    _ = try projecting.insert(row)
    try projecting.take(Projection(of: history.events, foldedInto: state), of: one.id, lease: nil) { history.position(of: $0) }
    try cachedStatement(sql: "DELETE FROM archived_cases WHERE case_id = ?").execute(arguments: [one.id.text])
  }
}

extension ArchivedCase {
  fileprivate init(_ row: Row) throws {
    let (id, word): (String, String) = (row["case_id"], row["record_class"])
    guard let recordClass = RecordClass(rawValue: word) else {
      throw LedgerError.unreadable("the archived case \(id) is of the class “\(word)”, which this program doesn't know")
    }
    self.init(
      id: CaseID(id), playbook: row["playbook"], subject: row["subject"], recordClass: recordClass, closedAt: Instant(milliseconds: row["closed_at"]),
      archivedAt: Instant(milliseconds: row["archived_at"]), archive: row["archive"])
  }
}
