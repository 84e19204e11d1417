import Foundation
import GRDB
public import Ledger

extension KeyKeeper {
  /// Says whether the ledger is sealed, and whether with one of these keys. A ledger that has no key takes the first.
  /// - Parameter caseLimit: how many cases' keys are kept.
  /// - Returns: nil for a ledger without a key, and none to take.
  /// - Throws: `LedgerError.unreadable` when its own isn't among them.
  static func open(_ pool: DatabasePool, _ keys: [MasterKey], caseLimit: Int) throws -> KeyKeeper? {
    // By the connection that writes: whoever only reads can't lay the log aside when it is closed last.
    let (check, erasures) = try pool.writeWithoutTransaction { db in (try db.keyCheck(), try db.erasureCount()) }
    if let check { return KeyKeeper(try own(keys, check), erasures: erasures, caseLimit: caseLimit) }
    guard let first = keys.first else { return nil }
    // Another process may have been faster.
    let taken = try pool.write { db in
      try db.execute(sql: "INSERT OR IGNORE INTO key_check (one, digest) VALUES (1, ?)", arguments: [Data(first.check)])
      return try db.keyCheck() ?? first.check
    }
    return KeyKeeper(try own(keys, taken), erasures: erasures, caseLimit: caseLimit)
  }

  private static func own(_ keys: [MasterKey], _ check: [UInt8]) throws(LedgerError) -> MasterKey {
    guard let key = keys.first(where: { $0.check == check }) else {
      let lack = keys.isEmpty ? "and there is no master key" : "with another master key than the one that was given"
      throw .unreadable("the personal data in it is sealed, \(lack)")
    }
    return key
  }
}

extension SQLiteLedger {
  /// Whether a ledger's file has personal data that is sealed; false where there is no file.
  /// - Throws: `LedgerError.unreadable` when the file isn't a ledger.
  public static func isSealed(_ path: String) throws(LedgerError) -> Bool { try keyCheck(of: path) != nil }

  /// The master key that a ledger's file is sealed with; nil when it isn't among these, or nothing is sealed.
  /// - Throws: as `isSealed`.
  public static func ownKey(of path: String, among keys: [MasterKey]) throws(LedgerError) -> MasterKey? {
    let check = try keyCheck(of: path)
    return keys.first { $0.check == check }
  }

  private static func keyCheck(of path: String) throws(LedgerError) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let queue = try LedgerFile.openForReading(path)
      defer { try? queue.close() }
      // A ledger of an earlier program has no such table.
      return try queue.read { db in try db.tableExists("key_check") ? db.keyCheck() : nil }
    } catch { throw LedgerError(error) }
  }
}
