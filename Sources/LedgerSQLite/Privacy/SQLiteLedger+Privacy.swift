public import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger: PrivacyLedger {
  public func casesSealed(for person: PersonID) async throws(LedgerError) -> Set<CaseID> {
    try await read { db in try db.casesSealed(for: person) }
  }

  public func erase(_ erasure: Erasure, noting notes: @escaping @Sendable (Int) -> [AuditNote]) async throws(LedgerError) -> ErasureOutcome {
    let (outcome, erasures) = try await write { db -> (ErasureOutcome, Int64) in
      let cases = try db.casesSealed(for: erasure.person).union(erasure.parts.map(\.caseID))
      let open = try db.openCases(among: cases)
      guard open.isEmpty || erasure.isRepeated else { return (.open(open), try db.erasureCount()) }
      try db.erase(erasure, cases)
      try db.appendAudit(notes(cases.count))
      return (.done(cases: cases.count), try db.erasureCount())
    }
    keeper?.catchUp(with: erasures)
    tail.forget()
    guard case .done = outcome else { return outcome }
    // What was overwritten lies in the log and in the file until the log is copied. Whoever reads meanwhile keeps it a little longer.
    try await writeOutside { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    return outcome
  }

  public func digests(_ digests: Set<String>, namedBesides cases: Set<CaseID>) async throws(LedgerError) -> Set<String> {
    guard !digests.isEmpty else { return [] }
    let (wanted, list) = (try StoredJSON.text(digests.sorted()), try StoredJSON.text(cases.map(\.text)))
    // The record is gone through once, however many files there are.
    let sql = """
      SELECT case_id, sequence, count, at, events FROM entries
      WHERE EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE instr(entries.events, wanted.value) > 0)
        AND case_id NOT IN (SELECT value FROM json_each(?))
      """
    return try await read { db -> Set<String> in
      let turns = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [wanted, list]).map { row in
        StoredTurn(
          caseID: CaseID(row["case_id"]), sequence: row["sequence"], count: row["count"], at: Instant(milliseconds: row["at"]), signal: nil,
          events: row["events"])
      }
      // Evidence that is sealed tells the digest of what is in it too, which is no file of its own.
      let named = try turns.flatMap { try $0.readEvents() }.flatMap { event -> [String] in
        guard case .evidenceAdded(let added) = event.kind else { return [] }
        return added.evidence.parts.map(\.kept)
      }
      return digests.intersection(named)
    }
  }

  public func listErasures() async throws(LedgerError) -> [ErasureNote] {
    try await read { db in
      try Row.fetchAll(db.cachedStatement(sql: "SELECT person, at, cases FROM erasures ORDER BY number")).map { row in
        let cases: [String] = try StoredJSON.value(row["cases"])
        return ErasureNote(person: PersonID(row["person"]), at: Instant(milliseconds: row["at"]), cases: cases.map { CaseID($0) })
      }
    }
  }
}

extension Database {
  fileprivate func casesSealed(for person: PersonID) throws -> Set<CaseID> {
    let sql = "SELECT case_id FROM case_keys WHERE person = ?"
    return Set(try String.fetchAll(cachedStatement(sql: sql), arguments: [person.text]).map { CaseID($0) }).union(try archivedUnnamed(person).ids)
  }

  fileprivate func openCases(among ids: Set<CaseID>) throws -> [CaseID] {
    let isOpen = try cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM cases WHERE case_id = ? AND phase <> 'closed')")
    return try ids.filter { try Bool.fetchOne(isOpen, arguments: [$0.text]) ?? false }.sorted()
  }
}
