import Playbook

/// What a finding suggests, as an edit: a bullet below the sentence, a row below the table, another name in the place of a wrong one.
extension Workspace {
  mutating func codeActions(_ path: String, at span: TextSpan) -> JSON {
    guard let compilation = compilation(path), let symbols = survey(path)?.symbols, let text = text(path), let source = source(path) else { return [] }
    let meant = compilation.diagnostics.filter { $0.file == path && $0.suggestion != nil && text.span($0.place).meets(span) }
    guard !meant.isEmpty else { return [] }
    let outline = parts(of: source)
    return .array(
      meant.flatMap { finding in
        finding.edits(in: source, outline, symbols).map { edit in
          [
            "title": .string(Self.title(of: edit, finding)), "kind": "quickfix", "isPreferred": .bool(edit.isOnly),
            "diagnostics": [json(finding, in: text, symbols)],
            "edit": [
              "documentChanges": [
                [
                  "textDocument": ["uri": .string(address(of: path)), "version": open[path]?.version.map { .int($0) } ?? .null],
                  "edits": [["range": text.span(edit.place).json, "newText": .string(edit.words)]],
                ]
              ]
            ],
          ]
        }
      })
  }

  private static func title(of edit: SuggestedEdit, _ finding: Diagnostic) -> String {
    guard edit.isInsertion, let suggestion = finding.suggestion else {
      return finding.language.words("改成“\(edit.words)”", "Change to “\(edit.words)”")
    }
    let first = suggestion.prefix { !$0.isNewline }
    let words = first.hasPrefix("- ") ? first.dropFirst(2) : first
    return finding.language.words("插入：\(words)", "Insert: \(words)")
  }
}
