import Foundation
public import Ledger
import Synchronization

/// A copy of a ledger that is looked into and thrown away. The ledger itself stays as it is, whoever works on it.
public final class SQLiteCopy: Sendable {
  let path: String
  private let opened = Mutex<[SQLiteLedger]>([])

  /// - Parameter progress: told the share that is copied, from 0 to 1.
  /// - Throws: `LedgerError.unreadable` when the file isn't a ledger, `unavailable` when there is no room for a copy.
  public init(of ledger: String, progress: @escaping @Sendable (Double) -> Void = { _ in }) throws(LedgerError) {
    // Beside the ledger, where as much room is likely and the same people may read: a copy holds the same personal data.
    let url = URL(fileURLWithPath: ledger)
    let beside = url.deletingLastPathComponent()
    let folder = access(beside.path, W_OK) == 0 ? beside : FileManager.default.temporaryDirectory
    path = folder.appendingPathComponent("\(url.lastPathComponent).looked-into-\(UUID().uuidString.prefix(8))").path
    try SQLiteBackup.copy(from: ledger, to: path, progress: progress)
  }

  /// - Parameter keys: master keys; the ledger's own has to be among them.
  /// - Throws: `LedgerError.unreadable` when it was written by a newer Gendan, has another key or is too damaged.
  public func open(keys: [MasterKey] = []) throws(LedgerError) -> SQLiteLedger {
    let ledger = try SQLiteLedger(path: path, keys: keys)
    opened.withLock { $0.append(ledger) }
    return ledger
  }

  /// Deletes the copy and the files beside it.
  public func remove() {
    for ledger in opened.withLock({ $0 }) { try? ledger.close() }
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
  }
}
