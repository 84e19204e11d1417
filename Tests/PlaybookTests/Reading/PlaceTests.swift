import Playbook
import Testing

/// Where a finding about an undeclared action points: the name between the brackets, cut out of the source by its place.
private func pointed(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
  let compilation = compiled(text)
  let lines = SourceLines(compilation.sources[0].text)
  return compilation.findings(of: "unknown-name").map { finding in
    let place = finding.place
    #expect(place.line == place.endLine, sourceLocation: sourceLocation)
    let scalars = Array(lines.line(place.line).unicodeScalars)
    guard place.column >= 1, place.column <= place.endColumn, place.endColumn <= scalars.count + 1 else { return "\(place) isn't in the line" }
    let part = String(String.UnicodeScalarView(scalars[(place.column - 1)..<(place.endColumn - 1)]))
    return "\(place.line):\(place.column) \(part)"
  }
}

@Suite("Places are exact, in code points")
struct PlaceTests {
  @Test(
    arguments: [
      ("plain", "- 先做【甲】", ["1:6 甲"]),
      ("bold", "- **先做【甲】再说**", ["1:8 甲"]),
      ("bold inside", "- 先**做**【甲】", ["1:10 甲"]),
      ("code before", "- 看 `x` 做【甲】", ["1:11 甲"]),
      ("code with spaces", "- 看 `` a`b `` 做【甲】", ["1:17 甲"]),
      ("escapes", "- 先\\*做\\*【甲】", ["1:10 甲"]),
      ("backslash kept", "- 先\\做【甲】", ["1:7 甲"]),
      ("two backslashes", "- 先\\\\做【甲】", ["1:8 甲"]),
      ("named reference", "- 甲&amp;乙 &copy;【甲】", ["1:18 甲"]),
      ("numeric reference", "- &#20013;&#x4E2D;做【甲】", ["1:21 甲"]),
      ("unknown reference", "- &kein; 做【甲】", ["1:12 甲"]),
      ("ampersand", "- a & b; 做【甲】", ["1:12 甲"]),
      ("link before", "- [看](x.md)做【甲】", ["1:14 甲"]),
      ("emoji", "- 👨‍👩‍👧做【甲】", ["1:10 甲"]),
      ("combining marks", "- e\u{301}做【甲】", ["1:7 甲"]),
      ("html", "- <b>做</b>【甲】", ["1:12 甲"]),
      ("tab after marker", "-\t做【甲】", ["1:5 甲"]),
      ("tabs inside", "- 做\t\t【甲】", ["1:7 甲"]),
      ("CRLF", "# 题\r\n\r\n- 做【甲】\r\n- 做【乙】\r\n", ["3:5 甲", "4:5 乙"]),
      ("CR", "# 题\r\r- 做【甲】\r- 做【乙】", ["3:5 甲", "4:5 乙"]),
      ("BOM", "\u{FEFF}- 做【甲】", ["1:5 甲"]),
      ("NUL", "- \u{0}做【甲】", ["1:6 甲"]),
      ("front matter", "---\nid: x\n---\n- 做【甲】", ["4:5 甲"]),
      ("front matter with CRLF", "---\r\nid: x\r\n---\r\n\r\n- 做【甲】", ["5:5 甲"]),
      ("a line separator is no line end", "---\ntitle: \"a\u{2028}b\"\n---\n- 做【甲】", ["4:5 甲"]),
      ("nested", "- 一\n  - 二\n    1. 三\n       - 做【甲】", ["4:12 甲"]),
      ("nested by tabs", "- 一\n\t- 二\n\t\t- 做【甲】", ["3:7 甲"]),
      ("numbered", "10. 做【甲】", ["1:7 甲"]),
      ("second line", "- 一\n  做【甲】", ["2:5 甲"]),
      ("lazy second line", "- 一\n做**好**【甲】", ["2:8 甲"]),
      ("deep second line", "- 一\n  - 二\n       再做【甲】\n    又做【乙】", ["3:11 甲", "4:8 乙"]),
      ("hard break", "- 一\\\n  做【甲】", ["2:5 甲"]),
      ("several", "- 【甲】和【乙】，再【丙】", ["1:4 甲", "1:8 乙", "1:13 丙"]),
      ("full-width space", "- 做\u{3000}【甲】", ["1:6 甲"]),
      ("item in a quotation is no item", "> - 做【甲】", []),
    ] as [(String, String, [String])])
  func inOutlines(about: String, text: String, expected: [String]) {
    expectText(pointed(text).joined(separator: "\n"), expected.joined(separator: "\n"), about)
  }

  /// A code span over two lines: what stands behind it is on the second.
  @Test func codeOverTwoLines() { #expect(pointed("- 看 `甲\n  乙` 做【丙】") == ["2:8 丙"]) }

  @Test(arguments: [
    ("plain", "| id | 类型 |\n|---|---|\n| 甲 | 怪 |", ["3:7 怪"]),
    ("no outer bars", "id | 类型\n---|---\n甲 | 怪", ["3:5 怪"]),
    ("bold", "| id | 类型 |\n|---|---|\n| **甲** | **怪** |", ["3:13 怪"]),
    ("escaped bar", "| id | 名称 | 类型 |\n|---|---|---|\n| 甲 | 乙\\|丙 | 怪 |", ["3:14 怪"]),
    ("CRLF", "| id | 类型 |\r\n|---|---|\r\n| 甲 | 怪 |\r\n| 乙 | 异 |\r\n", ["3:7 怪", "4:7 异"]),
    ("indented", "   | id | 类型 |\n   |---|---|\n   | 甲 | 怪 |", ["3:10 怪"]),
  ])
  func inTables(about: String, table: String, expected: [String]) {
    let compilation = compiled("## 事实\n\n" + table)
    let lines = SourceLines(compilation.sources[0].text)
    let found = compilation.findings(of: "unreadable-part").map { finding in
      let scalars = Array(lines.line(finding.place.line).unicodeScalars)
      let part = String(String.UnicodeScalarView(scalars[(finding.place.column - 1)..<(finding.place.endColumn - 1)]))
      return "\(finding.place.line - 2):\(finding.place.column) \(part)"
    }
    expectText(found.joined(separator: "\n"), expected.joined(separator: "\n"), about)
  }

  /// A sentence's place covers its item without the bullet.
  @Test func sentences() {
    let steps = compiled("- 一\n  - **二**\n  - 三\n    三").plan.main.steps
    #expect(
      steps.map(\.sentence.place) == [
        Place(line: 1, column: 3, endLine: 1, endColumn: 4), Place(line: 2, column: 5, endLine: 2, endColumn: 10),
        Place(line: 3, column: 5, endLine: 4, endColumn: 6),
      ])
    #expect(steps.map(\.sentence.text) == ["一", "二", "三 三"])
  }

  @Test func frontMatter() {
    let places = compiled("---\nid: x\ntime-limit: 很久\nquiet-hours: 8\nvocabulary: [a.md, 词.md]\n---\n- 一").diagnostics.filter { $0.level == .error }.map(
      \.place)
    #expect(places.map(\.line) == [3, 4, 5])
    #expect(places.map(\.column) == [13, 14, 20])
  }
}
