import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func commit(_ entries: [Entry]) async throws(LedgerError) -> [CommitResult] {
    guard !entries.isEmpty else { return [] }
    var prepared: [PreparedEntry] = []
    for entry in entries { prepared.append(try PreparedEntry(entry)) }
    let group = prepared
    return try await write { db in try group.map { try $0.store(in: db) } }
  }
}

extension PreparedEntry {
  /// Checks first and writes then, so an entry that is turned away has left nothing to undo.
  fileprivate func store(in db: Database) throws -> CommitResult {
    let known = try String.fetchOne(db.cachedStatement(sql: "SELECT case_id FROM signals WHERE signal_id = ?"), arguments: [entry.signal.text])
    if let known { return .alreadyReceived(CaseID(known)) }
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT event_count, phase FROM cases WHERE case_id = ?"), arguments: [entry.caseID.text])
    guard entry.follows(row?["event_count"] ?? 0) else { return .conflict }
    let phase: String? = row?["phase"]
    if entry.opensCase(storedPhase: phase.flatMap(Case.Phase.init)),
      try db.openCase(playbook: entry.state.playbook, subject: entry.state.subject) != nil
    {
      return .conflict
    }
    try db.cachedStatement(sql: "INSERT INTO signals (signal_id, case_id, at) VALUES (?, ?, ?)")
      .execute(arguments: [entry.signal.text, entry.caseID.text, entry.at.milliseconds])
    for event in events { try db.insert(event, of: entry.caseID) }
    if let change { try db.take(change.projection, state: change.state) }
    return .committed
  }
}

extension Database {
  /// The case of this playbook and subject that isn't closed.
  func openCase(playbook: String, subject: String) throws -> String? {
    let statement = try cachedStatement(sql: "SELECT case_id FROM cases WHERE playbook = ? AND subject = ? AND phase <> 'closed'")
    return try String.fetchOne(statement, arguments: [playbook, subject])
  }

  fileprivate func insert(_ event: StoredEvent, of id: CaseID) throws {
    let sql = "INSERT INTO events (case_id, sequence, at, step, kind, form, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
    try cachedStatement(sql: sql)
      .execute(arguments: [id.text, event.sequence, event.at.milliseconds, event.step, event.kind, event.form, event.body])
  }
}
