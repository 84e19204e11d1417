import Casework
import Foundation
import GRDB
import Ledger
import Testing

@testable import LedgerSQLite

@Suite("The file of a SQLite ledger")
struct SQLiteFileTests {
  @Test("what was committed is there after closing and opening")
  func reopened() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      var opened = try CaseScript.opened("C-1") { [.timerSet($0.timer("t", due: minutes(5))), .effectPlanned($0.effect("a"))] }
      let first = try SQLiteLedger(path: path)
      _ = try await first.commit([opened.entry])
      try first.close()

      let second = try SQLiteLedger(path: path)
      #expect(try await second.readCase(opened.script.id) == opened.entry.state)
      #expect(try await second.readEvents(of: opened.script.id, after: 0) == opened.script.events)
      #expect(try await second.nextTimerDue() == minutes(5))
      #expect(try await second.commit([opened.entry]) == [.alreadyReceived(opened.script.id)])
      #expect(try await second.commit([try opened.script.entry("s-2", .learnedDoor)]) == [.committed])
    }
  }

  @Test("two ledgers may have one file open")
  func shared() async throws {
    try await withFolder { folder in
      let one = try SQLiteLedger(path: folder + "/ledger.db")
      let two = try SQLiteLedger(path: folder + "/ledger.db")
      let opened = try CaseScript.opened("C-1")
      _ = try await one.commit([opened.entry])
      #expect(try await two.readCase(opened.script.id) == opened.entry.state)
      #expect(try await two.commit([opened.entry]) == [.alreadyReceived(opened.script.id)])
    }
  }

  @Test("several may make the same new ledger at once")
  func madeTogether() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let committed = try await withThrowingTaskGroup(of: [CommitResult].self) { group in
        for number in 1...4 {
          group.addTask { try await SQLiteLedger(path: path).commit([try CaseScript.opened("C-\(number)").entry]) }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(committed == [.committed, .committed, .committed, .committed])
    }
  }

  @Test("a ledger whose making was cut short is made")
  func cutShort() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let begun = try DatabaseQueue(path: path)
      try await begun.write { db in try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
      try begun.close()
      #expect(try await SQLiteLedger(path: path).commit([try CaseScript.opened("C-1").entry]) == [.committed])
    }
  }

  @Test("acknowledged means durable: every commit waits for the disk, in WAL mode, with foreign keys")
  func pragmas() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let found = try await ledger.write { db in
        [try Int.fetchOne(db, sql: "PRAGMA synchronous"), try Int.fetchOne(db, sql: "PRAGMA foreign_keys")]
      }
      #expect(found == [2, 1])
      #expect(try await ledger.read { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") } == "wal")
    }
  }

  @Test("nobody else may read the files")
  func mode() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path)
      _ = try await ledger.commit([try CaseScript.opened("C-1").entry])
      for file in [path, path + "-wal", path + "-shm"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(file)")
      }
    }
  }

  @Test("every table is strict")
  func strict() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let lax = try await ledger.read { db in
        try String.fetchAll(db, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'")
      }
      #expect(lax == ["grdb_migrations"])
    }
  }
}
