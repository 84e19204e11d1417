import Casework
import Foundation
import Ledger
import LedgerSQLite
import Testing

/// The ledgers that searching is tried on.
enum SearchMaker: String, CaseIterable, Sendable {
  case memory, plain, sealed

  typealias Store = Ledger & PrivacyLedger & SearchLedger & ArchiveLedger

  /// Always the same: with one drawn by lot, two pieces of text would have the same blind word once in some thousand runs.
  static func key() throws -> MasterKey { try #require(MasterKey(base64: Data(repeating: 7, count: 32).base64EncodedString())) }

  func withLedger(_ use: (any Store) async throws -> Void) async throws {
    switch self {
    case .memory: try await use(MemoryLedger())
    case .plain: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
    case .sealed: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db", keys: [SearchMaker.key()])) }
    }
  }
}

/// The cases that are found by a text, the newest first.
func found(_ text: String, in ledger: any Ledger) async throws -> [String] {
  var filter = CaseFilter()
  filter.text = text
  return try await ledger.listCases(filter).map(\.id.text)
}
