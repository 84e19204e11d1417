import Casework
import GRDB
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite

@Suite("Rebuilding a damaged SQLite ledger")
struct SQLiteRebuildTests {
  /// Two healthy cases, something done to their rows behind the ledger's back, and a rebuild.
  private func mend(_ damage: String, expecting differences: [String]) async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let one = try CaseScript.opened("C-1") { [.timerSet($0.timer("t1", due: minutes(5))), .effectPlanned($0.effect("a"))] }
      let two = try CaseScript.opened("C-2")
      _ = try await ledger.commit([one.entry, two.entry])
      try await ledger.write { db in try db.execute(sql: damage) }
      #expect(try await ledger.rebuild() == RebuildReport(cases: 2, events: 4, differences: differences))
      // Whatever the damage was, nothing of it is left.
      #expect(try await ledger.readCase(one.script.id) == one.entry.state)
      #expect(try await ledger.readCase(two.script.id) == two.entry.state)
      #expect(try await ledger.nextTimerDue() == minutes(5))
      #expect(try await ledger.claimEffects(dueAt: morning, limit: 9, lease: .minutes(1), by: "desk").map(\.effect) == [one.script.effect("a")])
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }

  @Test(
    "every damaged row is named and mended",
    arguments: [
      ("UPDATE cases SET phase = 'closed' WHERE case_id = 'C-1'", ["cases/C-1"]),
      ("UPDATE cases SET event_count = 9, number = 9", ["cases/C-1", "cases/C-2"]),
      ("UPDATE cases SET playbook = 'other' WHERE case_id = 'C-2'", ["cases/C-2"]),
      ("UPDATE cases SET subject = 'order-of-C-3' WHERE case_id = 'C-2'", ["cases/C-2"]),
      ("INSERT INTO states VALUES ('C-1', 1, 3, '{}')", ["states/C-1"]),
      ("DELETE FROM cases", ["cases/C-1", "cases/C-2"]),
      ("DELETE FROM timers", ["timers/C-1/t1"]),
      ("UPDATE timers SET due = due + 1", ["timers/C-1/t1"]),
      ("INSERT INTO timers VALUES ('C-2', 't9', 1, 1)", ["timers/C-2/t9"]),
      ("DELETE FROM outbox", ["outbox/C-1/a/1/1"]),
      ("UPDATE outbox SET sequence = 1", ["outbox/C-1/a/1/1"]),
      ("INSERT INTO outbox (effect_key, case_id, sequence, position, due) VALUES ('stray', 'C-2', 1, 2, 0)", ["outbox/stray"]),
      ("INSERT INTO cases SELECT 'C-9', 9, playbook, version, 'order-9', phase, 0, 0, 0, 0, 1, NULL, NULL FROM cases WHERE case_id = 'C-1'", ["cases/C-9"]),
    ])
  func damage(sql: String, differences: [String]) async throws {
    try await mend(sql, expecting: differences)
  }

  @Test("rows that claim one subject don't stand in the way")
  func oneSubject() async throws {
    let damage = """
      UPDATE cases SET subject = 'elsewhere' WHERE case_id = 'C-2';
      UPDATE cases SET subject = 'order-of-C-2' WHERE case_id = 'C-1';
      """
    try await mend(damage, expecting: ["cases/C-1", "cases/C-2"])
  }

  @Test("the state is kept now and then, and one that can't be read is as good as none", arguments: ["", "UPDATE states SET state = '{}'"])
  func keptState(damage: String) async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      var (script, opening) = try CaseScript.opened("C-1")
      _ = try await ledger.commit([opening])
      for number in 1...250 { _ = try await ledger.commit([try script.entry("s-\(number)", at: minutes(Int64(number)), .learnedDoor)]) }
      let kept = try await ledger.read { db in try Int.fetchOne(db, sql: "SELECT event_count FROM states") }
      #expect(kept == 200)
      if !damage.isEmpty { try await ledger.write { db in try db.execute(sql: damage) } }
      #expect(try await ledger.readCase(script.id) == Case(id: script.id, folding: script.events))
      #expect(try await ledger.rebuild().differences == (damage.isEmpty ? [] : ["states/C-1"]))
    }
  }

  @Test("an event that can't be read stops the rebuild and changes nothing")
  func unreadableEvent() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let opened = try CaseScript.opened("C-1")
      _ = try await ledger.commit([opened.entry])
      try await ledger.write { db in try db.execute(sql: "UPDATE entries SET events = replace(events, 'opened', 'dreamt')") }
      let words = "case C-1: event 1 is of the kind 'dreamt', which this program doesn't know: it was written by a newer Gendan"
      await #expect(throws: LedgerError.unreadable(words)) { try await ledger.rebuild() }
      #expect(try await ledger.openCase(playbook: "cold-food", subject: opened.script.subject) == opened.script.id)
    }
  }
}
