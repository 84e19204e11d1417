import Playbook

/// Compiles a document named `a.md`, with other files by their path.
func compiled(_ text: String, others: [String: String] = [:]) -> Compilation {
  compile(SourceText(path: "a.md", text: text)) { path in others[path].map { SourceText(path: path, text: $0) } }
}

/// Compiles an outline below a vocabulary that speaks its language.
func compiled(outline: String, in language: Language) -> Compilation {
  let title = language.words("## 流程", "## Procedure")
  return compiled("\(language == .chinese ? chineseVocabulary : englishVocabulary)\n\(title)\n\n\(outline)\n")
}

extension Compilation {
  /// One line for each finding: where, what, and how grave.
  var findings: [String] {
    diagnostics.map { "\($0.place.line):\($0.place.column) \($0.check) \($0.level.rawValue)" }
  }

  func findings(of check: String) -> [Diagnostic] { diagnostics.filter { $0.check == check } }
}
