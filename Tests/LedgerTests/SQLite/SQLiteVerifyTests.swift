import Foundation
import GRDB
import Ledger
import Testing

@testable import Casework
@testable import LedgerSQLite

@Suite("Verifying a ledger")
struct SQLiteVerifyTests {
  /// Two cases, something done to their rows behind the ledger's back, and what is found. Nothing is changed by the looking.
  private func verify(after damage: String) async throws -> VerifyReport {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-verify-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("ledger.sqlite").path
    let ledger = try SQLiteLedger(path: path)
    let one = try CaseScript.opened("C-1") { [.timerSet($0.timer("t1", due: minutes(5))), .effectPlanned($0.effect("a"))] }
    _ = try await ledger.commit([one.entry, try CaseScript.opened("C-2").entry])
    if !damage.isEmpty { try await ledger.write { db in try db.execute(sql: damage) } }
    try ledger.close()
    let before = FileManager.default.contents(atPath: path)
    let report = try await SQLiteVerify.report(on: path)
    #expect(FileManager.default.contents(atPath: path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.sqlite"])
    return report
  }

  @Test func `a healthy ledger is sound`() async throws {
    let report = try await verify(after: "")
    #expect(report.isSound)
    #expect(report.cases == 2)
    #expect(report.events == 4)
  }

  @Test(
    "rows that don't follow from the events are differences",
    arguments: [
      ("DELETE FROM timers", ["timers/C-1/t1"]), ("UPDATE timers SET due = due + 1", ["timers/C-1/t1"]), ("DELETE FROM outbox", ["outbox/C-1/a/1/1"]),
      ("UPDATE cases SET phase = 'closed' WHERE case_id = 'C-2'", ["cases/C-2"]), ("DELETE FROM cases WHERE case_id = 'C-1'", ["cases/C-1"]),
    ])
  func differences(_ damage: String, _ expected: [String]) async throws {
    let report = try await verify(after: damage)
    #expect(report.differences == expected)
    #expect(!report.isSound)
  }

  @Test func `what can't be read is listed, and the rest is looked at`() async throws {
    let report = try await verify(after: "UPDATE entries SET events = '[[\"no-such-kind\",1,null,{}]]' WHERE case_id = 'C-1'")
    #expect(Set(report.unreadable.map(\.caseID)) == [CaseID("C-1")])
    #expect(report.unreadable.allSatisfy { !$0.words.isEmpty })
    #expect(report.cases == 2)
    #expect(!report.isSound)
  }

  @Test func `a page that was overwritten is damage`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-verify-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("ledger.sqlite").path
    let ledger = try SQLiteLedger(path: path)
    for number in 1...50 { _ = try await ledger.commit([try CaseScript.opened("C-\(number)").entry]) }
    try ledger.close()
    var bytes = try #require(FileManager.default.contents(atPath: path))
    // Every page behind the first: the ledger is still known for one.
    for start in stride(from: 4_096, to: bytes.count, by: 4_096) { bytes.replaceSubrange(start + 8..<start + 60, with: Data(repeating: 0xA5, count: 52)) }
    try bytes.write(to: URL(fileURLWithPath: path))
    do throws(LedgerError) {
      let report = try await SQLiteVerify.report(on: path)
      #expect(!report.damage.isEmpty)
    } catch { #expect(!error.words.isEmpty) }
  }

  @Test func `what is no ledger is refused`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-verify-\(UUID().uuidString).txt").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("this is no ledger".utf8).write(to: URL(fileURLWithPath: path))
    await #expect(throws: LedgerError.self) { try await SQLiteVerify.report(on: path) }
    await #expect(throws: LedgerError.self) { try await SQLiteVerify.report(on: path + ".missing") }
  }
}
