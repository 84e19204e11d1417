import Testing

/// The requirement ids that must be proved, by their letter. A test or a story that proves one carries the id in its name.
private let demanded: [(letter: String, numbers: ClosedRange<Int>)] = [
  ("M", 1...16), ("O", 1...7), ("S", 1...11), ("C", 1...10), ("T", 2...17), ("T", 19...20),
]

func unproved(in files: [TextFile], of demanded: [(letter: String, numbers: ClosedRange<Int>)]) -> [String] {
  demanded.flatMap { letter, numbers in numbers.map { "\(letter)-\($0 < 10 ? "0" : "")\($0)" } }
    .filter { id in !files.contains { file in provingLines(in: file).contains { names(id, in: $0) } } }
}

/// The lines with names of tests and suites, or with titles of stories: what stands in comments and other text proves nothing.
private func provingLines(in file: TextFile) -> [Substring] {
  if file.path.hasSuffix(".md") { return file.lines.filter { $0.hasPrefix("## 例") || $0.lowercased().hasPrefix("## story") } }
  guard file.path.hasSuffix(".swift") else { return [] }
  var isOpen = false
  return file.lines.compactMap { line in
    // A long name stands on a line of its own behind the bracket.
    defer { isOpen = line.hasSuffix("@Test(") || line.hasSuffix("@Suite(") }
    let text = line.drop(while: \.isWhitespace)
    if isOpen, text.hasPrefix("\"") { return text }
    if text.hasPrefix("@Test(\"") || text.hasPrefix("@Suite(\"") { return text }
    guard let mark = text.firstRange(of: "func `"), !text.hasPrefix("//") else { return nil }
    return text[mark.upperBound...].prefix { $0 != "`" }
  }
}

private func names(_ id: String, in text: Substring) -> Bool {
  text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "-" }.contains { $0 == id }
}

@Suite("Every requirement is named by a test or a story")
struct Requirements {
  @Test func inTheTree() {
    let places = House.files(under: "Tests").filter { !$0.path.hasPrefix("Tests/TidyTests/") } + House.files(under: "Playbooks")
    let missing = unproved(in: places, of: demanded)
    #expect(missing.isEmpty, "no test under Tests and no story under Playbooks names \(missing.joined(separator: ", "))")
  }

  @Test func finds() {
    let test = """
        // M-05
        @Test func `M-01, M-02；M-160 第一步M-03`() { check("M-06") }
        @Test("M-04 as a string", arguments: ["M-07"])
        @Test(
          "M-08 on a line of its own",
          arguments: all)
      """
    let story = TextFile(path: "Playbooks/a.md", text: "M-09\n## 例：M-10 一张单\n## 说明 M-11")
    let missing = unproved(in: [TextFile(path: "Tests/A.swift", text: test), story, TextFile(path: "Tests/M-12.json", text: "M-12")], of: [("M", 1...16)])
    // What stands on the line of a test's name behind it isn't looked at closely.
    #expect(missing == ["M-05", "M-06", "M-09", "M-11", "M-12", "M-13", "M-14", "M-15", "M-16"])
  }
}
