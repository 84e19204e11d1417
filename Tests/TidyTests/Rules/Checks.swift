import Testing

/// Where a check's id may be declared, and where it must be found again.
private let declaredUnder = "Sources/Playbook"
private let page = "docs/checks.md"
private let testsUnder = "Tests/PlaybookTests"

/// The ids of checks that a file declares: `check: "an-id"` in a diagnostic, `static let id = "an-id"` or `case x = "an-id"` under Checks.
func declaredChecks(in file: TextFile) -> Set<String> {
  let isCheck = file.path.hasPrefix("\(declaredUnder)/Checks/")
  let openings = ["check: \"", "check = \""] + (isCheck ? ["id = \"", "id: \"", "id: String = \""] : [])
  return Set(
    file.lines.filter { !$0.drop { $0 == " " }.starts(with: "//") }.flatMap { line in
      openings.flatMap { opening in
        line.split(separator: opening, omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "\"" }) }
      }
    }.filter(isCheckID))
}

private func isCheckID(_ text: String) -> Bool {
  !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
}

/// The ids that have a section `## an-id` in the page. A title may stand behind the id.
func documentedChecks(in page: TextFile) -> Set<String> {
  Set(
    page.lines.filter { $0.hasPrefix("## ") }.compactMap { line in
      line.split(separator: " ").dropFirst().first.map { String($0.filter { $0 != "`" }) }
    }.filter(isCheckID))
}

func checkFindings(declared: Set<String>, page: TextFile, tests: [TextFile]) -> [Finding] {
  let documented = documentedChecks(in: page)
  let untold = declared.subtracting(documented).sorted().map { Finding(path: page.path, words: "no section `## \($0)` for a check that exists") }
  let gone = documented.subtracting(declared).sorted().map { Finding(path: page.path, words: "`## \($0)` is no check that exists") }
  let untested = declared.filter { id in !tests.contains { $0.text.contains("\"\(id)\"") } }.sorted()
    .map { Finding(path: testsUnder, words: "no test names the check \"\($0)\"") }
  return untold + gone + untested
}

@Suite("Every check has a page and a test")
struct Checks {
  @Test func inTheTree() {
    let declared = House.files(under: declaredUnder, ending: ".swift").reduce(into: Set()) { $0.formUnion(declaredChecks(in: $1)) }
    let text = House.files.first { $0.path == page } ?? TextFile(path: page, text: "")
    #expect(!declared.isEmpty, "no check was found under \(declaredUnder): this test looks for `static let id = \"…\"` and `check: \"…\"`")
    expectNone(checkFindings(declared: declared, page: text, tests: House.files(under: testsUnder)))
  }

  @Test func findsDeclarations() {
    let text = "  static let id = \"a-b\"\n  // check: \"not-this\"\n  report(check: \"c1\", Diagnostic(check: \"d\"))\n  let id = \"第一\""
    #expect(declaredChecks(in: TextFile(path: "Sources/Playbook/Checks/A.swift", text: text)) == ["a-b", "c1", "d"])
    #expect(declaredChecks(in: TextFile(path: "Sources/Playbook/Plan/A.swift", text: text)) == ["c1", "d"])
  }

  @Test func finds() {
    let page = TextFile(path: "docs/checks.md", text: "# Checks\n## `told` a title\n## gone\n## Reading a finding\n")
    let tests = [TextFile(path: "Tests/PlaybookTests/A.swift", text: "expect(\"told\")")]
    let findings = checkFindings(declared: ["told", "untold"], page: page, tests: tests)
    #expect(findings.count == 3)
    #expect(checkFindings(declared: ["told"], page: TextFile(path: "p", text: "## told"), tests: tests).isEmpty)
  }
}
