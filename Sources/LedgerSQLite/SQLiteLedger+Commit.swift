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
    let (hands, keeper, tail) = (hands, keeper, tail)
    let change: @Sendable (Database) throws -> [Stored] = { db in
      try db.checkKey(keeper)
      let record = try RecordWriting(db, keeper)
      return try group.map { prepared in
        let stored = try record.store(prepared)
        // Before its end can be prepared: that comes behind the answer to this commit.
        if stored.result == .committed, case .held(let lease) = prepared.hold { hands.keep(prepared.projection.effectsPlanned, under: lease) }
        return stored
      }
    }
    let settle: @Sendable (Result<[Stored], LedgerError>) -> Void = { stored in
      let result = stored.map { $0.map(\.result) }
      if let keeper, case .success(let results) = result { keeper.settle(group, results) }
      if case .success(let stored) = stored {
        tail.take(zip(group, stored).compactMap { prepared, stored in stored.position.map { (prepared.entry, $0) } })
      }
      then(result)
    }
    if group.count > Self.fewEntries { write(change, then: settle) } else { settle(writeHere(change)) }
  }

  private func prepared(_ entries: [Entry]) throws(LedgerError) -> [PreparedEntry] {
    var prepared: [PreparedEntry] = []
    prepared.reserveCapacity(entries.count)
    let scribe = TurnScribe()
    try readKeys(for: entries)
    for entry in entries { prepared.append(try PreparedEntry(entry, by: scribe, hands, keeper)) }
    return prepared
  }

  /// Of cases that this process hasn't worked with for a while: as a rule they were read just now, and are known.
  private func readKeys(for entries: [Entry]) throws(LedgerError) {
    guard let keeper else { return }
    let unknown = Set(entries.lazy.filter { $0.expectedCount > 0 && !keeper.knows($0.caseID) }.map(\.caseID))
    guard !unknown.isEmpty else { return }
    try readHere { db in for id in unknown { try keeper.read(id, db) } }.get()
  }
}

/// What became of an entry.
private struct Stored: Sendable {
  let result: CommitResult
  /// Its place in the record; nil when it was turned away.
  var position: Int?
}

/// Writes entries with statements that stay prepared.
private struct RecordWriting {
  private let db: Database
  private let rememberSignal: BareStatement
  private let appendEntry: BareStatement
  private let endInHand: BareStatement
  private let goOn: BareStatement
  private let hold: BareStatement
  private let turn: BareStatement
  private let projecting: ProjectionWriting
  /// Nil where nothing is sealed.
  private let keys: KeyWriting?

  init(_ db: Database, _ keeper: KeyKeeper?) throws {
    self.db = db
    keys = try keeper.map { try KeyWriting(db, $0) }
    rememberSignal = try BareStatement(db, "INSERT OR IGNORE INTO signals (signal_id, case_id, at) VALUES (?, ?, ?)")
    appendEntry = try BareStatement(db, "INSERT INTO entries (case_id, sequence, count, at, signal, events) VALUES (?, ?, ?, ?, ?, ?)")
    endInHand = try BareStatement(
      db,
      """
      UPDATE cases SET open_tasks = ?1, changed_at = ?2, event_count = ?3, held_until = ?11
      WHERE case_id = ?4 AND event_count = ?5 AND phase = ?6 AND has_incident = ?7 AND version = ?8 AND held_by IS ?10 AND NOT ?9 AND held_until = ?12
      """)
    // Most signals change neither phase nor version nor incident, nor who holds the case: then no index is touched.
    goOn = try BareStatement(
      db,
      """
      UPDATE cases SET open_tasks = ?1, changed_at = ?2, event_count = ?3, held_until = iif(?9, held_until, ?11)
      WHERE case_id = ?4 AND event_count = ?5 AND phase = ?6 AND has_incident = ?7 AND version = ?8 AND (?9 OR held_by IS ?10)
      """)
    hold = try BareStatement(
      db,
      """
      UPDATE cases SET open_tasks = ?1, changed_at = ?2, event_count = ?3, held_by = ?10, held_until = ?11
      WHERE case_id = ?4 AND event_count = ?5 AND phase = ?6 AND has_incident = ?7 AND version = ?8 AND NOT ?9
      """)
    turn = try BareStatement(
      db,
      """
      UPDATE OR IGNORE cases SET open_tasks = ?1, changed_at = ?2, event_count = ?3, phase = ?6, has_incident = ?7, version = ?8,
        held_by = iif(?9, held_by, ?10), held_until = iif(?9, held_until, ?11)
      WHERE case_id = ?4 AND event_count = ?5
      """)
    projecting = try ProjectionWriting(db)
  }

  /// An entry that is turned away leaves nothing behind.
  func store(_ prepared: PreparedEntry) throws -> Stored {
    let entry = prepared.entry
    var claims: [KeyClaim] = []
    if let keys {
      guard let missing = try keys.missing(for: prepared) else { return Stored(result: try resultOfOtherKeys(prepared)) }
      claims = missing
    }
    if !prepared.isNamedByContent {
      rememberSignal.bind(entry.signal.id.text, at: 1)
      rememberSignal.bind(entry.caseID.text, at: 2)
      rememberSignal.bind(entry.at.milliseconds, at: 3)
      if try rememberSignal.change() == 0 { return Stored(result: .alreadyReceived(try caseOf(entry.signal.id))) }
    }
    let wasInHand = try endsInHand(prepared)
    guard try wasInHand || (entry.follows(entry.expectedCount) && changeCase(prepared)) else {
      if !prepared.isNamedByContent {
        try db.cachedStatement(sql: "DELETE FROM signals WHERE signal_id = ?").execute(arguments: [entry.signal.id.text])
      }
      return Stored(result: .conflict)
    }
    try keys?.store(claims, for: entry)
    let position = try append(prepared)
    try projecting.take(prepared.projection, of: entry.caseID, lease: entry.lease, without: wasInHand ? prepared.ended : nil) { _ in position }
    if let state = prepared.state { try projecting.keep(state, of: entry.caseID, eventCount: entry.state.eventCount, position: position) }
    return Stored(result: .committed, position: Int(position))
  }

  /// A signal that was received before is no conflict, whatever it was sealed with this time.
  private func resultOfOtherKeys(_ prepared: PreparedEntry) throws -> CommitResult {
    let known = try caseOf(prepared.entry.signal.id)
    return known.text.isEmpty ? .conflict : .alreadyReceived(known)
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
      let held: Lease? = if case .held(let lease) = prepared.hold { lease } else { nil }
      return try projecting.insert(row, held: held, or: "IGNORE")
    }
    for statement in likely(prepared) where try change(prepared, by: statement) { return true }
    return false
  }

  /// What may fit the case's row, cheapest first. The last one fits every row that the entry was decided on.
  private func likely(_ prepared: PreparedEntry) -> [BareStatement] {
    if prepared.entry.state.phase != .open { return [turn] }
    switch prepared.hold {
    // It comes into a hand, or leaves one.
    case .held where prepared.ended == nil: return [hold, turn]
    case .free where prepared.ended != nil: return [hold, turn]
    case .held, .free, .asBefore: return [goOn, hold, turn]
    }
  }

  /// Brings the row of a case up to date whose effect ends in the hand that planned it, and which stays in that hand.
  /// - Returns: false when it isn't such a case, or isn't any more: nothing has happened then.
  private func endsInHand(_ prepared: PreparedEntry) throws -> Bool {
    guard let ended = prepared.ended, case .held(let lease) = prepared.hold, lease.desk == ended.lease.desk,
      prepared.entry.follows(prepared.entry.expectedCount)
    else { return false }
    endInHand.bind(ended.lease.end.milliseconds, at: 12)
    return try change(prepared, by: endInHand)
  }

  private func change(_ prepared: PreparedEntry, by statement: BareStatement) throws -> Bool {
    let entry = prepared.entry
    var (isAsBefore, lease) = (false, Lease?.none)
    switch prepared.hold {
    case .held(let held): lease = held
    case .free: break
    case .asBefore: isAsBefore = true
    }
    statement.bind(entry.state.tasks.count, at: 1)
    statement.bind(entry.at.milliseconds, at: 2)
    statement.bind(entry.state.eventCount, at: 3)
    statement.bind(entry.caseID.text, at: 4)
    statement.bind(entry.expectedCount, at: 5)
    statement.bind(entry.state.phase.rawValue, at: 6)
    statement.bind(entry.state.incident == nil ? 0 : 1, at: 7)
    statement.bind(entry.state.version, at: 8)
    statement.bind(isAsBefore ? 1 : 0, at: 9)
    statement.bind(lease?.desk, at: 10)
    statement.bind(lease?.end.milliseconds, at: 11)
    return try statement.change() == 1
  }
}

extension Database {
  /// The case of this playbook and subject that isn't closed.
  func openCase(playbook: String, subject: String) throws -> String? {
    let statement = try cachedStatement(sql: "SELECT case_id FROM cases WHERE playbook = ? AND subject = ? AND phase <> 'closed'")
    return try String.fetchOne(statement, arguments: [playbook, subject])
  }
}
