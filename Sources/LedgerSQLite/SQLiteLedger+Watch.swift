public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: WatchLedger {
  public func watchedRules() async throws(LedgerError) -> [WatchedRule] {
    try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM watched_rules ORDER BY rule")).map { row in
        WatchedRule(id: row["rule"], writing: row["writing"], position: row["position"], adopted: row["adopted"], settled: row["settled"])
      }
    }
  }

  public func currentVersions() async throws(LedgerError) -> [String: String] {
    try await read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT playbook, version FROM current_playbooks"))
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["playbook"], $0["version"]) })
    }
  }

  public func watchRule(_ id: CaseRule.ID, writing: String) async throws(LedgerError) {
    try await write { db in
      let known = try String.fetchOne(db, sql: "SELECT writing FROM watched_rules WHERE rule = ?", arguments: [id])
      guard known != writing else { return }
      for table in ["counted_cases", "watched_subjects"] { try db.execute(sql: "DELETE FROM \(table) WHERE rule = ?", arguments: [id]) }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO watched_rules (rule, writing, position, adopted, settled)
          SELECT ?, ?, 0, coalesce(max(position), 0), 0 FROM entries
          """, arguments: [id, writing])
    }
  }

  public func storeWatch(_ step: WatchStep) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.execute(
        sql: "UPDATE watched_rules SET position = ? WHERE rule = ? AND position = ?", arguments: [step.to, step.rule, step.from])
      guard db.changesCount == 1 else { return false }
      for id in step.gone {
        try db.cachedStatement(sql: "DELETE FROM counted_cases WHERE rule = ? AND case_id = ?").execute(arguments: [step.rule, id.text])
      }
      for (subject, counted) in step.counted.values { try db.put(counted, of: step.rule, subject: subject, isTold: step.passed.contains(counted.id)) }
      for (subject, standing) in step.standings { try db.put(standing, of: step.rule, subject: subject) }
      return true
    }
  }

  public func standing(of rule: CaseRule.ID, subject: String) async throws(LedgerError) -> RuleStanding {
    try await read { db in
      let statement = try db.cachedStatement(sql: "SELECT * FROM watched_subjects WHERE rule = ? AND subject = ?")
      return try Row.fetchOne(statement, arguments: [rule, subject]).map(RuleStanding.init) ?? RuleStanding()
    }
  }

  public func countedCases(of rule: CaseRule.ID, subject: String, after floor: Instant, live: Int?) async throws(LedgerError) -> [CountedCase] {
    let sql = "SELECT * FROM counted_cases WHERE rule = ? AND subject = ? AND at > ? AND (hit IS NULL OR hit = ?) ORDER BY at, case_id"
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [rule, subject, floor.milliseconds, live]).map(CountedCase.init)
    }
  }

  public func countedCases(of rule: CaseRule.ID, subject: String, hit: Int) async throws(LedgerError) -> [CountedCase] {
    let sql = "SELECT * FROM counted_cases WHERE rule = ? AND subject = ? AND hit = ? ORDER BY at, case_id"
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [rule, subject, hit]).map(CountedCase.init) }
  }

  public func countedCase(_ id: CaseID, of rule: CaseRule.ID) async throws(LedgerError) -> CountedCase? {
    try await read { db in
      let statement = try db.cachedStatement(sql: "SELECT * FROM counted_cases WHERE rule = ? AND case_id = ?")
      return try Row.fetchOne(statement, arguments: [rule, id.text]).map(CountedCase.init)
    }
  }

  public func countedSubjects(of rule: CaseRule.ID, after floor: Instant) async throws(LedgerError) -> [String: String] {
    let sql = "SELECT DISTINCT subject, key FROM counted_cases WHERE rule = ? AND hit IS NULL AND at > ?"
    return try await read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [rule, floor.milliseconds])
      return Dictionary(rows.map { ($0["subject"], $0["key"]) }, uniquingKeysWith: { first, _ in first })
    }
  }

  public func untoldHits(limit: Int) async throws(LedgerError) -> [UntoldHit] {
    let sql = """
      SELECT rule, subject, hit, min(key) AS key, json_group_array(case_id) AS cases FROM counted_cases
      WHERE hit IS NOT NULL AND told = 0 GROUP BY rule, subject, hit LIMIT ?
      """
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [limit]).map { row in
        let cases: [String] = try StoredJSON.value(row["cases"])
        return UntoldHit(rule: row["rule"], subject: row["subject"], key: row["key"], hit: row["hit"], cases: cases.sorted().map { CaseID($0) })
      }
    }
  }

  public func markTold(_ cases: [CaseID], of rule: CaseRule.ID) async throws(LedgerError) {
    try await write { db in
      for id in cases {
        try db.cachedStatement(sql: "UPDATE counted_cases SET told = 1 WHERE rule = ? AND case_id = ?").execute(arguments: [rule, id.text])
      }
    }
  }

  public func watchedSubjects(of rule: CaseRule.ID, limit: Int) async throws(LedgerError) -> [WatchedSubject] {
    let sql = """
      SELECT subject, min(key) AS key, count(*) AS cases, max(at) AS latest, hit, name, parent, awaits, is_live FROM
        (SELECT subject, key, at FROM counted_cases WHERE rule = ?1)
        LEFT JOIN (SELECT * FROM watched_subjects WHERE rule = ?1) USING (subject)
      GROUP BY subject ORDER BY max(at) DESC, subject LIMIT ?2
      """
    return try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [rule, limit]).map { row in
        let hit: Int? = row["hit"]
        return WatchedSubject(
          subject: row["subject"], key: row["key"], cases: row["cases"], latest: Instant(milliseconds: row["latest"]),
          standing: hit == nil ? RuleStanding() : RuleStanding(row))
      }
    }
  }
}

extension SQLiteLedger {
  public func countOrders(_ orders: [CountedOrder]) async throws(LedgerError) -> Set<String> {
    guard !orders.isEmpty else { return [] }
    let days = DayCount()
    return try await write { db in
      var merchants: Set<String> = []
      for order in orders {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO counted_orders (order_id) VALUES (?)").execute(arguments: [order.id])
        guard db.changesCount == 1 else { continue }
        merchants.insert(order.merchant)
        let sql = "INSERT INTO order_days (merchant, day, orders) VALUES (?, ?, 1) ON CONFLICT (merchant, day) DO UPDATE SET orders = orders + 1"
        try db.cachedStatement(sql: sql).execute(arguments: [order.merchant, days.day(of: order.at)])
      }
      return merchants
    }
  }

  public func orderCounts(of merchant: String, days: ClosedRange<Int>) async throws(LedgerError) -> [Int: Int] {
    let sql = "SELECT day, orders FROM order_days WHERE merchant = ? AND day BETWEEN ? AND ?"
    return try await read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [merchant, days.lowerBound, days.upperBound])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["day"], $0["orders"]) })
    }
  }
}

extension Database {
  fileprivate func put(_ counted: CountedCase, of rule: String, subject: String, isTold: Bool) throws {
    // What a parent was told of a case stays told, as long as it is the same hit.
    let sql = """
      INSERT INTO counted_cases (rule, case_id, subject, key, at, apart, hit, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (rule, case_id) DO UPDATE SET
        told = CASE WHEN excluded.hit IS hit AND excluded.subject = subject THEN max(told, excluded.told) ELSE excluded.told END,
        subject = excluded.subject, key = excluded.key, at = excluded.at, apart = excluded.apart, hit = excluded.hit
      """
    try cachedStatement(sql: sql).execute(arguments: [
      rule, counted.id.text, subject, counted.key, counted.at.milliseconds, counted.apart, counted.hit, isTold,
    ])
  }

  fileprivate func put(_ standing: RuleStanding, of rule: String, subject: String) throws {
    let sql = "INSERT OR REPLACE INTO watched_subjects (rule, subject, hit, name, parent, awaits, is_live) VALUES (?, ?, ?, ?, ?, ?, ?)"
    try cachedStatement(sql: sql).execute(arguments: [
      rule, subject, standing.hit, standing.name, standing.parent?.text, standing.awaits, standing.isLive,
    ])
  }

  /// For a rebuild: rules count anew. What was opened stays known, for it isn't in the events.
  func recountWatches() throws {
    try execute(sql: "UPDATE watched_rules SET settled = max(settled, position), position = 0")
    try execute(sql: "DELETE FROM counted_cases WHERE hit IS NULL")
  }
}

extension CountedCase {
  fileprivate init(_ row: Row) {
    self.init(id: CaseID(row["case_id"]), key: row["key"], at: Instant(milliseconds: row["at"]), apart: row["apart"], hit: row["hit"])
  }
}

extension RuleStanding {
  fileprivate init(_ row: Row) {
    let parent: String? = row["parent"]
    self.init(hit: row["hit"], name: row["name"], parent: parent.map { CaseID($0) }, awaits: row["awaits"], isLive: row["is_live"])
  }
}
