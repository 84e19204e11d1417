import Foundation
import LedgerSQLite
import Testing

@Suite("gendan backup, restore and verify")
struct BackupTests {
  let program: Program
  private let ledger = ["--ledger", "sqlite:l.sqlite"]

  init() throws {
    program = Program(place: try Place())
    try program.place.write("locker.md", Locker.text)
    let published = try program.run(["publish", "locker.md"] + ledger)
    #expect(published.code == 0, "\(published.err)")
  }

  private func open(_ id: String) async throws {
    try await openCase(id, of: "locker-jam", about: "box-\(id)", in: program.place.path("l.sqlite"))
  }

  private func run(_ arguments: String...) throws -> Program.Ran { try program.run(arguments + ledger) }

  @Test func backedUpVerifiedRestoredAndGoneOnWith() async throws {
    try await open("C-000001")
    let backup = try run("backup", "b.sqlite")
    #expect(backup.code == 0, "\(backup.err)")
    #expect(backup.out.contains("已备份到 b.sqlite") && backup.out.contains("1 张工单（未结 1），1 份流程"))
    #expect(try FileManager.default.attributesOfItem(atPath: program.place.path("b.sqlite"))[.posixPermissions] as? Int == 0o600)
    #expect(try run("verify").out.contains("完好"))

    // The same again overwrites nothing.
    let before = program.place.contents
    let again = try run("backup", "b.sqlite")
    #expect(again.code == 2 && again.err.contains("不覆盖"))
    #expect(program.place.contents == before)

    // The ledger has more than the backup by now: it isn't touched.
    try await open("C-000002")
    let refused = try run("restore", "b.sqlite")
    #expect(refused.code == 1 && refused.err.contains("1 张工单") && refused.err.contains("C-000002"), "\(refused.err)")
    #expect(try run("cases").out.contains("C-000002"))

    try FileManager.default.moveItem(atPath: program.place.path("l.sqlite"), toPath: program.place.path("old.sqlite"))
    let restored = try run("restore", "b.sqlite")
    #expect(restored.code == 0, "\(restored.err)")
    #expect(restored.out.contains("已恢复 l.sqlite"))
    try await open("C-000003")
    let cases = try run("cases").out
    #expect(cases.contains("C-000001") && cases.contains("C-000003") && !cases.contains("C-000002"))

    // What stood there is kept.
    let moved = try run("backup", "c.sqlite")
    #expect(moved.code == 0)
    let replaced = try run("restore", "c.sqlite", "--format", "json")
    #expect(replaced.code == 0, "\(replaced.err)")
    #expect(try replaced.object["movedAside"] as? String == "l.sqlite.replaced-1")
    #expect(FileManager.default.fileExists(atPath: program.place.path("l.sqlite.replaced-1")))
  }

  @Test("a ledger that can't be read can't say whom it had erased, and whoever restores is told so")
  func aDamagedLedgerSaysNothingOfErasures() async throws {
    try await open("C-000001")
    #expect(try run("backup", "b.sqlite").code == 0)
    let whole = try run("restore", "b.sqlite", "--format", "json")
    #expect(try whole.object["erasuresUnknown"] as? Bool == false && whole.object["erasedAgain"] as? Int == 0, "\(whole.out)")
    #expect(!whole.err.contains("gendan person erase"), "\(whole.err)")
    try program.place.write("l.sqlite", bytes: Data(repeating: 0xA5, count: 8_192))
    let damaged = try run("restore", "b.sqlite", "--format", "json")
    #expect(damaged.code == 0 && damaged.err.contains("再删一遍（gendan person erase）"), "\(damaged.err)")
    #expect(try damaged.object["erasuresUnknown"] as? Bool == true)
    #expect(try run("cases").out.contains("C-000001"))
  }

  @Test func aDamagedBackupIsNotPutInALedgersPlace() async throws {
    try await open("C-000001")
    #expect(try run("backup", "b.sqlite").code == 0)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: program.place.path("b.sqlite")))
    for start in stride(from: 4_096, to: bytes.count, by: 4_096) { bytes.replaceSubrange(start + 8..<start + 60, with: Data(repeating: 0xA5, count: 52)) }
    try program.place.write("b.sqlite", bytes: bytes)
    let before = program.place.contents
    let restored = try run("restore", "b.sqlite")
    #expect(restored.code != 0 && restored.err.hasPrefix("错误："), "\(restored.err)")
    #expect(program.place.contents == before)
  }

  @Test func verifyTellsWhatItFindsInBothLanguagesAndAsJSON() async throws {
    var english = program
    english.language = "en"
    #expect(try english.run(["verify"] + ledger).out.contains("Sound."))
    let sound = try run("verify", "--format", "json")
    #expect(try sound.object["isSound"] as? Bool == true)
    #expect(try sound.object["findings"] as? [Any] != nil)
  }

  @Test func wrongUse() throws {
    for (arguments, words) in [
      (["backup", "x.sqlite", "--ledger", "sqlite:missing.sqlite"], "还没有账本"), (["verify", "--ledger", "sqlite:missing.sqlite"], "还没有账本"),
      (["restore", "missing.sqlite"], "没有备份"), (["restore", "locker.md"] + ledger, "不是跟单的账本"),
      (["verify", "--ledger", "sqlite:locker.md"], "不是跟单的账本"), (["backup", "no/such/folder/b.sqlite"] + ledger, "备份没有做成"),
    ] {
      let before = program.place.contents
      let ran = try program.run(arguments)
      #expect(ran.code == 2 && ran.err.contains(words), "\(arguments): \(ran.code) \(ran.err)")
      #expect(program.place.contents == before, "\(arguments)")
    }
  }
}
