public import Casework
import GRDB
public import Ledger
public import Playbook

/// How many of the last entries `latestEventTime` looks at. They arrive in order of time but for those of one group, and no group has so many.
private let latestEntries = 10_000

extension SQLiteLedger {
  public func readCase(_ id: CaseID) async throws(LedgerError) -> Case? {
    let keeper = keeper
    return try await readSoon { db in try db.readCase(id, keeper) }
  }

  /// Read in less time than another thread takes to wake.
  private static var fewCases: Int { 16 }

  public func readCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case] {
    let keeper = keeper
    let question: @Sendable (Database) throws -> [CaseID: Case] = { db in
      var found: [CaseID: Case] = [:]
      for id in ids { found[id] = try? db.readCase(id, keeper) }
      return found
    }
    return ids.count > Self.fewCases ? try await read(question) : try await readSoon(question)
  }

  public func knownCases(_ ids: [CaseID]) async throws(LedgerError) -> [CaseID: Case] {
    let known = tail.states(of: ids)
    let unknown = ids.filter { known[$0] == nil }
    return unknown.isEmpty ? known : try await readCases(unknown).merging(known) { $1 }
  }

  public func openCases(of subjects: [CaseSubject]) async throws(LedgerError) -> [CaseSubject: CaseID] {
    try await readSoon { db in
      var found: [CaseSubject: CaseID] = [:]
      for subject in subjects { found[subject] = try db.openCase(playbook: subject.playbook, subject: subject.subject).map { CaseID($0) } }
      return found
    }
  }

  public func readTurns(of id: CaseID) async throws(LedgerError) -> [Turn] {
    let keeper = keeper
    return try await read { db in
      let ring = keeper?.ring(of: id, db)
      let sql = "SELECT position, case_id, sequence, count, at, signal, events FROM entries WHERE case_id = ? ORDER BY position"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [id.text]).map { row in
        try StoredTurn(row).turn(position: row["position"], ring)
      }
    }
  }

  public func readTurns(after position: Int, limit: Int) async throws(LedgerError) -> [Turn] {
    if let known = tail.turns(after: position, limit: limit) { return known }
    let keeper = keeper
    let turns = try await read { db in
      var rings: [CaseID: KeyRing] = [:]
      let sql = "SELECT position, case_id, sequence, count, at, signal, events FROM entries WHERE position > ? ORDER BY position LIMIT ?"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [position, max(limit, 0)]).map { row in
        let stored = StoredTurn(row)
        if let keeper, rings[stored.caseID] == nil { rings[stored.caseID] = keeper.ring(of: stored.caseID, db) }
        return try stored.turn(position: row["position"], rings[stored.caseID])
      }
    }
    tail.heard(turns)
    return turns
  }

  public func latestPosition() async throws(LedgerError) -> Int {
    try await readSoon { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT max(position) FROM entries")) ?? 0 }
  }

  public func readEvents(of id: CaseID, after sequence: Int) async throws(LedgerError) -> [Event] {
    let keeper = keeper
    return try await read { db in
      let ring = keeper?.ring(of: id, db)
      let turns = try db.turns(of: id, after: 0).filter { $0.turn.sequence + $0.turn.count > sequence + 1 }
      return try turns.flatMap { try $0.turn.readEvents(ring) }.filter { $0.sequence > sequence }
    }
  }

  public func times(ofEvents numbers: [CaseID: Set<Int>]) async throws(LedgerError) -> [CaseID: [Int: Instant]] {
    try await read { db in
      var times: [CaseID: [Int: Instant]] = [:]
      // Of each turn only where it begins and how long it is: what happened in it isn't read.
      let statement = try BareStatement(db, "SELECT sequence, count, at FROM entries WHERE case_id = ? AND count > 0")
      for (id, wanted) in numbers {
        statement.bind(id.text, at: 1)
        while try statement.step() {
          let (first, at) = (Int(statement.number(0) ?? 0), Instant(milliseconds: statement.number(2) ?? 0))
          for number in wanted where number >= first && number < first + Int(statement.number(1) ?? 0) { times[id, default: [:]][number] = at }
        }
        statement.reset()
      }
      return times
    }
  }

  public func caseOfSignal(_ id: SignalID) async throws(LedgerError) -> CaseID? {
    try await readSoon { db in
      try String.fetchOne(db.cachedStatement(sql: "SELECT case_id FROM signals WHERE signal_id = ?"), arguments: [id.text]).map { CaseID($0) }
    }
  }

  public func openCase(playbook: String, subject: String) async throws(LedgerError) -> CaseID? {
    try await readSoon { db in try db.openCase(playbook: playbook, subject: subject).map { CaseID($0) } }
  }

  public func highestCaseNumber() async throws(LedgerError) -> Int {
    let sql = "SELECT max(ifnull((SELECT max(number) FROM cases), 0), ifnull((SELECT max(number) FROM archived_cases), 0))"
    return try await read { db in try Int.fetchOne(db.cachedStatement(sql: sql)) ?? 0 }
  }

  public func latestEventTime() async throws(LedgerError) -> Instant? {
    let sql = "SELECT max(at) FROM (SELECT at FROM entries WHERE count > 0 ORDER BY position DESC LIMIT \(latestEntries))"
    return try await read { db in try Int64.fetchOne(db.cachedStatement(sql: sql)).map { Instant(milliseconds: $0) } }
  }
}

extension Database {
  /// The case: the state that was kept last, with the events behind it folded in. A state that can't be read is as good as none.
  func readCase(_ id: CaseID, _ keeper: KeyKeeper?) throws -> Case? {
    let ring = keeper?.ring(of: id, self)
    let sql = "SELECT position, event_count, state FROM states WHERE case_id = ?"
    if let row = try Row.fetchOne(cachedStatement(sql: sql), arguments: [id.text]),
      var state = try keptState(of: id, row, keeper), state.id == id, state.eventCount == row["event_count"]
    {
      let behind = try turns(of: id, after: row["position"]).flatMap { try $0.turn.readEvents(ring) }
      if behind.isEmpty || behind[0].sequence == state.eventCount + 1 {
        for event in behind { state.apply(event) }
        return state
      }
    }
    let events = try turns(of: id, after: 0).flatMap { try $0.turn.readEvents(ring) }
    guard !events.isEmpty else { return nil }
    guard let state = Case(id: id, folding: events) else { throw LedgerError.unreadable("the events of case \(id) don't begin with 'opened'") }
    return state
  }

  /// The turns of a case behind a position, without their signals.
  func turns(of id: CaseID, after position: Int64) throws -> [(position: Int64, turn: StoredTurn)] {
    let statement = try BareStatement(self, "SELECT position, sequence, count, at, events FROM entries WHERE case_id = ? AND position > ? ORDER BY position")
    statement.bind(id.text, at: 1)
    statement.bind(position, at: 2)
    var turns: [(Int64, StoredTurn)] = []
    while try statement.step() {
      let turn = StoredTurn(
        caseID: id, sequence: Int(statement.number(1) ?? 0), count: Int(statement.number(2) ?? 0), at: Instant(milliseconds: statement.number(3) ?? 0),
        signal: nil, events: statement.text(4) ?? "")
      turns.append((statement.number(0) ?? 0, turn))
    }
    statement.reset()
    return turns
  }
}

extension StoredTurn {
  fileprivate init(_ row: Row) {
    self.init(
      caseID: CaseID(row["case_id"]), sequence: row["sequence"], count: row["count"], at: Instant(milliseconds: row["at"]), signal: row["signal"],
      events: row["events"])
  }
}
