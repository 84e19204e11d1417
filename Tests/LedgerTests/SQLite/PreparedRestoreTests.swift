import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("A backup that is changed before it is the ledger")
struct PreparedRestoreTests {
  private struct Killed: Error {}

  private func closedLedger(_ path: String, _ ids: [String]) async throws {
    let ledger = try SQLiteLedger(path: path)
    for id in ids { #expect(try await ledger.commit([try CaseScript.opened(id).entry]) == [.committed]) }
    try ledger.close()
  }

  private func cases(_ path: String) async throws -> Set<String> {
    let ledger = try SQLiteLedger(path: path)
    let ids = try await ledger.listCases(CaseFilter()).map(\.id.text)
    try ledger.close()
    return Set(ids)
  }

  @Test func `what is done to the copy is in the ledger as soon as there is one`() async throws {
    try await withFolder { folder in
      let (path, backup) = (folder + "/ledger.sqlite", folder + "/backup.sqlite")
      try await closedLedger(path, ["C-1"])
      try SQLiteBackup.copy(from: path, to: backup)
      let outcome = try await SQLiteRestore.replace(
        path, with: backup,
        preparing: { copy in
          #expect(copy != path)
          try await closedLedger(copy, ["C-2"])
          #expect(try await cases(path) == ["C-1"])
        })
      #expect(outcome == .movedAside(path + ".replaced-1"))
      #expect(try await cases(path) == ["C-1", "C-2"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.contains("restoring") })
    }
  }

  @Test func `where it can't be changed, the ledger is what it was`() async throws {
    try await withFolder { folder in
      let (path, backup) = (folder + "/ledger.sqlite", folder + "/backup.sqlite")
      try await closedLedger(path, ["C-1"])
      try SQLiteBackup.copy(from: path, to: backup)
      try await closedLedger(path, ["C-2"])
      await #expect(throws: Killed.self) { try await SQLiteRestore.replace(path, with: backup, preparing: { _ in throw Killed() }) }
      #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == ["ledger.sqlite", "backup.sqlite"])
      #expect(try await cases(path) == ["C-1", "C-2"])
    }
  }
}
