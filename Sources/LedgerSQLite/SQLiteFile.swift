import Foundation
import GRDB
import Ledger

/// Opens the file of a ledger: makes it when it is missing, refuses what isn't one, and brings the schema up to date.
enum SQLiteFile {
  /// How long a process waits for another one that is writing, in seconds.
  private static let busySeconds = 10.0

  static func open(_ path: String, _ memory: LedgerMemory) throws -> DatabasePool {
    try create(path)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busySeconds)
    configuration.label = "ledger"
    // On macOS a plain fsync leaves data in the drive's cache; elsewhere these two mean nothing.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA cache_size = -\(memory.readerKibibytes)")
    }
    configuration.maximumReaderCount = memory.readers
    try recognise(path, configuration)
    let pool = try DatabasePool(path: path, configuration: configuration)
    // A pool sets NORMAL when it opens in WAL mode; acknowledged means durable, so every commit must reach the disk.
    try pool.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA cache_size = -\(memory.writerKibibytes);
          PRAGMA wal_autocheckpoint = \(memory.logPages);
          """)
    }
    try migrate(pool)
    try rebuildIfNeeded(pool)
    return pool
  }

  /// Applies the steps that are missing. Another process may apply the same step at the same moment: whoever comes second fails there, and goes on
  /// behind it.
  private static func migrate(_ pool: DatabasePool) throws {
    for _ in Schema.migrator.migrations {
      do { return try Schema.migrator.migrate(pool) } catch is DatabaseError { continue }
    }
    try Schema.migrator.migrate(pool)
  }

  /// A step that changed the layout of the projections asks for them to be computed again. Killed before the end, the next opening does it.
  private static func rebuildIfNeeded(_ pool: DatabasePool) throws {
    func isNeeded(_ db: Database) throws -> Bool { try Int.fetchOne(db, sql: "PRAGMA user_version") != 0 }
    // Asked by the connection that writes: whoever only reads can't lay the log aside when it is closed last.
    guard try pool.writeWithoutTransaction(isNeeded) else { return }
    try pool.write { db in
      guard try isNeeded(db) else { return }
      _ = try db.rebuildProjections()
      try db.execute(sql: "PRAGMA user_version = 0")
    }
  }

  /// An empty file with mode 0600, for a ledger holds personal data. SQLite gives the files beside it the same mode.
  private static func create(_ path: String) throws {
    // A file that is there isn't opened: closing it would take SQLite's locks on it away from this process.
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw LedgerError.file(path, errno: errno)
    }
  }

  /// Looks before anything is written: a file of someone else's stays as it was.
  private static func recognise(_ path: String, _ configuration: Configuration) throws {
    let file: DatabaseQueue
    do {
      file = try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw LedgerError.unreadable("\(path) is not a Gendan ledger")
    }
    defer { try? file.close() }
    try file.read { db in
      let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      // The list of steps is made before the first step: with nothing else beside it, a ledger is being made, or its making was cut short.
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") ?? 0
      guard id == Schema.applicationID || (id == 0 && tables == 0) else {
        throw LedgerError.unreadable("\(path) is a SQLite file, but not a Gendan ledger")
      }
      guard try !Schema.migrator.hasBeenSuperseded(db) else {
        throw LedgerError.unreadable("the ledger \(path) was written by a newer Gendan: open it with that version")
      }
    }
  }
}
