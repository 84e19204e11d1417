import Foundation
import Playbook
import Testing

private let text = "- 判断 `天气`\n- 问天气\n  - 条件：晴\n    - 结论：…\n"

private func parsed(_ json: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(json.utf8)) }

@Suite("Findings for other programs")
struct ReportTests {
  private static let diagnostics = compiled(text).diagnostics

  @Test func json() throws {
    let list = try #require(try parsed(Self.diagnostics.json()) as? [[String: Any]])
    #expect(list.count == Self.diagnostics.count && !list.isEmpty)
    for (object, diagnostic) in zip(list, Self.diagnostics) {
      #expect(Set(object.keys) == ["file", "id", "level", "line", "column", "endLine", "endColumn", "message", "story", "suggestion"])
      #expect(object["file"] as? String == "a.md")
      #expect(object["id"] as? String == diagnostic.check)
      #expect(object["level"] as? String == diagnostic.level.rawValue)
      #expect(object["line"] as? Int == diagnostic.place.line)
      #expect(object["column"] as? Int == diagnostic.place.column)
      #expect(object["endLine"] as? Int == diagnostic.place.endLine)
      #expect(object["endColumn"] as? Int == diagnostic.place.endColumn)
      #expect(object["message"] as? String == diagnostic.text)
      #expect(object["story"] as? [String] == diagnostic.story)
      #expect(object["suggestion"] as? String == diagnostic.suggestion)
      #expect(object["suggestion"] is NSNull == (diagnostic.suggestion == nil))
    }
    #expect([Diagnostic]().json() == "[]")
  }

  /// Every key is there in a fixed order, so that the text can be compared.
  @Test func jsonText() {
    let finding = Diagnostic(
      check: "a-check", level: .note, file: "a\"\\.md", place: Place(line: 1, column: 2, endLine: 3, endColumn: 4), language: .english,
      message: .init("话", "tab\t, line\n, bell\u{7}, 甲🍜"), story: ["a", "b"])
    expectText(
      [finding].json(),
      #"""
      [
        {
          "file": "a\"\\.md",
          "id": "a-check",
          "level": "note",
          "line": 1,
          "column": 2,
          "endLine": 3,
          "endColumn": 4,
          "message": "tab\t, line\n, bell\u0007, 甲🍜",
          "story": [
            "a",
            "b"
          ],
          "suggestion": null
        }
      ]
      """#)
  }

  @Test func sarif() throws {
    let log = try #require(try parsed(Self.diagnostics.sarif()) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-schema-2.1.0.json") == true)
    let runs = try #require(log["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    #expect(runs[0]["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((runs[0]["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "gendan")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == checkIDs)
    for rule in rules {
      #expect(((rule["help"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
      #expect(((rule["shortDescription"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
    }
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == Self.diagnostics.count)
    for (result, diagnostic) in zip(results, Self.diagnostics) {
      #expect(result["ruleId"] as? String == diagnostic.check)
      #expect((result["ruleIndex"] as? Int).map { checkIDs[$0] } == diagnostic.check)
      #expect(result["level"] as? String == diagnostic.level.rawValue)
      #expect((result["message"] as? [String: Any])?["text"] as? String == diagnostic.text)
      let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      let region = try #require(location?["region"] as? [String: Int])
      #expect(
        region == [
          "startLine": diagnostic.place.line, "startColumn": diagnostic.place.column, "endLine": diagnostic.place.endLine,
          "endColumn": diagnostic.place.endColumn,
        ])
    }
  }

  @Test(arguments: [("流程 一.md", "%E6%B5%81%E7%A8%8B%20%E4%B8%80.md"), ("a/b-c_d.md", "a/b-c_d.md"), ("/a%b.md", "file:///a%25b.md")])
  func sarifPathsAreURIs(path: String, uri: String) {
    let finding = Diagnostic(check: "unknown-name", level: .error, file: path, place: .start, language: .chinese, message: .init("话", "words"))
    #expect([finding].sarif().contains("\"uri\": \"\(uri)\""))
  }

  @Test func sarifInEnglish() {
    #expect([Diagnostic]().sarif(language: .english).contains("A name that nothing declares"))
    #expect([Diagnostic]().sarif().contains("名称没有声明"))
  }

  @Test func gitHub() {
    let finding = Diagnostic(
      check: "a-check", level: .warning, file: "a,b:c%.md", place: Place(line: 1, column: 2, endLine: 3, endColumn: 4), language: .chinese,
      message: .init("100%，甲:乙", "words"), story: ["甲 → 乙"], suggestion: "- 条件：其他\r\n  - 转人工")
    #expect(
      [finding].gitHubAnnotations()
        == "::warning file=a%2Cb%3Ac%25.md,line=1,col=2,endLine=3,endColumn=4,title=a-check::100%25，甲:乙%0A经过：甲 → 乙%0A建议：%0A- 条件：其他%0D%0A  - 转人工")
    let note = Diagnostic(check: "a-check", level: .note, file: "a.md", place: .start, language: .english, message: .init("话", "words"))
    #expect(
      [note, note].gitHubAnnotations()
        == "::notice file=a.md,line=1,col=1,endLine=1,endColumn=1,title=a-check::words\n::notice file=a.md,line=1,col=1,endLine=1,endColumn=1,title=a-check::words"
    )
    #expect(Self.diagnostics.gitHubAnnotations().split(separator: "\n").count == Self.diagnostics.count)
  }

  @Test func everyCheckIsDescribed() {
    #expect(Set(checkIDs).count == checkIDs.count)
    for check in checkDescriptions {
      for text in [check.title, check.help] { #expect(!text.chinese.isEmpty && !text.english.isEmpty && text.chinese != text.english, "\(check.id)") }
    }
  }
}
