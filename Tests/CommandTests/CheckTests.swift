import Foundation
import Testing

@Suite("gendan check")
struct CheckTests {
  let program: Program
  init() throws { program = Program(place: try Place()) }

  private static let warning = "- 判断要不要\n  - 条件：要\n    - 结束\n"

  @Test(
    arguments: [
      (Locker.text, [], 0), (Locker.text, ["--strict"], 0), (Locker.withWarning, [], 0), (Locker.withWarning, ["--strict"], 1), (warning, [], 0),
      (Locker.withError, [], 1), (Locker.withError, ["--strict"], 1),
    ] as [(String, [String], Int32)])
  func exits(text: String, flags: [String], code: Int32) throws {
    try program.place.write("a.md", text)
    for format in ["text", "json", "sarif", "github"] {
      #expect(try program.run(["check", "a.md", "--format", format] + flags).code == code, "\(format)")
    }
  }

  @Test func findingsAsJSON() throws {
    try program.place.write("a.md", Locker.withWarning)
    try program.place.write("b.md", Self.warning)
    let ran = try program("check", "a.md", "b.md", "--format", "json")
    let findings = try ran.array
    #expect(findings.count >= 2)
    for finding in findings {
      #expect(Set(finding.keys) == ["file", "id", "level", "line", "column", "endLine", "endColumn", "message", "story", "suggestion"])
      for key in ["line", "column", "endLine", "endColumn"] { #expect(finding[key] is Int) }
      for key in ["file", "id", "level", "message"] { #expect(finding[key] is String) }
      #expect(finding["story"] is [String])
      #expect(finding["suggestion"] is String || finding["suggestion"] is NSNull)
    }
    let places = findings.map { [$0["file"] as? String ?? "", String(format: "%05d:%05d", $0["line"] as? Int ?? 0, $0["column"] as? Int ?? 0)] }
    #expect(places.map { $0.joined() } == places.map { $0.joined() }.sorted())
  }

  @Test func nothingFoundIsAnEmptyArray() throws {
    try program.place.write("a.md", Locker.text)
    #expect(try program("check", "a.md", "--format", "json").array.isEmpty)
    #expect(try program("check", "a.md", "--format", "github").out.isEmpty)
  }

  @Test func otherFormats() throws {
    try program.place.write("a.md", Locker.withWarning)
    let sarif = try program("check", "a.md", "--format", "sarif").object
    #expect(sarif["version"] as? String == "2.1.0")
    #expect(try program("check", "a.md", "--format", "github").out.hasPrefix("::warning file=a.md,line="))
    #expect(try program("check", "a.md").out.contains("a.md:27:3: warning[value-without-branch]: "))
  }

  @Test func speaksTheReadersLanguage() throws {
    try program.place.write("a.md", Locker.withWarning)
    #expect(try program("check", "a.md").out.contains("1 个警告"))
    let english = try program("check", "a.md", "--locale", "en")
    #expect(english.out.contains("1 warning, "))
    #expect(english.out.contains("story: "))
    let message = try program("check", "a.md", "--locale=en", "--format", "json").array.first?["message"] as? String
    #expect(message?.contains("少了") == false)
    // Nobody asks for a language: findings are in the document's.
    let nobody = try program("check", "a.md", environment: ["GENDAN_LOCALE": "", "LANG": "C.UTF-8"])
    #expect(nobody.out.contains("经过："))
  }

  @Test func readsWhatItCan() throws {
    try program.place.write("a.md", Locker.withWarning)
    let ran = try program("check", "missing.md", "a.md", "--format", "json")
    #expect(ran.code == 2)
    #expect(ran.err.contains("missing.md"))
    #expect(try ran.array.count == 1)
  }
}
