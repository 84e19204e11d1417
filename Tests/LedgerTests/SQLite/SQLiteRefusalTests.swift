import Foundation
import GRDB
import Testing

@testable import Ledger
@testable import LedgerSQLite

@Suite("Files that a SQLite ledger refuses")
struct SQLiteRefusalTests {
  private func refusal(_ path: String) -> LedgerError? {
    do {
      _ = try SQLiteLedger(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test("a file that isn't a database")
  func notADatabase() async throws {
    try await withFolder { folder in
      let path = folder + "/notes.txt"
      let notes = Data(String(repeating: "These are notes.\n", count: 100).utf8)
      try notes.write(to: URL(fileURLWithPath: path))
      #expect(refusal(path) == .unreadable("\(path) is not a Gendan ledger"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == notes)
    }
  }

  @Test("somebody else's database, which stays as it was")
  func foreignDatabase() async throws {
    try await withFolder { folder in
      let path = folder + "/other.db"
      let other = try DatabaseQueue(path: path)
      try await other.write { db in try db.execute(sql: "CREATE TABLE recipes (name TEXT)") }
      try other.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(refusal(path) == .unreadable("\(path) is a SQLite file, but not a Gendan ledger"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["other.db"])
    }
  }

  @Test("a ledger with a newer schema")
  func newerSchema() async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.db"
      let ledger = try SQLiteLedger(path: path)
      try await ledger.write { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('ledger-99')") }
      try ledger.close()
      #expect(refusal(path) == .unreadable("the ledger \(path) was written by a newer Gendan: open it with that version"))
    }
  }

  @Test("a path that leads nowhere")
  func noFolder() async throws {
    try await withFolder { folder in
      let path = folder + "/missing/ledger.db"
      #expect(refusal(path) == .unavailable("the ledger \(path) can't be opened: No such file or directory"))
      #expect(refusal(folder) == .unavailable("the ledger can't be opened: unable to open database file"))
    }
  }

  @Test(
    "what the database answers is said in plain words",
    arguments: [
      (ResultCode.SQLITE_FULL, LedgerError.unavailable("the disk is full: the ledger can't grow")),
      (.SQLITE_BUSY, .unavailable("the ledger is locked by another process")),
      (.SQLITE_IOERR, .unavailable("the disk failed to read or write the ledger: words")),
      (.SQLITE_CORRUPT, .unreadable("the ledger's file is damaged: words")),
      (.SQLITE_READONLY, .unavailable("the ledger may not be written: words")),
    ])
  func words(code: ResultCode, expected: LedgerError) {
    #expect(LedgerError(DatabaseError(resultCode: code, message: "words")) == expected)
  }

  @Test("a full disk: the whole group is turned away, and room later is enough")
  func fullDisk() async throws {
    try await withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.db")
      let entries = try (1...200).map { try CaseScript.opened("C-\($0)").entry }
      func limit(_ pages: Int) async throws { _ = try await ledger.write { db in try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)") } }
      try await limit(30)
      await #expect(throws: LedgerError.unavailable("the disk is full: the ledger can't grow")) { try await ledger.commit(entries) }
      #expect(try await ledger.readCase(entries[0].caseID) == nil)
      try await limit(100_000)
      #expect(try await ledger.commit(entries).allSatisfy { $0 == .committed })
    }
  }
}
