public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: DeadlineLedger {
  public func deadlinePosition() async throws(LedgerError) -> Int {
    try await readSoon { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT position FROM deadline_reader")) ?? 0 }
  }

  public func keepDeadlines(_ cases: [KeptTimes], from old: Int, to position: Int) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.execute(sql: "UPDATE deadline_reader SET position = ? WHERE position = ?", arguments: [position, old])
      guard db.changesCount == 1 else { return false }
      for one in cases { try db.keep(one) }
      return true
    }
  }

  public func keepDeadlines(_ one: KeptTimes) async throws(LedgerError) { try await write { db in try db.keep(one) } }

  public func deadlines(of id: CaseID) async throws(LedgerError) -> [DeadlineRow] { try await readSoon { db in try db.deadlines(of: id) } }

  public func deadlinesToTell(at now: Instant, limit: Int) async throws(LedgerError) -> [DeadlineRow] {
    let sql = "SELECT * FROM case_deadlines WHERE next_at <= ? ORDER BY next_at, number LIMIT ?"
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [now.milliseconds, max(limit, 0)]).map { DeadlineRow($0) }
    }
  }

  public func nextDeadlineMoment() async throws(LedgerError) -> Instant? {
    let sql = "SELECT min(next_at) FROM case_deadlines WHERE next_at IS NOT NULL"
    return try await readSoon { db in try Int64.fetchOne(db.cachedStatement(sql: sql)).map { Instant(milliseconds: $0) } }
  }

  public func markTold(_ telling: DeadlineTelling, of id: DeadlineID, at now: Instant) async throws(LedgerError) -> Bool {
    try await write { db in
      guard let row = try db.deadlines(of: id.caseID).first(where: { $0.id == id }) else { return false }
      guard (telling == .warning ? row.warnedAt : row.missedAt) == nil else { return false }
      let told =
        telling == .warning
        ? row.kept(number: row.number, warnedAt: now, missedAt: row.missedAt) : row.kept(number: row.number, warnedAt: row.warnedAt, missedAt: now)
      try db.cachedStatement(sql: "UPDATE case_deadlines SET warned_at = ?, missed_at = ?, next_at = ? WHERE number = ?")
        .execute(arguments: [told.warnedAt?.milliseconds, told.missedAt?.milliseconds, told.nextMoment?.milliseconds, row.number])
      return true
    }
  }

  public func listDeadlines(_ filter: DeadlineFilter) async throws(LedgerError) -> [DeadlineRow] {
    let (condition, arguments) = filter.sql
    let sql = "SELECT * FROM case_deadlines WHERE \(condition) ORDER BY number DESC LIMIT :limit"
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { DeadlineRow($0) } }
  }

  public func openDeadlines(_ span: DueSpan) async throws(LedgerError) -> [DeadlineRow] {
    let order = span.latestFirst ? "due_at DESC, number DESC" : "due_at, number"
    let sql = "SELECT * FROM case_deadlines WHERE ended_at IS NULL AND due_at >= ? AND due_at < ? ORDER BY \(order) LIMIT ?"
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [span.from.milliseconds, span.before.milliseconds, max(span.limit, 0)])
        .map { DeadlineRow($0) }
    }
  }

  public func earliestDeadlines(of cases: [CaseID]) async throws(LedgerError) -> [CaseID: Instant] {
    let sql = "SELECT min(due_at) FROM case_deadlines WHERE case_id = ? AND ended_at IS NULL AND due_at IS NOT NULL"
    return try await readSoon { db in
      var earliest: [CaseID: Instant] = [:]
      let statement = try db.cachedStatement(sql: sql)
      for id in Set(cases) { earliest[id] = try Int64.fetchOne(statement, arguments: [id.text]).map { Instant(milliseconds: $0) } }
      return earliest
    }
  }

  public func tallyFigures(of playbook: String, from start: Instant, to end: Instant) async throws(LedgerError) -> [String: FigureTally] {
    let sql = """
      SELECT figure_id, count(*) AS samples, sum(value) AS total FROM figure_samples WHERE playbook = ? AND at >= ? AND at < ? GROUP BY figure_id
      """
    return try await read { db in
      var tallies: [String: FigureTally] = [:]
      for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook, start.milliseconds, end.milliseconds]) {
        let figure: String = row["figure_id"]
        tallies[figure] = FigureTally(count: row["samples"], sum: row["total"])
      }
      return tallies
    }
  }

  public func tallyClasses(of playbook: String, from start: Instant, to end: Instant) async throws(LedgerError) -> [FigureClassValue: [String: FigureTally]] {
    let sql = """
      SELECT c.fact, c.value, s.figure_id, count(*) AS samples, sum(s.value) AS total FROM figure_samples s JOIN case_classes c ON c.case_id = s.case_id
      WHERE s.playbook = ? AND s.at >= ? AND s.at < ? GROUP BY c.fact, c.value, s.figure_id
      """
    return try await read { db in
      var tallies: [FigureClassValue: [String: FigureTally]] = [:]
      for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook, start.milliseconds, end.milliseconds]) {
        let figure: String = row["figure_id"]
        tallies[FigureClassValue(fact: row["fact"], value: row["value"]), default: [:]][figure] = FigureTally(count: row["samples"], sum: row["total"])
      }
      return tallies
    }
  }
}

extension DeadlineFilter {
  /// The same condition as a row's own `standing`.
  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    var conditions = ["number < :before"]
    var values: [String: (any DatabaseValueConvertible)?] = ["before": before ?? Int.max, "limit": max(limit, 0)]
    if let standings {
      // The index of what is open is only used where this stands by itself.
      if !standings.isEmpty, standings.isSubset(of: [.running, .warned, .paused]) { conditions.append("ended_at IS NULL") }
      conditions.append(standings.isEmpty ? "FALSE" : "(" + standings.map { Self.sql(of: $0) }.sorted().joined(separator: " OR ") + ")")
      if standings.contains(where: { Self.sql(of: $0).contains(":now") }) { values["now"] = now.milliseconds }
    }
    if let rule {
      conditions.append("deadline_id = :rule")
      values["rule"] = rule
    }
    if let playbook {
      conditions.append("playbook = :playbook")
      values["playbook"] = playbook
    }
    if let dueBefore {
      conditions.append("due_at < :due")
      values["due"] = dueBefore.milliseconds
    }
    return (conditions.joined(separator: " AND "), StatementArguments(values))
  }

  private static func sql(of standing: CaseDeadline.Standing) -> String {
    let isMissed = "due_at IS NOT NULL AND due_at < ifnull(ended_at, :now)"
    let isOpen = "ended_at IS NULL AND is_paused = 0 AND ifnull(due_at >= :now, TRUE)"
    return switch standing {
    case .breached: "(\(isMissed))"
    case .met: "(was_met = 1 AND ifnull(due_at >= ended_at, TRUE))"
    case .lapsed: "(was_met = 0 AND ifnull(due_at >= ended_at, TRUE))"
    case .paused: "(ended_at IS NULL AND is_paused = 1)"
    case .warned: "(\(isOpen) AND ifnull(warn_at <= :now, FALSE))"
    case .running: "(\(isOpen) AND ifnull(warn_at > :now, TRUE))"
    }
  }
}
