public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: RegisterLedger {
  public func registerPosition() async throws(LedgerError) -> Int {
    try await read { db in try Int.fetchOne(db.cachedStatement(sql: "SELECT position FROM register_reader")) ?? 0 }
  }

  public func keepRegisters(_ entries: [CaseID: [RegisterRow]], from old: Int, to position: Int) async throws(LedgerError) -> Bool {
    try await write { db in
      try db.execute(sql: "UPDATE register_reader SET position = ? WHERE position = ?", arguments: [position, old])
      guard db.changesCount == 1 else { return false }
      let clear = try db.cachedStatement(sql: "DELETE FROM register_entries WHERE case_id = ?")
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO register_entries (case_id, register, entry_id, state, party, person, due, opened_at, ended_at, sequence)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for (id, rows) in entries {
        try clear.execute(arguments: [id.text])
        for row in rows {
          try insert.execute(arguments: [
            id.text, row.register, row.id, row.state, row.party, row.person?.text, row.due?.milliseconds, row.openedAt.milliseconds,
            row.endedAt?.milliseconds, row.opened,
          ])
        }
      }
      return true
    }
  }

  public func listRegister(_ filter: RegisterFilter) async throws(LedgerError) -> [RegisterRow] {
    let (condition, arguments) = filter.sql
    // Few rows are picked by case first; else the index by time would be walked to its end.
    let byCase = filter.caseID != nil || filter.seenBy != nil ? "+" : ""
    let sql = """
      SELECT case_id, register, entry_id, state, party, person, due, opened_at, ended_at, sequence FROM register_entries
      WHERE \(condition) ORDER BY \(filter.isByDue ? "due, case_id, entry_id" : "\(byCase)opened_at DESC, case_id DESC, entry_id DESC") LIMIT ?
      """
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments + [max(filter.limit, 0)]).map(RegisterRow.init) }
  }
}

extension SQLiteLedger {
  /// One look into the index for each party, however much each is asked.
  public func openParties(of register: BuiltInRegister) async throws(LedgerError) -> Set<Party.ID> {
    let next = "SELECT min(party) FROM register_entries WHERE register = :register AND ended_at IS NULL"
    let sql = """
      WITH RECURSIVE parties (party) AS (
        \(next)
        UNION ALL SELECT (\(next) AND party > parties.party) FROM parties WHERE parties.party IS NOT NULL
      )
      SELECT party FROM parties WHERE party IS NOT NULL
      """
    return try await read { db in Set(try String.fetchAll(db.cachedStatement(sql: sql), arguments: ["register": register.rawValue])) }
  }
}

extension Database {
  /// The lists are made anew from the record when somebody looks.
  func forgetRegisters() throws {
    try execute(sql: "DELETE FROM register_entries")
    try execute(sql: "UPDATE register_reader SET position = 0")
  }
}

extension RegisterRow {
  fileprivate init(_ row: Row) {
    let (person, due, ended): (String?, Int64?, Int64?) = (row["person"], row["due"], row["ended_at"])
    self.init(
      register: row["register"], caseID: CaseID(row["case_id"]), id: row["entry_id"], state: row["state"], party: row["party"],
      person: person.map { PersonID($0) }, due: due.map { Instant(milliseconds: $0) }, openedAt: Instant(milliseconds: row["opened_at"]),
      endedAt: ended.map { Instant(milliseconds: $0) }, opened: row["sequence"])
  }
}

extension RegisterFilter {
  /// The same condition as `takes`.
  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    var terms = ["register = ?"]
    var arguments: StatementArguments = [register]
    func take(_ term: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      terms.append(term)
      arguments += [value]
    }
    take("case_id = ?", caseID?.text)
    if let states {
      // In order: the same question is the same statement.
      terms.append("state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(states.sorted())
    }
    take("party = ?", party)
    if isByDue { terms.append("due IS NOT NULL") }
    take("person = ?", person?.text)
    take("due < ?", dueBefore?.milliseconds)
    if let seenBy {
      terms.append("case_id IN (SELECT case_id FROM register_entries WHERE register = ? AND person = ? AND party = ?)")
      arguments += [BuiltInRegister.parties.rawValue, seenBy.person.text, seenBy.party]
    }
    if let isOpen { terms.append(isOpen ? "ended_at IS NULL" : "ended_at IS NOT NULL") }
    if let before {
      terms.append("(opened_at, case_id, entry_id) < (?, ?, ?)")
      arguments += [before.openedAt.milliseconds, before.caseID.text, before.id]
    }
    return (terms.joined(separator: " AND "), arguments)
  }
}
