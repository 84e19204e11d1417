import Foundation
import Testing

@Suite("gendan graph, diff and coverage")
struct DrawingTests {
  let program: Program
  init() throws { program = Program(place: try Place()) }

  @Test func graphs() throws {
    try program.place.write("a.md", Locker.text)
    #expect(try program("graph", "a.md").out.hasPrefix("flowchart TD\n"))
    #expect(try program("graph", "a.md", "--format", "dot").out.hasPrefix("digraph playbook {"))
    let ran = try program("graph", "a.md", "--format", "dot", "--output", "a.dot")
    #expect(ran.code == 0 && ran.out.contains("a.dot"))
    #expect(try String(contentsOfFile: program.place.path("a.dot"), encoding: .utf8).contains("柜门状态"))
    #expect(try program("graph", "nowhere.md").code == 2)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dot"), "Graphviz isn't installed"))
  func graphvizLaysItOut() throws {
    try program.place.write("a.md", Locker.text)
    let ran = try program("graph", "a.md", "--format", "svg")
    #expect(ran.code == 0 && ran.out.contains("<svg") && ran.out.contains("看一眼监控"))
  }

  @Test func tellsWhatBecameOfEachSentence() throws {
    try program.place.write("old.md", Locker.text)
    try program.place.write("new.md", Locker.text.replacingOccurrences(of: "看一眼监控", with: "先看一眼监控"))
    let ran = try program("diff", "old.md", "new.md")
    #expect(ran.code == 0 && ran.out.contains("~ ") && ran.out.contains("原文：看一眼监控") && ran.out.contains("改写 1，去掉 0，新增 0"))
    let counts = try program("diff", "old.md", "new.md", "--format", "json").object["counts"] as? [String: Int]
    #expect(counts?["changed"] == 1 && counts?["gone"] == 0 && (counts?["kept"] ?? 0) > 10)
    #expect(try program("diff", "old.md", "old.md").out.contains("移动 0，改写 0，去掉 0，新增 0"))
  }

  @Test func coverageListsWhatPeopleDo() throws {
    try program.place.write("a.md", Locker.text)
    let ran = try program("coverage", "a.md")
    #expect(ran.code == 0 && ran.out.contains("人工 1") && ran.out.contains("看一眼监控"))
    let row = try program("coverage", "a.md", "--format", "json").array.first
    #expect((row?["manual"] as? [[String: Any]])?.first?["text"] as? String == "看一眼监控")
    try program.place.write("b.md", "# 甲\n\n## 流程\n\n- 办事\n\n## 闲话\n\n- 不算\n")
    #expect(try program("coverage", "b.md").out.contains("没有读 1"))
  }

  @Test func storyCoverageCountsBranches() throws {
    try program.place.write("a.md", Locker.text)
    let report = try program("story", "a.md", "--coverage", "--format", "json").object
    #expect(report["branches"] as? Int == 8)
    #expect((report["untakenBranches"] as? [[String: Any]])?.count == 7)
    #expect((report["stories"] as? [[String: Any]])?.count == 1)
  }

  @Test func aPlaybookThatIsOffIsPublishedOnPurpose() throws {
    try program.place.write("a.md", Locker.text.replacingOccurrences(of: "locale: zh-CN", with: "locale: zh-CN\nenabled: false"))
    let refused = try program("publish", "a.md", "--ledger", "sqlite:l.sqlite")
    #expect(refused.code == 1 && refused.err.contains("--enable"))
    #expect(try program("publish", "a.md", "--enable", "--ledger", "sqlite:l.sqlite").code == 0)
  }
}
