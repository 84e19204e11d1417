import Foundation
import Ledger
import LedgerSQLite

/// The ledgers that the exercise is run for. A new ledger is a new line here.
enum LedgerMaker: String, CaseIterable, Sendable {
  case memory, sqlite

  /// An empty ledger, thrown away afterwards.
  func withLedger(_ use: (any Ledger) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .sqlite: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    }
  }
}

/// A folder of its own, removed afterwards.
func withFolder(_ use: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await use(folder)
}
