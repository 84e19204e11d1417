public import Casework
import GRDB
public import Ledger
public import Playbook

/// How many of the last events `latestEventTime` looks at. Events arrive in order of time but for those of one group, and no group has so many.
private let latestEvents = 10_000

extension SQLiteLedger {
  public func readCase(_ id: CaseID) async throws(LedgerError) -> Case? {
    try await read { db in
      guard let state = try String.fetchOne(db.cachedStatement(sql: "SELECT state FROM cases WHERE case_id = ?"), arguments: [id.text]) else { return nil }
      return try id.readState(state)
    }
  }

  public func readEvents(of id: CaseID, after sequence: Int) async throws(LedgerError) -> [Event] {
    try await read { db in try db.events(of: id, after: sequence) }
  }

  public func caseOfSignal(_ id: SignalID) async throws(LedgerError) -> CaseID? {
    try await read { db in
      try String.fetchOne(db.cachedStatement(sql: "SELECT case_id FROM signals WHERE signal_id = ?"), arguments: [id.text]).map { CaseID($0) }
    }
  }

  public func openCase(playbook: String, subject: String) async throws(LedgerError) -> CaseID? {
    try await read { db in try db.openCase(playbook: playbook, subject: subject).map { CaseID($0) } }
  }

  public func highestCaseNumber() async throws(LedgerError) -> Int {
    try await read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT max(number) FROM cases")) ?? 0 }
  }

  public func latestEventTime() async throws(LedgerError) -> Instant? {
    let sql = "SELECT max(at) FROM (SELECT at FROM events ORDER BY position DESC LIMIT \(latestEvents))"
    return try await read { db in try Int64.fetchOne(db.cachedStatement(sql: sql)).map { Instant(milliseconds: $0) } }
  }
}

extension CaseID {
  /// - Throws: `LedgerError.unreadable` when the state was written by a program that lays it out differently, or is damaged.
  func readState(_ text: String) throws(LedgerError) -> Case {
    do {
      return try StoredJSON.value(text)
    } catch {
      throw .unreadable("the state of case \(self) can't be read (\(error.words)); 'gendan rebuild' computes it again from the events")
    }
  }
}

extension Database {
  /// The events of a case behind `sequence`, in order.
  func events(of id: CaseID, after sequence: Int) throws -> [Event] {
    let sql = "SELECT sequence, at, step, kind, form, body FROM events WHERE case_id = ? AND sequence > ? ORDER BY sequence"
    return try Row.fetchAll(cachedStatement(sql: sql), arguments: [id.text, sequence]).map { row in try StoredEvent(row).event(of: id) }
  }
}

extension StoredEvent {
  init(_ row: Row) {
    self.init(
      sequence: row["sequence"], at: Instant(milliseconds: row["at"]), step: row["step"], kind: row["kind"], form: row["form"], body: row["body"])
  }

  /// The event, or words that name its case too.
  func event(of id: CaseID) throws(LedgerError) -> Event {
    do {
      return try event()
    } catch {
      throw .unreadable("case \(id): \(error.words)")
    }
  }
}
