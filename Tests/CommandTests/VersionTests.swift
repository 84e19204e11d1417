import Foundation
import Testing

@Suite("Versions on the command line")
struct VersionTests {
  private let program: Program
  private let ledger = ["--ledger", "sqlite:l.sqlite"]

  init() throws {
    program = Program(place: try Place())
    try program.place.write("one.md", Locker.text)
    try program.place.write("two.md", Locker.text.replacing("看一眼监控", with: "看一眼监控录像"))
    try program.place.write("three.md", Locker.text.replacing("        - 看一眼监控\n", with: "        - 打开后备柜门\n").replacing("看一眼监控", with: "完全是另一件事"))
  }

  private func run(_ arguments: String...) throws -> Program.Ran { try program.run(arguments + ledger) }

  @Test func aVersionGoesFromItsAuthorOverAnotherPersonToTheShelf() throws {
    #expect(try run("publish", "one.md").code == 0)
    let proposed = try run("propose", "two.md", "--as", "小李", "--format", "json")
    let version = try #require(proposed.object["version"] as? String)
    let short = String(version.prefix(12))
    let own = try run("approve", short, "--as", "小李")
    #expect(own.code == 1 && own.err.contains("小李 是起草人，不能自己批准"))
    let early = try run("publish", short, "--as", "小王")
    #expect(early.code == 1 && early.err.contains("还没有批准"))
    let around = try run("publish", "one.md")
    #expect(around.code == 1 && around.err.contains("要先提交、批准再发布"))
    #expect(try run("approve", short, "--as", "老张").out.contains("已批准 locker-jam 的版本 \(short)：起草 小李，批准 老张"))
    #expect(try run("publish", short, "--as", "小王").out.contains("已发布 locker-jam（柜门打不开），版本 \(short)"))
    let rows = try run("versions", "locker-jam", "--format", "json").array
    #expect(rows.count == 2 && rows.first { $0["isCurrent"] as? Bool == true }?["version"] as? String == version)
    let unknown = try run("versions", "nothing")
    #expect(unknown.code == 1 && unknown.err.contains("没有流程“nothing”的版本"))
  }

  @Test func aPreviewTellsWhatBecomesOfOpenCasesAndChangesNothing() async throws {
    #expect(try run("publish", "one.md").code == 0)
    try await openCase("C-000001", of: "locker-jam", about: "柜 1", in: program.place.path("l.sqlite"))
    let shown = try run("publish", "two.md", "--preview", "--format", "json")
    let report = try #require(shown.array.first)
    #expect(shown.code == 0 && report["open"] as? Int == 1)
    let sorted = ["unaffected", "movesByItself", "needsDecision"].compactMap { report[$0] as? Int }.reduce(0, +)
    #expect(sorted == 1)
    #expect(try run("publish", "two.md", "--preview").out.contains("没有发布"))
    #expect(try run("versions", "locker-jam", "--format", "json").array.count == 1)
  }

  @Test func applyingMovesTheCasesAndUndoingBringsThemBack() async throws {
    #expect(try run("publish", "one.md").code == 0)
    try await openCase("C-000001", of: "locker-jam", about: "柜 1", in: program.place.path("l.sqlite"))
    let first = try run("case", "C-000001", "--format", "json").object["version"] as? String
    let applied = try run("publish", "two.md", "--apply", "--as", "小王")
    #expect(applied.code == 0 && applied.out.contains("换过去 1 张工单"))
    #expect(try run("case", "C-000001").out.contains("改按新版本"))
    let undone = try run("undo-publish", "locker-jam", "--as", "小王")
    #expect(undone.code == 0 && undone.out.contains("已撤回版本") && undone.out.contains("换过去 1 张工单"))
    #expect(try run("case", "C-000001", "--format", "json").object["version"] as? String == first)
    let again = try run("undo-publish", "locker-jam")
    #expect(again.code == 1 && again.err.contains("没有可以撤回的发布"))
    #expect(try run("move", "C-000001", "--to", "ffff").code == 1)
    #expect(try run("publish", "two.md", "--apply", "--keep").code == 64)
  }
}
