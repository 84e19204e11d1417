import Foundation
import GRDB
public import Ledger

/// Copies of a ledger's file. A copy is one moment of the ledger: all commits up to it and none behind, whoever writes meanwhile.
public enum SQLiteBackup {
  /// Pages copied between two calls of `progress`.
  private static let pagesPerStep: CInt = 2_000

  /// Copies the ledger to a new file, mode 0600, durable when this returns. Desks may work on it all the while: they aren't held up.
  ///
  /// - Parameter progress: told the share that is done, from 0 to 1.
  /// - Throws: `LedgerError.unavailable` when there is a file at `target` already, or one of them can't be read or written; nothing is left behind then.
  public static func copy(from source: String, to target: String, progress: @escaping @Sendable (Double) -> Void = { _ in }) throws(LedgerError) {
    let partial = "\(target).partial-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      guard !exists(target) else { throw LedgerError.unavailable("\(target) exists already") }
      try LedgerFile.makeEmpty(partial)
      defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(partial + ending) } }
      try copyPages(from: source, to: partial, progress)
      try LedgerFile.sync(partial)
      // A link, not a rename: a file that has come to stand there meanwhile isn't overwritten.
      guard link(partial, target) == 0 else { throw LedgerError.file(target, errno: errno) }
      try LedgerFile.syncFolder(of: target)
    } catch {
      throw LedgerError(error)
    }
  }

  private static func copyPages(from source: String, to target: String, _ progress: @escaping @Sendable (Double) -> Void) throws {
    let old = try LedgerFile.openForReading(source)
    let new = try DatabaseQueue(path: target)
    defer {
      try? new.close()
      try? old.close()
    }
    try new.writeWithoutTransaction { to in
      // One transaction keeps to one moment: without it every foreign commit would make the copying begin again.
      try old.read { from in
        _ = try Int.fetchOne(from, sql: "SELECT count(*) FROM sqlite_schema")
        try from.backup(to: to, pagesPerStep: pagesPerStep) { step in
          progress(step.totalPageCount == 0 ? 1 : Double(step.completedPageCount) / Double(step.totalPageCount))
        }
      }
      // A file that is complete by itself, also where nothing may be written beside it. A desk that opens it turns its log on again.
      try to.execute(sql: "PRAGMA journal_mode = DELETE")
    }
  }

  private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
