import Casework
import GRDB
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite

@Suite("Ledgers of the first layout")
struct FirstSchemaTests {
  @Test("are taken over with every event, and their projections computed again")
  func takenOver() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      var (script, opening) = try CaseScript.opened("C-000007") { [.timerSet($0.timer("t", due: minutes(5))), .effectPlanned($0.effect("a"))] }
      let learned = try script.entry("s-2", at: minutes(1), .learnedDoor)
      try write([opening, learned], to: path)

      let ledger = try SQLiteLedger(path: path)
      #expect(try await ledger.readEvents(of: script.id, after: 0) == script.events)
      #expect(try await ledger.readCase(script.id) == learned.state)
      #expect(try await ledger.readTurns(of: script.id).map(\.signal) == [nil, nil, nil, nil])
      #expect(try await ledger.nextTimerDue() == minutes(5))
      #expect(try await ledger.claimEffects(dueAt: morning, limit: 9, lease: .minutes(1), by: "desk").map(\.effect) == [script.effect("a")])
      #expect(try await ledger.caseOfSignal(SignalID("s-2")) == script.id)
      #expect(try await ledger.commit([try script.entry("s-3", at: minutes(2), .learnedDoor)]) == [.committed])
      #expect(try await ledger.rebuild().differences.isEmpty)
      let told = try await ledger.read { db in try String.fetchAll(db, sql: "SELECT kind FROM events ORDER BY sequence") }
      #expect(told == ["opened", "timer-set", "effect-planned", "fact-learned", "fact-learned"])
    }
  }

  /// As the first release did.
  private func write(_ entries: [Entry], to path: String) throws {
    let file = try DatabaseQueue(path: path)
    defer { try? file.close() }
    try Schema.migrator.migrate(file, upTo: "ledger-1")
    try file.write { db in
      for entry in entries {
        try db.execute(sql: "INSERT INTO signals VALUES (?, ?, ?)", arguments: [entry.signal.id.text, entry.caseID.text, entry.at.milliseconds])
        for event in try entry.events.map({ try StoredEvent($0) }) {
          try db.execute(
            sql: "INSERT INTO events (case_id, sequence, at, step, kind, form, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [entry.caseID.text, event.sequence, event.at.milliseconds, event.step, event.kind, event.form, event.body])
        }
      }
    }
  }
}
