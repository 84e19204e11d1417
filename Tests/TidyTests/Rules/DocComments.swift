import Testing

/// How many public types and functions have no doc comment yet. Properties and cases are left to their names.
private let mostUndocumented = 6

private let documented: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "func", "subscript"]
private let modifiers: Set<Substring> = ["public", "static", "final", "mutating", "nonisolated", "indirect", "override", "class"]
/// What a protocol asks for is documented there: these are the standard library's, `requirements(of:)` finds our own.
private let documentedElsewhere: Set<String> = ["encode", "hash"]

func undocumented(in file: TextFile, requirements: Set<String> = []) -> [Finding] {
  let lines = file.lines
  return file.code.enumerated().compactMap { index, line in
    let words = identifiers(in: line)
    guard let first = words.first, modifiers.contains(first), words.contains("public") else { return nil }
    guard let keyword = words.firstIndex(where: documented.contains), words[..<keyword].allSatisfy(modifiers.contains) else { return nil }
    guard words.count > keyword + 1, !isOperator(line) else { return nil }
    let name = String(words[keyword + 1])
    guard !documentedElsewhere.union(requirements).contains(name), !hasDocComment(above: index, in: lines) else { return nil }
    return Finding(path: file.path, line: index + 1, words: "no doc comment on \(name)")
  }
}

/// The names of the functions that the public protocols of these files ask for.
func requirements(of files: [TextFile]) -> Set<String> {
  var names: Set<String> = []
  for file in files {
    var isInProtocol = false
    for line in file.code {
      if line.hasPrefix("public protocol ") { isInProtocol = true }
      if line.hasPrefix("}") { isInProtocol = false }
      let words = identifiers(in: line)
      if isInProtocol, let keyword = words.firstIndex(of: "func"), words.count > keyword + 1 { names.insert(String(words[keyword + 1])) }
    }
  }
  return names
}

/// `func ==`: the standard library says what operators mean.
private func isOperator(_ line: Substring) -> Bool {
  let parts = line.split(separator: " ")
  guard let keyword = parts.firstIndex(of: "func"), let first = parts[(keyword + 1)...].first?.first else { return false }
  return !(first.isLetter || first == "_" || first == "`")
}

private func hasDocComment(above index: Int, in lines: [Substring]) -> Bool {
  for line in lines[..<index].reversed() {
    let start = line.drop { $0 == " " }
    if start.hasPrefix("@") { continue }
    return start.hasPrefix("///")
  }
  return false
}

@Suite("Public types and functions say what they are")
struct DocComments {
  @Test func inTheTree() {
    let asked = requirements(of: House.sources)
    let findings = House.sources.flatMap { undocumented(in: $0, requirements: asked) }
    let list = findings.map(\.description).joined(separator: "\n")
    expectRatchet(findings.count, at: mostUndocumented, of: "public types and functions without a doc comment:\n\(list)\n")
  }

  @Test(arguments: ["public struct A {", "  public static func f() {", "public enum B: String {", "/// Says it.\n\npublic func g()"])
  func finds(_ text: String) { #expect(undocumented(in: TextFile(path: "Sources/Desk/A.swift", text: text)).count == 1) }

  @Test func whatAProtocolAsksForIsDocumentedThere() {
    let file = TextFile(path: "Sources/Desk/A.swift", text: "public protocol P {\n  /// Says it.\n  func f() -> Int\n}\npublic func f() -> Int { 1 }")
    #expect(requirements(of: [file]) == ["f"])
    #expect(undocumented(in: file, requirements: ["f"]).map(\.line) == [1])
  }

  @Test(arguments: [
    "/// Says it.\npublic struct A {", "/// Says it.\n@frozen\npublic struct A {", "  public let id: ID", "struct A {", "public func encode(to a: A)",
    "  public static func < (left: A, right: A) -> Bool",
  ])
  func allows(_ text: String) { #expect(undocumented(in: TextFile(path: "Sources/Desk/A.swift", text: text)).isEmpty) }
}
