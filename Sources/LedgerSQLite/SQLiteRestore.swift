public import Casework
import Foundation
public import Ledger

/// Puts a backup in a ledger's place.
public enum SQLiteRestore {
  /// What became of the file that stood there.
  public enum Outcome: Hashable, Sendable {
    case nothingStoodThere
    /// It was moved aside to this path.
    case movedAside(String)
  }

  /// Why a ledger isn't replaced.
  public struct HasMore: Error, Hashable, Sendable {
    /// Cases whose events the backup doesn't have, the first few.
    public let cases: [CaseID]
    public let count: Int
  }

  /// Compares a ledger with the backup that is to take its place.
  ///
  /// - Parameter keys: master keys; those of both have to be among them.
  /// - Returns: nil when everything the ledger has is in the backup, or the ledger can't be read at all.
  public static func missing(from backup: String, comparedWith path: String, keys: [MasterKey] = []) async throws(LedgerError) -> HasMore? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let copy = try SQLiteCopy(of: backup)
    defer { copy.remove() }
    let kept = try copy.open(keys: keys)
    let present: SQLiteCopy
    let ledger: SQLiteLedger
    do throws(LedgerError) { present = try SQLiteCopy(of: path) } catch .unreadable { return nil }
    defer { present.remove() }
    do throws(LedgerError) { ledger = try present.open(keys: keys) } catch .unreadable { return nil }
    var missing: [CaseID] = []
    for summary in try await ledger.listCases(CaseFilter(limit: .max)) where try await !has(kept, everythingOf: summary.id, in: ledger) {
      missing.append(summary.id)
    }
    return missing.isEmpty ? nil : HasMore(cases: Array(missing.sorted().prefix(5)), count: missing.count)
  }

  /// Whether the newest event of the case stands in the backup too, at the same place.
  private static func has(_ kept: SQLiteLedger, everythingOf id: CaseID, in ledger: SQLiteLedger) async throws(LedgerError) -> Bool {
    let count: Int
    do throws(LedgerError) { count = try await ledger.readCase(id)?.eventCount ?? 0 } catch .unreadable { return true }
    let newest: [Event]
    do throws(LedgerError) { newest = try await ledger.readEvents(of: id, after: count - 1) } catch .unreadable { return true }
    let there = try await kept.readEvents(of: id, after: count - 1).first
    // Words that were erased in one of them are still the same event's.
    return there?.at == newest.first?.at && there?.step == newest.first?.step && there.map { StoredKind($0.kind) } == newest.first.map { StoredKind($0.kind) }
  }

  /// Copies the backup into the ledger's place, with something done to the copy before it is the ledger: whoever is killed in between leaves the ledger as it was,
  /// and begins again. What stood there is moved aside, never deleted.
  ///
  /// - Parameter preparing: given the path of the copy, which nobody may have open when it returns.
  /// - Throws: `LedgerError.unavailable` when somebody has the ledger open, or a file can't be written, and what `preparing` throws.
  public static func replace(
    _ path: String, with backup: String, preparing: (String) async throws -> Void, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Outcome {
    let incoming = incoming(for: path)
    defer { remove(incoming) }
    try SQLiteBackup.copy(from: backup, to: incoming, progress: progress)
    try await preparing(incoming)
    do {
      // It has to be complete by itself: what lies in a log beside it doesn't come along.
      try LedgerFile.closeDown(incoming)
      try LedgerFile.sync(incoming)
      return try put(incoming, in: path)
    } catch { throw LedgerError(error) }
  }

  private static func incoming(for path: String) -> String { "\(path).restoring-\(ProcessInfo.processInfo.processIdentifier)" }

  private static func remove(_ incoming: String) { for ending in ["", "-journal", "-wal", "-shm"] { unlink(incoming + ending) } }

  /// Gives the copy the ledger's name. There is a ledger of this name all the while.
  private static func put(_ incoming: String, in path: String) throws -> Outcome {
    guard FileManager.default.fileExists(atPath: path) else {
      guard link(incoming, path) == 0 else { throw LedgerError.file(path, errno: errno) }
      try LedgerFile.syncFolder(of: path)
      return .nothingStoodThere
    }
    try giveWay(path)
    let aside = freeName(beside: path)
    guard link(path, aside) == 0 else { throw LedgerError.file(path, errno: errno) }
    // What a damaged ledger left in its log belongs to it, and would spoil the backup.
    for ending in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) { rename(path + ending, aside + ending) }
    guard rename(incoming, path) == 0 else { throw LedgerError.file(path, errno: errno) }
    try LedgerFile.syncFolder(of: path)
    return .movedAside(aside)
  }

  /// Makes sure that nobody has it open. A file too damaged to be opened is nobody's.
  private static func giveWay(_ path: String) throws {
    do { try LedgerFile.closeDown(path) } catch {
      if case .unavailable = LedgerError(error) { throw LedgerError(error) }
    }
  }

  private static func freeName(beside path: String) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).replaced-\(number)") { number += 1 }
    return "\(path).replaced-\(number)"
  }
}
