import Foundation
import GRDB
import Ledger

/// A ledger as a file among files.
enum LedgerFile {
  /// A new empty file, mode 0600.
  static func makeEmpty(_ path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(path, errno: errno) }
    close(descriptor)
  }

  static func sync(_ path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .file(path, errno: errno) }
  }

  static func syncFolder(of path: String) throws(LedgerError) { try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path) }

  /// Opens a ledger to look into it. Where its folder may be written, SQLite tidies its log up behind us as behind everybody; nothing else is changed.
  /// - Throws: `LedgerError.unreadable` when the file isn't a ledger, `unavailable` when there is none.
  static func openForReading(_ path: String) throws -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.file(path, errno: ENOENT) }
    var configuration = Configuration()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if access(folder, W_OK) == 0, access(path, W_OK) == 0 {
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA query_only = 1") }
    } else {
      configuration.readonly = true
    }
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    guard try queue.read({ db in try Int32.fetchOne(db, sql: "PRAGMA application_id") }) == Schema.applicationID else {
      try? queue.close()
      throw LedgerError.unreadable("\(path) is not a Gendan ledger")
    }
    return queue
  }

  /// Puts everything that was committed into the one file, which nobody else may have open.
  /// - Throws: `LedgerError.unavailable` when another process has it open.
  static func closeDown(_ path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    // In this mode the first access takes a lock that nobody shares.
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE; COMMIT")
      _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try queue.close()
  }
}
