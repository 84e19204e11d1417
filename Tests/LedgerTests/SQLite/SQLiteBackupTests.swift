import Foundation
import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("Backups of a ledger")
struct SQLiteBackupTests {
  private let folder: String
  private var ledgerPath: String { folder + "/ledger.sqlite" }
  private var backupPath: String { folder + "/backup.sqlite" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-backup-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func open(_ numbers: ClosedRange<Int>, in ledger: SQLiteLedger) async throws {
    for number in numbers {
      let entry = try CaseScript.opened("C-\(number)") { [.timerSet($0.timer("t1", due: minutes(5))), .effectPlanned($0.effect("a"))] }.entry
      #expect(try await ledger.commit([entry]) == [.committed])
    }
  }

  private func contents() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: folder)) }

  @Test("a backup made under load is one moment: a prefix of the commits, sound, private, and one file")
  func underLoad() async throws {
    defer { remove() }
    let ledger = try SQLiteLedger(path: ledgerPath)
    try await open(1...100, in: ledger)
    let (source, target) = (ledgerPath, backupPath)
    async let working: Void = open(101...400, in: ledger)
    var counts: [Int] = []
    for round in 1...4 {
      let path = "\(target)-\(round)"
      try await Task.detached { try SQLiteBackup.copy(from: source, to: path) }.value
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try await SQLiteVerify.report(on: path).isSound)
      let copy = try SQLiteCopy(of: path)
      let numbers = try await copy.open().listCases(CaseFilter(limit: 1_000)).map(\.id.number)
      copy.remove()
      #expect(numbers.sorted() == Array(1...numbers.count), "no case is missing before the last one")
      counts.append(numbers.count)
    }
    try await working
    #expect(counts == counts.sorted())
    #expect(counts[0] >= 100)
    try ledger.close()
    #expect(try contents() == ["ledger.sqlite", "backup.sqlite-1", "backup.sqlite-2", "backup.sqlite-3", "backup.sqlite-4"])
  }

  @Test("a file that is there isn't overwritten, and a failure leaves nothing behind")
  func refusals() async throws {
    defer { remove() }
    try await open(1...3, in: try SQLiteLedger(path: ledgerPath))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: backupPath))
    #expect(throws: LedgerError.self) { try SQLiteBackup.copy(from: ledgerPath, to: backupPath) }
    #expect(FileManager.default.contents(atPath: backupPath) == Data("mine".utf8))
    #expect(throws: LedgerError.self) { try SQLiteBackup.copy(from: ledgerPath, to: folder + "/no/such/folder") }
    #expect(throws: LedgerError.self) { try SQLiteBackup.copy(from: backupPath, to: folder + "/b") }
    #expect(throws: LedgerError.self) { try SQLiteBackup.copy(from: folder + "/missing", to: folder + "/b") }
    #expect(try contents().filter { $0.contains("partial") || $0 == "b" } == [])
  }

  private func replace(_ path: String) async throws -> SQLiteRestore.Outcome { try await SQLiteRestore.replace(path, with: backupPath, preparing: { _ in }) }

  @Test("restored, a ledger goes on where the backup stood; the old one stays beside it")
  func restoring() async throws {
    defer { remove() }
    do {
      let ledger = try SQLiteLedger(path: ledgerPath)
      try await open(1...5, in: ledger)
      try SQLiteBackup.copy(from: ledgerPath, to: backupPath)
      await #expect(throws: LedgerError.self, "it is in use") { () async throws in _ = try await replace(ledgerPath) }
      try ledger.close()
    }
    #expect(try await SQLiteRestore.missing(from: backupPath, comparedWith: ledgerPath) == nil)
    #expect(try await replace(ledgerPath) == .movedAside(ledgerPath + ".replaced-1"))
    let ledger = try SQLiteLedger(path: ledgerPath)
    #expect(try await ledger.listCases(CaseFilter()).count == 5)
    #expect(try await ledger.timersDue(at: minutes(5), limit: 10).count == 5)
    #expect(try await ledger.claimEffects(dueAt: minutes(1), limit: 10, lease: .minutes(2), by: "a").count == 5)
    try await open(6...9, in: ledger)
    // Now it has more than the backup.
    let more = try #require(try await SQLiteRestore.missing(from: backupPath, comparedWith: ledgerPath))
    #expect(more.count == 4)
    #expect(more.cases.map(\.text) == ["C-6", "C-7", "C-8", "C-9"])
    #expect(try await replace(folder + "/other.sqlite") == .nothingStoodThere)
  }

  @Test("a ledger that is damaged gives way, and keeps its log to itself")
  func damagedLedger() async throws {
    defer { remove() }
    let ledger = try SQLiteLedger(path: ledgerPath)
    try await open(1...5, in: ledger)
    try SQLiteBackup.copy(from: ledgerPath, to: backupPath)
    try ledger.close()
    try Data("gone".utf8).write(to: URL(fileURLWithPath: ledgerPath))
    try Data("a log of something else".utf8).write(to: URL(fileURLWithPath: ledgerPath + "-wal"))
    #expect(try await SQLiteRestore.missing(from: backupPath, comparedWith: ledgerPath) == nil)
    #expect(try await replace(ledgerPath) == .movedAside(ledgerPath + ".replaced-1"))
    #expect(try await SQLiteLedger(path: ledgerPath).listCases(CaseFilter()).count == 5)
  }
}
