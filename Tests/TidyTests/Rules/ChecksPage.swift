import Foundation
import Testing

/// docs/checks.md behind its introduction is made from the doc comments of the checks: `make pages` writes it anew.
private let page = "docs/checks.md"
private let checksUnder = "Sources/Playbook/Checks"
private let registry = "Sources/Playbook/Checks/Check.swift"
private let seam = "<!-- From here on made from the doc comments of the checks, by `make pages`. -->"

/// A check as its file declares it.
struct DeclaredCheck: Equatable {
  let type: String
  let id: String
  let group: String
  /// The doc comment without its slashes.
  let text: String
}

/// The check a file declares; nil when it declares none.
func declaredCheck(in file: TextFile) -> DeclaredCheck? {
  guard let line = file.lines.firstIndex(where: { $0.hasPrefix("enum ") && [": Check {", ": DescribedCheck {", ": TextCheck {"].contains(where: $0.contains) })
  else {
    return nil
  }
  let comment = file.lines[..<line].reversed().prefix { $0.hasPrefix("///") }.reversed()
  func value(behind opening: String) -> String {
    file.lines[line...].first { $0.contains(opening) }.flatMap { $0.components(separatedBy: opening).last }.map { String($0.prefix { $0 != "\"" }) } ?? ""
  }
  return DeclaredCheck(
    type: String(file.lines[line].dropFirst(5).prefix { $0 != ":" }), id: value(behind: "static let id = \""), group: value(behind: "CheckGroup."),
    text: comment.map { String($0.dropFirst($0.hasPrefix("/// ") ? 4 : 3)) }.joined(separator: "\n"))
}

/// The chapters in order: the name in code, the title on the page.
func chapters(in registry: TextFile) -> [(name: String, title: String)] {
  registry.lines.compactMap { line in
    guard line.hasPrefix("  case "), line.contains(" = \"") else { return nil }
    let parts = line.dropFirst(7).components(separatedBy: " = \"")
    return (parts[0], String(parts[1].prefix { $0 != "\"" }))
  }
}

/// The generated part of the page.
func checksPage(_ checks: [DeclaredCheck], registry: TextFile) -> String {
  let registered = registry.lines.map { $0.drop { $0 == " " } }.filter { $0.hasSuffix("Check.self,") }.map { String($0.dropLast(6)) }
  let ordered = registered.compactMap { name in checks.first { $0.type == name } }
  return chapters(in: registry).map { chapter in
    let sections = ordered.filter { $0.group == chapter.name }.map { "## \($0.id)\n\n\($0.text)\n" }
    return sections.isEmpty ? "" : "# \(chapter.title)\n\n" + sections.joined(separator: "\n")
  }.filter { !$0.isEmpty }.joined(separator: "\n")
}

@Suite("The page of the checks says what their doc comments say")
struct ChecksPage {
  private let checks = House.files(under: checksUnder, ending: ".swift").compactMap(declaredCheck)
  private let register = House.files.first { $0.path == registry } ?? TextFile(path: registry, text: "")

  @Test func everyCheckIsRegistered() {
    #expect(checks.count > 10)
    expectNone(
      checks.filter { check in !register.lines.contains { $0.trimmingCharacters(in: .whitespaces) == "\(check.type).self," } }
        .map { Finding(path: registry, words: "\($0.type) isn't in the list of checks") })
    expectNone(
      checks.filter {
        !$0.text.contains("**Finds**") || !$0.text.contains("**Matters**") || !$0.text.contains("**Close it**") || !$0.text.contains("**Level**")
      }
      .map {
        Finding(path: checksUnder, words: "the doc comment of \($0.type) says what it **Finds**, why it **Matters**, how to **Close it**, and its **Level**")
      })
  }

  @Test func pageIsUpToDate() throws {
    let text = House.files.first { $0.path == page }?.text ?? ""
    let introduction = text.components(separatedBy: seam).first ?? ""
    let wanted = introduction + seam + "\n\n" + checksPage(checks, registry: register)
    if ProcessInfo.processInfo.environment["GENDAN_WRITE_PAGES"] == "1" { try House.write(wanted, to: page) }
    #expect(
      text == wanted || ProcessInfo.processInfo.environment["GENDAN_WRITE_PAGES"] == "1", "docs/checks.md differs from the doc comments: run `make pages`")
  }

  @Test func readsADeclaration() {
    let text =
      "import A\n\n/// **Finds** a.\n///\n/// ```\n///   b\n/// ```\nenum ACheck: Check {\n  static let id = \"a-b\"\n  static let group = CheckGroup.time\n}\n"
    #expect(
      declaredCheck(in: TextFile(path: "a", text: text)) == DeclaredCheck(type: "ACheck", id: "a-b", group: "time", text: "**Finds** a.\n\n```\n  b\n```"))
    let register = TextFile(path: "r", text: "  case names = \"Names\"\n  case time = \"Time\"\n  ACheck.self,\n")
    #expect(checksPage([DeclaredCheck(type: "ACheck", id: "a-b", group: "time", text: "T")], registry: register) == "# Time\n\n## a-b\n\nT\n")
  }
}
