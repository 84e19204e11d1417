import Testing

/// The requirement ids that must be proved, by their letter. A test or a story that proves one carries the id in its name.
private let demanded: [(letter: String, numbers: ClosedRange<Int>)] = [
  ("M", 1...16), ("O", 1...7), ("S", 1...11), ("C", 1...10), ("T", 2...17), ("T", 19...20),
]

func unproved(in files: [TextFile], of demanded: [(letter: String, numbers: ClosedRange<Int>)]) -> [String] {
  demanded.flatMap { letter, numbers in numbers.map { "\(letter)-\($0 < 10 ? "0" : "")\($0)" } }
    .filter { id in !files.contains { names(id, in: $0.text) } }
}

private func names(_ id: String, in text: String) -> Bool {
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
    let file = TextFile(path: "Tests/A.swift", text: "// M-01, M-02；M-160 第一步M-03")
    let missing = unproved(in: [file], of: [("M", 1...16)])
    #expect(!missing.contains("M-01") && !missing.contains("M-02") && !missing.contains("M-03"))
    #expect(missing.contains("M-16") && missing.count == 13)
  }
}
