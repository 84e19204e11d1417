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
        QuickFix.fixes(of: finding, text, outline, symbols).map { fix in
          [
            "title": .string(fix.title), "kind": "quickfix", "isPreferred": .bool(fix.isOnly),
            "diagnostics": [json(finding, in: text, symbols)],
            "edit": [
              "documentChanges": [
                [
                  "textDocument": ["uri": .string(address(of: path)), "version": open[path]?.version.map { .int($0) } ?? .null],
                  "edits": [["range": fix.span.json, "newText": .string(fix.words)]],
                ]
              ]
            ],
          ]
        }
      })
  }
}

/// One edit that may close a finding.
struct QuickFix {
  let title: String
  let span: TextSpan
  let words: String
  /// Whether there is no other way to choose.
  var isOnly = true

  static func fixes(of finding: Diagnostic, _ text: DocumentText, _ outline: [DocumentPart], _ symbols: SymbolIndex) -> [QuickFix] {
    guard let suggestion = finding.suggestion else { return [] }
    let language = finding.language
    let first = String(suggestion.prefix { !$0.isNewline })
    let inserting = language.words("插入：\(first.withoutBullet)", "Insert: \(first.withoutBullet)")
    if suggestion.hasPrefix("|") {
      return row(suggestion, below: finding.place, text).map { [QuickFix(title: inserting, span: $0.span, words: $0.words)] } ?? []
    }
    if suggestion.hasPrefix("- ") {
      guard let item = item(on: finding.place.line, in: outline) else { return [] }
      if finding.check == "timer-without-origin" { return [replacing(item.titlePlace, suggestion.withoutBullet, text, language)] }
      let (span, words) = bullet(suggestion, below: item, text)
      return [QuickFix(title: inserting, span: span, words: words)]
    }
    switch finding.check {
    case "unknown-name": return [replacing(finding.place, suggestion, text, language)]
    case "decision-names-another":
      return item(on: finding.place.line, in: outline).map { [replacing($0.titlePlace, suggestion, text, language)] } ?? []
    case "ambiguous-name":
      // One of them has to be set in `code`: the person knows which.
      return symbols.mentions(in: finding.file, line: finding.place.line).filter { $0.symbol.kind == .fact }.map { mention in
        var fix = replacing(mention.place, "`\(mention.text)`", text, language)
        fix.isOnly = false
        return fix
      }
    default: return []
    }
  }

  private static func replacing(_ place: Place, _ words: String, _ text: DocumentText, _ language: Language) -> QuickFix {
    QuickFix(title: language.words("改成“\(words)”", "Change to “\(words)”"), span: text.span(place), words: words)
  }

  // MARK: bullets

  /// The innermost item whose sentence stands on a line.
  private static func item(on line: Int, in parts: [DocumentPart]) -> DocumentPart? {
    for part in parts where part.place.line <= line && line <= part.place.endLine {
      if let below = item(on: line, in: part.parts) { return below }
      if part.kind == .item, part.titlePlace.line <= line, line <= part.titlePlace.endLine { return part }
    }
    return nil
  }

  /// Behind the last alternative, as its sibling; below the sentence when it has nothing below.
  private static func bullet(_ suggestion: String, below item: DocumentPart, _ text: DocumentText) -> (span: TextSpan, words: String) {
    let children = item.parts.filter { $0.kind == .item }
    let isAlternative = suggestion.hasPrefix("- 条件") || suggestion.hasPrefix("- When")
    let neighbour = (isAlternative ? children.last { $0.isAlternative } : nil) ?? children.last
    let line = neighbour?.place.endLine ?? item.place.endLine
    let indent: String
    if let child = children.first {
      indent = text.lines.line(child.titlePlace.line).indentation
    } else {
      let own = text.lines.line(item.titlePlace.line)
      indent = own.indentation + String(repeating: " ", count: max(item.titlePlace.column - 1 - own.indentation.unicodeScalars.count, 2))
    }
    let lines = suggestion.split(whereSeparator: \.isNewline).map { text.lineEnd + indent + $0 }.joined()
    let end = text.position(line: line, column: text.lines.line(line).unicodeScalars.count + 1)
    return (TextSpan(end, end), lines)
  }

  /// Below the last row of the table that the place is in, or that follows it.
  private static func row(_ row: String, below place: Place, _ text: DocumentText) -> (span: TextSpan, words: String)? {
    func isRow(_ line: Int) -> Bool { text.lines.line(line).drop(while: \.isWhitespace).first == "|" }
    var line = place.line
    // The finding may stand at the heading above the table.
    while line <= text.lines.count, !isRow(line) {
      if line > place.line, text.lines.line(line).hasPrefix("#") { return nil }
      line += 1
    }
    guard line <= text.lines.count else { return nil }
    while line < text.lines.count, isRow(line + 1) { line += 1 }
    let end = text.position(line: line, column: text.lines.line(line).unicodeScalars.count + 1)
    return (TextSpan(end, end), text.lineEnd + text.lines.line(line).indentation + row)
  }
}

extension DocumentPart {
  fileprivate var isAlternative: Bool { ["条件", "若", "如果", "when", "if"].contains { title.withoutMarks.lowercased().hasPrefix($0) } }
}

extension String {
  fileprivate var indentation: String { String(prefix { $0 == " " || $0 == "\t" }) }
  fileprivate var withoutBullet: String { hasPrefix("- ") ? String(dropFirst(2)) : self }
  fileprivate var withoutMarks: Substring { drop { $0 == "*" || $0.isNumber || $0 == "." || $0 == " " } }
}
