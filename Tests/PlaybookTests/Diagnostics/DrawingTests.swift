import Playbook
import Testing

/// A finding at a place of a text, drawn.
private func drawn(
  _ text: String, _ place: Place, story: [String] = [], suggestion: String? = nil, language: Language = .chinese, message: String = "话", inColour: Bool = false
) -> String {
  let finding = Diagnostic(
    check: "a-check", level: .warning, file: "a.md", place: place, language: language, message: .init(message, "words"), story: story, suggestion: suggestion)
  return finding.drawing(sources: [SourceText(path: "a.md", text: text)], inColour: inColour)
}

private func at(_ line: Int, _ column: Int, to endColumn: Int) -> Place { Place(line: line, column: column, endLine: line, endColumn: endColumn) }

@Suite("A finding drawn for the terminal")
struct DrawingTests {
  @Test func withStoryAndSuggestion() {
    expectText(
      drawn("# 题\n\n- 判断**餐品**位置\n", at(3, 5, to: 13), story: ["甲 → 乙", "丙 → 丁"], suggestion: "- 条件：其他\n  - 转人工"),
      """
      a.md:3:5: warning[a-check]: 话
       3 | - 判断**餐品**位置
         |       ^^^^^^^^^^^^
         = 经过：甲 → 乙
                 丙 → 丁
         = 建议：- 条件：其他
                   - 转人工
      """)
  }

  @Test func inEnglish() {
    expectText(
      drawn("- run", at(1, 3, to: 6), story: ["a → b", "c → d"], suggestion: "- When: x", language: .english),
      """
      a.md:1:3: warning[a-check]: words
       1 | - run
         |   ^^^
         = story: a → b
                  c → d
         = suggestion: - When: x
      """)
  }

  /// What the carets stand under, by terminal cells.
  @Test(arguments: [
    ("- 判断甲乙", at(1, 3, to: 5), "- 判断甲乙", "  ^^^^"),
    ("- 判断甲乙", at(1, 5, to: 7), "- 判断甲乙", "      ^^^^"),
    ("- a甲", at(1, 3, to: 4), "- a甲", "  ^"),
    ("- ，。（）", at(1, 5, to: 7), "- ，。（）", "      ^^^^"),
    ("\t- 甲", at(1, 4, to: 5), "    - 甲", "      ^^"),
    ("-\t甲\t乙", at(1, 5, to: 6), "-   甲  乙", "        ^^"),
    ("- e\u{301}x", at(1, 5, to: 6), "- e\u{301}x", "   ^"),
    ("- 🍜面", at(1, 4, to: 5), "- 🍜面", "    ^^"),
    ("- 甲", at(1, 4, to: 4), "- 甲", "    ^"),
    ("", .start, "", "^"),
    ("- 甲乙丙  \n  丁", Place(line: 1, column: 4, endLine: 2, endColumn: 4), "- 甲乙丙", "    ^^^^"),
    ("- a\u{1B}[31m红\u{202E}b", at(1, 9, to: 10), "- a\u{FFFD}[31m红\u{FFFD}b", "        ^^"),
  ])
  func carets(text: String, place: Place, line: String, carets: String) {
    let rows = drawn(text, place).split(separator: "\n").map(String.init)
    #expect(rows.count == 3)
    expectText(rows[1], line.isEmpty ? " 1 |" : " 1 | \(line)")
    expectText(rows[2], "   | \(carets)")
  }

  @Test func longLinesAreShortenedAroundThePlace() throws {
    let text = "- " + String(repeating: "长", count: 300) + "【错】" + String(repeating: "短", count: 300)
    let rows = drawn(text, at(1, 303, to: 306)).split(separator: "\n").map(String.init)
    let line = try #require(rows[1].split(separator: "|", maxSplits: 1).last?.dropFirst())
    #expect(line.first == "…" && line.last == "…")
    #expect(displayWidth(of: line) <= 124)
    // The carets stand under the name.
    let carets = rows[2].split(separator: "|", maxSplits: 1).last?.dropFirst() ?? ""
    let before = displayWidth(of: String(line.prefix { $0 != "【" }))
    #expect(carets == String(repeating: " ", count: before) + "^^^^^^")
  }

  @Test func aPlaceWiderThanTheWindow() {
    let rows = drawn("- " + String(repeating: "长", count: 500), at(1, 3, to: 503)).split(separator: "\n").map(String.init)
    #expect(rows.allSatisfy { displayWidth(of: $0) < 140 })
    #expect(rows[2].contains("^^^^"))
  }

  @Test func gutterIsAsWideAsTheNumber() {
    let text = String(repeating: "\n", count: 99) + "- 甲"
    expectText(drawn(text, at(100, 3, to: 4)), "a.md:100:3: warning[a-check]: 话\n 100 | - 甲\n     |   ^^")
  }

  @Test func inColour() {
    expectText(drawn("- 甲", at(1, 3, to: 4), inColour: true), "a.md:1:3: \u{1B}[1;33mwarning[a-check]\u{1B}[0m: 话\n 1 | - 甲\n   |   \u{1B}[1;33m^^\u{1B}[0m")
  }

  /// A document can't paint the terminal or add lines of its own.
  @Test func wordsAreMadePrintable() {
    #expect(drawn("", .start, message: "甲\u{1B}[2J\n乙").hasPrefix("a.md:1:1: warning[a-check]: 甲\u{FFFD}[2J\u{FFFD}乙\n"))
  }

  @Test func otherFilesAreDrawnWithoutTheirLine() {
    let finding = Diagnostic(check: "a-check", level: .error, file: "b.md", place: .start, language: .english, message: .init("话", "words"))
    #expect(finding.drawing(sources: []) == "b.md:1:1: error[a-check]: words")
    #expect([finding, finding].drawing(sources: []) == "b.md:1:1: error[a-check]: words\n\nb.md:1:1: error[a-check]: words")
    #expect([Diagnostic]().drawing(sources: []) == "")
  }

  @Test func documentOrder() {
    let lines = compiled("- 【乙】\n- 问天气\n  - 条件：晴\n- 【甲】").diagnostics.map { ($0.place.line, $0.place.column) }
    #expect(lines.elementsEqual(lines.sorted { $0 < $1 }, by: ==))
  }
}
