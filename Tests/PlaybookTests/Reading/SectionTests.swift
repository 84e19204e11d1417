import Playbook
import Testing

@Suite("Sections of a page")
struct SectionTests {
  /// Who adds a story or vocabulary to a raw page must not lose the procedure above it.
  @Test(arguments: ["## 说明\n\n- 闲话", "## 例：一\n\n| 事件 | 期望 |\n|---|---|\n| 开始 | 人工 |", "## 事实\n\n| id | 名称 |\n|---|---|\n| a | 甲 |"])
  func theOutlineAboveTheFirstSectionStays(section: String) {
    let plan = compile(SourceText(path: "a.md", text: "# 送花\n\n- 打电话\n- 记录\n\n\(section)\n")) { _ in nil }.plan
    #expect(plan.main.steps.map(\.sentence.text) == ["打电话", "记录"])
  }

  /// Found by the fuzzer: cells that a row leaves out stand nowhere behind their line.
  @Test func placesOfLeftOutCellsAreInTheText() {
    let text = "## 规则：核对（首个）\n\n| 甲 | 乙 | → 丙 | 说明 |\n|---|---|---|---|\n| 事件 | 期望\n| 与 |\n\n## 流程\n\n- 办\n"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let findings = compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics
    #expect(!findings.isEmpty)
    for finding in findings {
      let length = lines[finding.place.line - 1].unicodeScalars.count
      #expect(finding.place.column <= length + 1 && finding.place.endColumn <= lines[finding.place.endLine - 1].unicodeScalars.count + 1, "\(finding)")
    }
  }

  /// Found by the fuzzer: a table whose heading row is the last line of a paragraph.
  @Test func aTableInAParagraphIsWhereItStands() throws {
    let text = "## 规则：核对（首个）\n\n一句话\n| 事件 | → 期望 |\n|---|---|\n| 与 | 丙 |\n\n## 流程\n\n- 办\n"
    let finding = try #require(compile(SourceText(path: "a.md", text: text)) { _ in nil }.diagnostics.first { $0.text.contains("“事件”") })
    #expect(finding.place.line == 4 && finding.place.column == 3)
  }

  @Test func aProcedureSectionIsTheOutline() {
    let plan = compile(SourceText(path: "a.md", text: "# 送花\n\n- 随便说说\n\n## 流程\n\n- 打电话\n")) { _ in nil }.plan
    #expect(plan.main.steps.map(\.sentence.text) == ["打电话"])
  }

  @Test func itemsOutsideOfItAreTold() {
    let compilation = compile(SourceText(path: "a.md", text: "# 送花\n\n- 随便说说\n\n## 流程\n\n- 打电话\n")) { _ in nil }
    let found = compilation.diagnostics.filter { $0.check == "unreadable-part" }
    #expect(found.map(\.place.line) == [3] && found.allSatisfy { $0.text.contains("不会执行") })
    #expect(compilation.coverage[0].ignored.map(\.text) == ["随便说说"])
  }
}
