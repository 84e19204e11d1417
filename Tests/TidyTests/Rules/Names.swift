import Testing

/// Words that say nothing about what a thing is. The refused synonyms of domain words stand in GLOSSARY.md.
private let banned: Set<String> = ["Core", "Common", "Utils", "Util", "Utilities", "Manager", "Helper", "Helpers", "Misc"]

private let typeKeywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]

func emptyNames(in file: TextFile) -> [Finding] {
  let parts = file.path.split(separator: "/").map { String($0.split(separator: ".").first ?? "") }
  let inPath = parts.filter { !banned.isDisjoint(with: humps($0)) }.map { Finding(path: file.path, words: "the name \($0) says nothing") }
  guard file.path.hasSuffix(".swift") else { return inPath }
  return inPath
    + file.code.enumerated().flatMap { index, line in
      let words = identifiers(in: line)
      return zip(words, words.dropFirst()).filter { typeKeywords.contains($0) && !banned.isDisjoint(with: humps(String($1))) }
        .map { Finding(path: file.path, line: index + 1, words: "the name \($1) says nothing") }
    }
}

/// `PlaybookShelf` → Playbook, Shelf.
func humps(_ name: String) -> Set<String> {
  var parts: [String] = []
  for character in name {
    if character.isUppercase || parts.isEmpty { parts.append(String(character)) } else { parts[parts.count - 1].append(character) }
  }
  return Set(parts + [name])
}

@Suite("Names say what a thing is")
struct Names {
  @Test func inTheTree() { expectNone((House.sources + House.files(under: "Tests", ending: ".swift")).flatMap(emptyNames)) }

  @Test(arguments: ["struct CaseManager {}", "public enum Utils {}", "final class StringHelper {}", "typealias CommonResult = Int"])
  func finds(_ line: String) { #expect(emptyNames(in: TextFile(path: "Sources/Desk/A.swift", text: line)).count == 1) }

  @Test(arguments: ["Sources/Desk/Utils.swift", "Sources/Core/A.swift", "Tests/DeskTests/TestHelpers.swift"])
  func finds(path: String) { #expect(emptyNames(in: TextFile(path: path, text: "")).count == 1) }

  @Test(arguments: ["let manager = FileManager.default", "struct Score {}", "struct Scorecard {}", "// struct Helper"])
  func allows(_ line: String) { #expect(emptyNames(in: TextFile(path: "Sources/Desk/A.swift", text: line)).isEmpty) }
}
