import Testing

/// Words that say that something isn't done, also in comments.
private let promises: Set<Substring> = ["TODO", "FIXME", "XXX", "HACK"]

/// Code that ends the process instead of answering.
private let crashes = ["fatalError(", "preconditionFailure(", "try!", "as!"]

func unfinishedWork(in file: TextFile) -> [Finding] {
  let inWords = file.lines.enumerated().flatMap { index, line in
    promises.intersection(identifiers(in: line)).map { Finding(path: file.path, line: index + 1, words: "\($0): do it now, or write an issue") }
  }
  let inCode = file.code.enumerated().flatMap { index, line in
    crashes.filter { line.contains($0) }
      .map { Finding(path: file.path, line: index + 1, words: "`\($0)` ends the process: throw, or make the case impossible by type") }
  }
  return inWords + inCode
}

@Suite("Nothing unfinished, nothing that crashes")
struct UnfinishedWork {
  @Test func inTheTree() { expectNone(House.sources.flatMap(unfinishedWork)) }

  @Test(arguments: ["// TODO: later", "/// FIXME", "fatalError()", "preconditionFailure(\"no\")", "let a = try! f()", "b as! C"])
  func finds(_ line: String) { #expect(unfinishedWork(in: TextFile(path: "Sources/Desk/A.swift", text: line)).count == 1) }

  @Test(arguments: ["let todo = 1", "// never calls fatalError()", "try? f()", "b as? C", "let s = \"try!\""])
  func allows(_ line: String) { #expect(unfinishedWork(in: TextFile(path: "Sources/Desk/A.swift", text: line)).isEmpty) }
}
