import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func listCases(_ filter: CaseFilter) async throws(LedgerError) -> [CaseSummary] {
    let (condition, arguments) = filter.sql(blindWords)
    let sql = """
      SELECT case_id, playbook, version, subject, phase, has_incident, open_tasks, opened_at, changed_at FROM cases
      WHERE \(condition) ORDER BY number DESC, case_id DESC LIMIT ?
      """
    return try await read { db in
      // Which of the cases that are looked at are about the order isn't for SQL to say: as many are taken as are.
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments + [filter.order == nil ? max(filter.limit, 0) : -1])
      var found: [CaseSummary] = []
      while found.count < max(filter.limit, 0), let row = try rows.next() {
        let one = try summary(row)
        if filter.order.map({ OrderSubject.isAbout($0, one.subject) }) ?? true { found.append(one) }
      }
      return found
    }
  }
}

extension CaseFilter {
  /// The same condition as `matches`, in terms that the indexes on open cases and on incidents answer.
  fileprivate func sql(_ blindWords: BlindWords) -> (condition: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    if let phases {
      if !phases.contains(.closed) { terms.append("phase <> 'closed'") }
      terms.append("phase IN (\(phases.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(phases.map(\.rawValue).sorted())
    }
    if let playbook {
      terms.append("playbook = ?")
      arguments += [playbook]
    }
    if let subject {
      terms.append("subject = ?")
      arguments += [subject]
    }
    if let order {
      terms.append("subject >= ? AND subject < ?")
      arguments += StatementArguments(OrderSubjectRange.bounds(of: order))
    }
    if let ids {
      terms.append("case_id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(ids.map(\.text).sorted())
    }
    if let text {
      let (condition, words) = SearchCondition.condition(for: text, blindWords)
      terms.append(condition)
      arguments += StatementArguments(words)
    }
    if onlyIncidents { terms.append("has_incident = 1") }
    if let after {
      terms.append("(number, case_id) < (?, ?)")
      arguments += [after.number, after.text]
    }
    return (terms.isEmpty ? "TRUE" : terms.joined(separator: " AND "), arguments)
  }
}

/// Reads the columns of a row of `cases`.
func summary(_ row: Row) throws -> CaseSummary {
  let word: String = row["phase"]
  guard let phase = Case.Phase(rawValue: word) else { throw LedgerError.unreadable("a case is in the phase '\(word)', which this program doesn't know") }
  return CaseSummary(
    id: CaseID(row["case_id"]), playbook: row["playbook"], version: row["version"], subject: row["subject"], phase: phase,
    hasIncident: row["has_incident"], openTasks: row["open_tasks"], openedAt: Instant(milliseconds: row["opened_at"]),
    changedAt: Instant(milliseconds: row["changed_at"]))
}
