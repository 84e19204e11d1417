import Playbook

/// The findings that the client knows of, by the document they were found from. A file may have findings from several.
struct DiagnosticsBoard {
  /// Open documents that changed since they were checked.
  private(set) var waiting: Set<String> = []
  private var found: [String: [String: [Diagnostic]]] = [:]
  private var sent: [String: JSON] = [:]

  mutating func mark(_ paths: [String]) { waiting.formUnion(paths) }

  /// All open documents, and those that were closed: their findings have to go.
  mutating func markAll(_ workspace: Workspace) { waiting.formUnion(Array(workspace.open.keys) + found.keys) }

  /// - Returns: the notifications to send: always for the documents that were waiting, for others where something is new.
  mutating func settle(_ workspace: inout Workspace) -> [JSON] {
    let checked = waiting.sorted()
    waiting = []
    var touched: Set<String> = []
    for path in checked {
      touched.formUnion(found[path]?.keys.map { $0 } ?? [])
      found[path] = nil
      guard workspace.open[path] != nil, let compilation = workspace.compilation(path) else { continue }
      let findings = Dictionary(grouping: compilation.diagnostics, by: \.file)
      found[path] = findings
      touched.formUnion(findings.keys)
      touched.insert(path)
    }
    return touched.sorted().compactMap { file in
      let list = diagnostics(of: file, &workspace)
      let isOpen = workspace.open[file] != nil
      guard checked.contains(file) && isOpen || sent[file] ?? [] != list else { return nil }
      sent[file] = list == [] ? nil : list
      let version = workspace.open[file]?.version.map { JSON.int($0) } ?? .null
      return [
        "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics",
        "params": (["uri": .string(workspace.address(of: file)), "version": version, "diagnostics": list] as JSON).withoutNulls,
      ]
    }
  }

  private func diagnostics(of file: String, _ workspace: inout Workspace) -> JSON {
    var seen: Set<Diagnostic> = []
    guard let text = workspace.text(file) else { return [] }
    var list: [JSON] = []
    for root in found.keys.sorted() {
      guard let findings = found[root]?[file] else { continue }
      let symbols = workspace.survey(root)?.symbols
      for finding in findings where seen.insert(finding).inserted { list.append(workspace.json(finding, in: text, symbols)) }
    }
    return .array(list)
  }
}

extension Workspace {
  /// A finding as the client shows it: the words, then the story that leads there.
  func json(_ finding: Diagnostic, in text: DocumentText, _ symbols: SymbolIndex?) -> JSON {
    let story = finding.story.isEmpty ? "" : "\n" + finding.language.words("经过：", "Story: ") + finding.story.joined(separator: "\n　　　")
    let related = symbols.map { self.related(to: finding, $0) } ?? []
    return
      ([
        "range": text.span(finding.place).json,
        "severity": finding.level == .error ? 1 : finding.level == .warning ? 2 : 3,
        "code": .string(finding.check), "source": "gendan", "message": .string(finding.text + story),
        "relatedInformation": related.isEmpty ? .null : .array(related),
        "data": (["suggestion": finding.suggestion.map { .string($0) } ?? .null, "story": .array(finding.story.map { .string($0) })] as JSON).withoutNulls,
      ] as JSON).withoutNulls
  }

  /// Where the other declaration of the name stands; where the fact or action is declared of which a value or outcome is missing.
  private func related(to finding: Diagnostic, _ symbols: SymbolIndex) -> [JSON] {
    let place = finding.place
    switch finding.check {
    case "duplicate-name":
      guard let here = symbols.mention(in: finding.file, line: place.line, column: place.column), here.isDeclaration else { return [] }
      let others = symbols.declarations(called: here.text).filter { $0.symbol.kind == here.symbol.kind && ($0.file, $0.place) != (here.file, here.place) }
      return others.prefix(3).compactMap { note($0, finding.language.words("也在这里声明", "declared here, too")) }
    case "value-without-branch", "outcome-without-branch", "follow-up-incomplete":
      let named = symbols.mentions(in: finding.file, line: place.line).first { [.fact, .action, .followUp].contains($0.symbol.kind) }
      guard let named, let declared = symbols.declarations(of: named.symbol).first else { return [] }
      return [note(declared, finding.language.words("“\(named.text)”在这里声明", "“\(named.text)” is declared here"))].compactMap(\.self)
    default: return []
    }
  }

  private func note(_ mention: Mention, _ words: String) -> JSON? {
    location(mention.file, mention.place).map { ["location": $0, "message": .string(words)] }
  }
}
