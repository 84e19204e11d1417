import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func commit(_ entries: [Entry]) async throws(LedgerError) -> [CommitResult] {
    let result = await withCheckedContinuation { continuation in submit(entries) { continuation.resume(returning: $0) } }
    return try result.get()
  }

  public func submit(_ entries: [Entry], then: @escaping @Sendable (Result<[CommitResult], LedgerError>) -> Void) {
    guard !entries.isEmpty else { return then(.success([])) }
    guard entries.count > Self.fewEntries else { return store(entries, then) }
    // The caller decides the next group meanwhile.
    Task { store(entries, then) }
  }

  /// For so many it costs more to wake another thread than to make their JSON.
  private static var fewEntries: Int { 16 }

  private func store(_ entries: [Entry], _ then: @escaping @Sendable (Result<[CommitResult], LedgerError>) -> Void) {
    let group: [PreparedEntry]
    do throws(LedgerError) { group = try prepared(entries) } catch { return then(.failure(error)) }
    let change: @Sendable (Database) throws -> [CommitResult] = { db in
      let record = try RecordWriting(db)
      return try group.map { try record.store($0) }
    }
    if group.count > Self.fewEntries { write(change, then: then) } else { then(writeHere(change)) }
  }

  private func prepared(_ entries: [Entry]) throws(LedgerError) -> [PreparedEntry] {
    var prepared: [PreparedEntry] = []
    prepared.reserveCapacity(entries.count)
    for entry in entries { prepared.append(try PreparedEntry(entry)) }
    return prepared
  }
}

/// Writes entries with statements that stay prepared.
private struct RecordWriting {
  private let db: Database
  private let rememberSignal: BareStatement
  private let appendEntry: BareStatement
  private let goOn: BareStatement
  private let projecting: ProjectionWriting

  init(_ db: Database) throws {
    self.db = db
    rememberSignal = try BareStatement(db, "INSERT OR IGNORE INTO signals (signal_id, case_id, at) VALUES (?, ?, ?)")
    appendEntry = try BareStatement(db, "INSERT INTO entries (case_id, sequence, count, at, signal, events) VALUES (?, ?, ?, ?, ?, ?)")
    // Most signals change neither phase nor version nor incident: then no index is touched.
    goOn = try BareStatement(
      db,
      """
      UPDATE cases SET open_tasks = ?, changed_at = ?, event_count = ?
      WHERE case_id = ? AND event_count = ? AND phase = ? AND has_incident = ? AND version = ?
      """)
    projecting = try ProjectionWriting(db)
  }

  /// An entry that is turned away leaves nothing behind.
  func store(_ prepared: PreparedEntry) throws -> CommitResult {
    let entry = prepared.entry
    if !prepared.isNamedByContent {
      rememberSignal.bind(entry.signal.id.text, at: 1)
      rememberSignal.bind(entry.caseID.text, at: 2)
      rememberSignal.bind(entry.at.milliseconds, at: 3)
      if try rememberSignal.change() == 0 { return .alreadyReceived(try caseOf(entry.signal.id)) }
    }
    guard try entry.follows(entry.expectedCount) && changeCase(prepared) else {
      if !prepared.isNamedByContent {
        try db.cachedStatement(sql: "DELETE FROM signals WHERE signal_id = ?").execute(arguments: [entry.signal.id.text])
      }
      return .conflict
    }
    let position = try append(prepared)
    try projecting.take(prepared.projection, of: entry.caseID, lease: entry.lease) { _ in position }
    if let state = prepared.state { try projecting.keep(state, of: entry.caseID, eventCount: entry.state.eventCount, position: position) }
    return .committed
  }

  private func caseOf(_ signal: SignalID) throws -> CaseID {
    let statement = try db.cachedStatement(sql: "SELECT case_id FROM signals WHERE signal_id = ?")
    return CaseID(try String.fetchOne(statement, arguments: [signal.text]) ?? "")
  }

  private func append(_ prepared: PreparedEntry) throws -> Int64 {
    let entry = prepared.entry
    appendEntry.bind(entry.caseID.text, at: 1)
    appendEntry.bind(entry.expectedCount + 1, at: 2)
    appendEntry.bind(entry.events.count, at: 3)
    appendEntry.bind(entry.at.milliseconds, at: 4)
    try appendEntry.binding(text: prepared.texts.signal, at: 5) {
      try appendEntry.binding(text: prepared.texts.events, at: 6) { _ = try appendEntry.change() }
    }
    return appendEntry.lastInsertedRow
  }

  /// Brings the case's row up to date. - Returns: false when the case isn't what the entry was decided on, or a second one would be open for its subject.
  private func changeCase(_ prepared: PreparedEntry) throws -> Bool {
    let entry = prepared.entry
    guard !entry.events.isEmpty else {
      let sql = "SELECT EXISTS (SELECT 1 FROM cases WHERE case_id = ? AND event_count = ?)"
      return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [entry.caseID.text, entry.expectedCount]) ?? false
    }
    if let row = prepared.row {
      let summary = row.summary
      if summary.phase == .closed, try db.openCase(playbook: summary.playbook, subject: summary.subject) != nil { return false }
      return try projecting.insert(row, or: "IGNORE")
    }
    let hasIncident = entry.state.incident != nil
    goOn.bind(entry.state.tasks.count, at: 1)
    goOn.bind(entry.at.milliseconds, at: 2)
    goOn.bind(entry.state.eventCount, at: 3)
    goOn.bind(entry.caseID.text, at: 4)
    goOn.bind(entry.expectedCount, at: 5)
    goOn.bind(entry.state.phase.rawValue, at: 6)
    goOn.bind(hasIncident ? 1 : 0, at: 7)
    goOn.bind(entry.state.version, at: 8)
    if try goOn.change() == 1 { return true }
    let sql = """
      UPDATE OR IGNORE cases SET version = ?, phase = ?, has_incident = ?, open_tasks = ?, changed_at = ?, event_count = ?
      WHERE case_id = ? AND event_count = ?
      """
    try db.cachedStatement(sql: sql).execute(arguments: [
      entry.state.version, entry.state.phase.rawValue, hasIncident, entry.state.tasks.count, entry.at.milliseconds, entry.state.eventCount,
      entry.caseID.text, entry.expectedCount,
    ])
    return db.changesCount == 1
  }
}

extension Database {
  /// The case of this playbook and subject that isn't closed.
  func openCase(playbook: String, subject: String) throws -> String? {
    let statement = try cachedStatement(sql: "SELECT case_id FROM cases WHERE playbook = ? AND subject = ? AND phase <> 'closed'")
    return try String.fetchOne(statement, arguments: [playbook, subject])
  }
}
