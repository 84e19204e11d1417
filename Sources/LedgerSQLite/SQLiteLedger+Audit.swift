import Foundation
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  public func appendAudit(_ notes: [AuditNote]) async throws(LedgerError) -> [AuditEntry] { try await write { db in try db.appendAudit(notes) } }

  public func readAudit(after number: Int, limit: Int) async throws(LedgerError) -> [AuditEntry] {
    try await read { db in
      let sql = "SELECT * FROM audit_entries WHERE number > ? ORDER BY number LIMIT ?"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [number, max(limit, 0)]).map(AuditEntry.init)
    }
  }

  public func listAudit(_ filter: AuditFilter) async throws(LedgerError) -> [AuditEntry] {
    let (condition, arguments) = filter.sql
    let sql = "SELECT * FROM audit_entries WHERE \(condition) ORDER BY number \(filter.isNewestFirst ? "DESC" : "ASC") LIMIT ?"
    let all = arguments + [max(filter.limit, 0)]
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: all).map(AuditEntry.init) }
  }

  public func auditHead() async throws(LedgerError) -> AuditEntry? { try await read { db in try db.lastAuditEntry() } }
}

extension Database {
  /// Adds notes behind the last entry, within the transaction that is under way.
  @discardableResult
  func appendAudit(_ notes: [AuditNote]) throws -> [AuditEntry] {
    guard !notes.isEmpty else { return [] }
    let entries = AuditChain.entries(of: notes, after: try lastAuditEntry())
    let statement = try cachedStatement(sql: "INSERT INTO audit_entries (number, at, who, what, about, detail, digest) VALUES (?, ?, ?, ?, ?, ?, ?)")
    for entry in entries {
      let note = entry.note
      try statement.execute(arguments: [
        entry.number, note.at.milliseconds, note.who, note.what.rawValue, note.about, note.detail, Data(entry.digest),
      ])
    }
    return entries
  }

  fileprivate func lastAuditEntry() throws -> AuditEntry? {
    try Row.fetchOne(cachedStatement(sql: "SELECT * FROM audit_entries ORDER BY number DESC LIMIT 1")).map(AuditEntry.init)
  }
}

extension AuditFilter {
  /// The same condition as `matches`, in terms that the indexes answer.
  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func add(_ term: String, _ values: StatementArguments) {
      terms.append(term)
      arguments += values
    }
    for (column, name) in [("who", who), ("about", about)] {
      switch name {
      case nil: break
      case .exactly(let wanted)?: add("\(column) = ?", [wanted])
      // No text that begins so lies behind the last character of Unicode.
      case .beginning(let start)?: add("\(column) >= ? AND \(column) < ?", [start, start + "\u{10FFFF}"])
      }
    }
    if let what { add("what = ?", [what.rawValue]) }
    if let from { add("at >= ?", [from.milliseconds]) }
    if let until { add("at < ?", [until.milliseconds]) }
    if let after { add("number > ?", [after]) }
    if let before { add("number < ?", [before]) }
    return (terms.isEmpty ? "TRUE" : terms.joined(separator: " AND "), arguments)
  }
}

extension AuditEntry {
  fileprivate init(_ row: Row) throws {
    let (number, word): (Int, String) = (row["number"], row["what"])
    guard let what = AuditAction(rawValue: word) else {
      throw LedgerError.unreadable("the audit entry \(number) tells of “\(word)”, which this program doesn't know")
    }
    let digest: Data = row["digest"]
    self.init(
      number: number,
      note: AuditNote(at: Instant(milliseconds: row["at"]), who: row["who"], what: what, about: row["about"], detail: row["detail"]),
      digest: Array(digest))
  }
}
