import Casework
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("gendan archive, and restore of archives")
struct ArchiveTests {
  let program: Program
  private let ledger = ["--ledger", "sqlite:l.sqlite"]

  init() throws {
    program = Program(place: try Place())
    try program.place.write("locker.md", Locker.text)
    let published = try program.run(["publish", "locker.md"] + ledger)
    #expect(published.code == 0, "\(published.err)")
  }

  private func run(_ arguments: String...) throws -> Program.Ran { try program.run(arguments + ledger) }

  private func at(_ day: String) throws -> Instant { try #require(TimeZoneOffset.china.instant("\(day) 10:00")) }

  /// Two cases of years ago, one of last year, and one that is open.
  private func fill() async throws {
    let path = program.place.path("l.sqlite")
    try await closedCase("C-000001", about: "box-1", at: at("2020-03-01"), in: path)
    try await closedCase("C-000002", about: "box-2", at: at("2021-03-01"), in: path)
    try await closedCase("C-000003", about: "box-3", at: at("2025-06-01"), in: path)
    try await openCase("C-000004", of: "locker-jam", about: "box-4", in: path)
  }

  private func kept() async throws -> [String: [PlacedTurn]] {
    let ledger = try SQLiteLedger(path: program.place.path("l.sqlite"))
    var kept: [String: [PlacedTurn]] = [:]
    for summary in try await ledger.listCases(CaseFilter()) { kept[summary.id.text] = try await ledger.readPlacedTurns(of: summary.id) }
    try ledger.close()
    return kept
  }

  @Test func `T-17 archived, taken out, verified and restored, everything is as it was`() async throws {
    try await fill()
    let before = try await kept()
    let listed = try run("archive", "--before", "2022-01-01", "--dry-run", "--format", "json")
    #expect(try listed.array.map { $0["id"] as? String } == ["C-000002", "C-000001"], "\(listed.out)\(listed.err)")
    let wrote = try run("archive", "--into", "old", "--before", "2022-01-01")
    #expect(wrote.code == 0 && wrote.out.contains("归档 old 完好：2 张工单"), "\(wrote.out)\(wrote.err)")
    #expect(try await kept() == before, "they stay unless it is said otherwise")
    #expect(try run("archive", "--into", "old").err.contains("不覆盖"))

    let removed = try run("archive", "remove", "old", "--format", "json")
    #expect(removed.code == 0, "\(removed.out)\(removed.err)")
    #expect(try removed.object["removed"] as? Int == 2)
    #expect(try await kept().keys.sorted() == ["C-000003", "C-000004"])
    let verified = try program("archive", "verify", "old", "--format", "json")
    #expect(try verified.code == 0 && verified.object["cases"] as? Int == 2, "\(verified.err)")
    #expect(try run("verify").out.contains("完好"))
    let again = try run("archive", "--into", "again", "--cases", "C-000001")
    #expect(again.code == 1 && again.err.contains("已归档，在 old 里"), "\(again.err)")

    let restored = try run("restore", "old")
    #expect(restored.code == 0 && restored.out.contains("放回 2 张工单"), "\(restored.out)\(restored.err)")
    #expect(try await kept() == before, "byte for byte, in their places")
    #expect(try run("verify").out.contains("完好"))
    #expect(try run("rebuild", "--format", "json").object["differences"] as? [String] == [])
    let twice = try run("restore", "old", "--format", "json")
    #expect(try twice.object["restored"] as? Int == 0 && twice.object["present"] as? Int == 2)
    let audit = try run("audit", "list", "--format", "json").array.compactMap { $0["what"] as? String }
    #expect(audit == ["exported", "cases-taken-out", "cases-put-back"])
  }

  @Test func `T-17 what is past its retention goes into an archive, and less than the law asks for isn't taken`() async throws {
    try await fill()
    let due = try run("archive", "--due", "--dry-run", "--format", "json")
    #expect(try due.array.map { $0["id"] as? String } == ["C-000002", "C-000001"] && due.array.allSatisfy { $0["recordClass"] as? String == "complaint" })
    // A platform told of an order of that number: its record is a transaction's.
    try program.place.write("orders.jsonl", #"{"id":"e-1","order":"box-2","kind":"accepted","at":1614564000000}"# + "\n")
    #expect(try run("import", "orders", "orders.jsonl").code == 0)
    let terms = ["--set", "retention.complaint-days=184", "--set", "retention.transaction-days=3000"]
    let short = try program.run(["archive", "--due", "--dry-run", "--format", "json"] + terms + ledger)
    #expect(try short.array.map { $0["id"] as? String }.contains("C-000001") && !short.out.contains("C-000002"), "\(short.out)\(short.err)")
    let gone = try run("archive", "--due", "--into", "due", "--format", "json")
    #expect(try gone.code == 0 && gone.object["removed"] as? Int == 2, "\(gone.out)\(gone.err)")
    #expect(try await kept().keys.sorted() == ["C-000003", "C-000004"])
    #expect(try run("archive", "--due", "--into", "none").out.contains("没有要归档的工单"))
    #expect(!FileManager.default.fileExists(atPath: program.place.path("none")))
    for (term, words) in [("retention.complaint-days=183", "184"), ("retention.transaction-days=1095", "1096"), ("retention.complaint-days=soon", "184")] {
      let refused = try run("archive", "--due", "--dry-run", "--set", term)
      #expect(refused.code == 2 && refused.err.contains(words), "\(refused.err)")
    }
  }

  @Test func `a damaged archive names the file, and nothing is done with it`() async throws {
    try await fill()
    #expect(try run("archive", "--into", "old", "--before", "2022-01-01").code == 0)
    let turns = program.place.path("old/turns.jsonl")
    let text = try String(contentsOfFile: turns, encoding: .utf8)
    try text.replacing("box-2", with: "box-7").write(toFile: turns, atomically: true, encoding: .utf8)
    let before = try await kept()
    for arguments in [["archive", "verify", "old"], ["archive", "remove", "old"] + ledger, ["restore", "old"] + ledger] {
      let ran = try program.run(arguments)
      #expect(ran.code == 1 && ran.err.contains("turns.jsonl：内容与写成时不同"), "\(arguments): \(ran.code) \(ran.err)")
    }
    #expect(try await kept() == before)
  }

  @Test func `another ledger's archive with cases of the same name is refused whole`() async throws {
    try await fill()
    #expect(try run("archive", "--into", "old", "--before", "2022-01-01").code == 0)
    #expect(try program.run(["publish", "locker.md", "--ledger", "sqlite:other.sqlite"]).code == 0)
    try await openCase("C-000002", of: "locker-jam", about: "theirs", in: program.place.path("other.sqlite"))
    let refused = try program.run(["restore", "old", "--ledger", "sqlite:other.sqlite"])
    #expect(refused.code == 1 && refused.err.contains("C-000002") && refused.err.contains("什么都没有放回"), "\(refused.err)")
    let empty = try program.run(["restore", "old", "--ledger", "sqlite:empty.sqlite", "--format", "json"])
    #expect(try empty.code == 0 && empty.object["restored"] as? Int == 2, "\(empty.err)")
    #expect(try program.run(["case", "C-000001", "--ledger", "sqlite:empty.sqlite"]).code == 0, "with its playbook it can be told")
  }

  @Test func wrongUse() async throws {
    try await fill()
    for (arguments, code, words) in [
      (["archive"], Int32(64), "--into"), (["archive", "--into", "x", "--due", "--before", "2022-01-01"], 64, "只能用一个"),
      (["archive", "--into", "x", "--before", "yesterday"], 64, "2026-01-01"), (["archive", "--into", "x", "--cases", "C-000004"], 1, "还没关单"),
      (["archive", "--into", "x", "--cases", "C-000404"], 1, "没有工单"), (["archive", "--into", "no/such/x"], 2, "归档写不了"),
      (["archive", "--into", "x", "--set", "what=ever"], 2, "不认识的设置"), (["archive", "remove", "."], 1, "manifest.json"), (["restore", "."], 2, "不是备份"),
    ] {
      let before = program.place.contents.keys.sorted()
      let ran = try program.run(arguments + ledger)
      #expect(ran.code == code && ran.err.contains(words), "\(arguments): \(ran.code) \(ran.err)")
      #expect(program.place.contents.keys.sorted() == before, "\(arguments)")
    }
    #expect(try program("archive", "verify", "missing").code == 1)
  }
}
