import Foundation
import GRDB
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite

@Suite("The audit in a file")
struct SQLiteAuditTests {
  /// Four entries, something done to their rows behind the ledger's back, and how far a walk comes.
  private func walk(after damage: String) async throws -> (last: Int, fault: AuditChain.Fault?) {
    var answer: (Int, AuditChain.Fault?) = (0, nil)
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let notes = (1...4).map { AuditNote(at: minutes(Int64($0)), who: "account:admin", what: .exported, about: "case:C-\($0)", detail: "\($0) rows") }
      _ = try await ledger.appendAudit(notes)
      try await ledger.write { db in
        try db.execute(sql: "DROP TRIGGER audit_entries_stay; DROP TRIGGER audit_entries_remain")
        try db.execute(sql: damage)
      }
      var walk = AuditChain.Walk()
      let entries = try await ledger.readAudit(after: 0, limit: 100)
      do throws(AuditChain.Fault) { try walk.pass(entries) } catch { answer.1 = error }
      answer.0 = walk.last
    }
    return answer
  }

  @Test(arguments: [
    ("UPDATE audit_entries SET who = 'account:other' WHERE number = 3", 2, AuditChain.Fault.altered(3)),
    ("UPDATE audit_entries SET detail = NULL WHERE number = 1", 0, .altered(1)), ("UPDATE audit_entries SET at = at + 1 WHERE number = 4", 3, .altered(4)),
    ("UPDATE audit_entries SET what = 'erased' WHERE number = 2", 1, .altered(2)), ("DELETE FROM audit_entries WHERE number = 2", 1, .gap(after: 1, found: 3)),
    (
      "UPDATE audit_entries SET number = number + 1 WHERE number = 4; INSERT INTO audit_entries SELECT 4, at, who, what, about, detail, digest FROM audit_entries WHERE number = 3",
      3, .altered(4)
    ),
    ("DELETE FROM audit_entries WHERE number = 2; UPDATE audit_entries SET number = number - 1 WHERE number > 2", 1, .altered(2)),
  ])
  func `a row that was altered, removed or inserted is found`(damage: String, last: Int, fault: AuditChain.Fault) async throws {
    let found = try await walk(after: damage)
    #expect(found.last == last && found.fault == fault)
  }

  @Test func `rows cut off at the end leave a sound chain with another end`() async throws {
    let found = try await walk(after: "DELETE FROM audit_entries WHERE number = 4")
    #expect(found.last == 3 && found.fault == nil)
  }

  @Test func `the file itself refuses to change or delete an entry`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      _ = try await ledger.appendAudit([AuditNote(at: morning, who: "account:admin", what: .unmasked, about: "case:C-1")])
      for damage in ["UPDATE audit_entries SET who = 'x'", "DELETE FROM audit_entries"] {
        await #expect(throws: LedgerError.self) { try await ledger.write { db in try db.execute(sql: damage) } }
      }
      #expect(try await ledger.auditHead()?.note.who == "account:admin")
    }
  }

  @Test func `an action of a newer program is told, not guessed at`() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      try await ledger.write { db in
        try db.execute(sql: "INSERT INTO audit_entries (number, at, who, what, about, digest) VALUES (1, 0, 'a', 'teleported', 'b', x'00')")
      }
      await #expect(throws: LedgerError.self) { try await ledger.readAudit(after: 0, limit: 1) }
    }
  }

  @Test func `entries of two programs stand in one chain`() async throws {
    try await withFolder { folder in
      let (one, other) = (try SQLiteLedger(path: folder + "/ledger.db"), try SQLiteLedger(path: folder + "/ledger.db"))
      for number in 1...5 {
        for ledger in [one, other] { _ = try await ledger.appendAudit([AuditNote(at: minutes(Int64(number)), who: "a", what: .exported, about: "b")]) }
      }
      var walk = AuditChain.Walk()
      try walk.pass(try await one.readAudit(after: 0, limit: 100))
      #expect(walk.last == 10)
    }
  }
}
