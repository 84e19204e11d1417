import Testing

/// A file that grows past this usually holds two things.
private let mostLines = 300

/// Longer files with the length they have now, which may only fall.
private let longFiles: [String: Int] = [:]

func lengthFindings(in files: [TextFile], allowed: [String: Int]) -> [Finding] {
  let found = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.lines.count - ($0.text.hasSuffix("\n") ? 1 : 0)) })
  let tooLong = found.filter { $1 > max(mostLines, allowed[$0] ?? 0) }
    .map { Finding(path: $0, words: "\($1) lines, more than \(allowed[$0] ?? mostLines): cut it in two") }
  let shrunk = allowed.filter { (found[$0] ?? 0) < $1 }
    .map { Finding(path: $0, words: "now \(found[$0] ?? 0) lines: lower the \($1) in this test, or take the file out of its list") }
  return (tooLong + shrunk).sorted { $0.path < $1.path }
}

@Suite("One thing in a file")
struct FileLength {
  @Test func inTheTree() {
    expectNone(lengthFindings(in: House.sources + House.files(under: "Tests", ending: ".swift"), allowed: longFiles))
  }

  @Test(
    arguments: [
      (300, nil, 0), (301, nil, 1), (340, 340, 0), (341, 340, 1), (320, 340, 1), (10, 340, 1),
    ] as [(Int, Int?, Int)])
  func finds(lines: Int, allowed: Int?, findings: Int) {
    let file = TextFile(path: "A.swift", text: String(repeating: "let a = 1\n", count: lines))
    #expect(lengthFindings(in: [file], allowed: allowed.map { ["A.swift": $0] } ?? [:]).count == findings)
  }

  @Test func aFileThatIsGoneLeavesTheList() { #expect(lengthFindings(in: [], allowed: ["A.swift": 340]).count == 1) }
}
