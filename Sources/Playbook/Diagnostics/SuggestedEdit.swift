/// What a finding suggests, as a change of its document: a bullet below the sentence, a row below the table, another name in the place of a wrong one.
public struct SuggestedEdit: Hashable, Sendable {
  /// What is replaced; where words are only inserted, it has no length.
  public let place: Place
  public let words: String
  /// Whether there is no other way to choose.
  public let isOnly: Bool

  public var isInsertion: Bool { place.line == place.endLine && place.column == place.endColumn }

  init(_ place: Place, _ words: String, isOnly: Bool = true) {
    self.place = place
    self.words = words
    self.isOnly = isOnly
  }
}

extension Diagnostic {
  /// The edits that may close the finding; none where nothing is suggested, or where it would go isn't clear.
  /// - Parameters:
  ///   - source: the file that the finding speaks of.
  ///   - outline: the parts of that file.
  public func edits(in source: SourceText, _ outline: [DocumentPart], _ symbols: SymbolIndex) -> [SuggestedEdit] {
    guard let suggestion else { return [] }
    let lines = SourceLines(source.text)
    let placing = SuggestionPlacing(lines: lines, lineEnd: source.text.utf8.contains(13) && source.text.contains("\r\n") ? "\r\n" : "\n", outline: outline)
    if suggestion.hasPrefix("|") { return placing.row(suggestion, below: place).map { [$0] } ?? [] }
    if suggestion.hasPrefix("- ") {
      guard let item = placing.item(on: place.line) else { return [] }
      if check == "timer-without-origin" { return [SuggestedEdit(item.titlePlace, String(suggestion.dropFirst(2)))] }
      return [placing.bullet(suggestion, below: item)]
    }
    switch check {
    case "unknown-name": return [SuggestedEdit(place, suggestion)]
    case "decision-names-another": return placing.item(on: place.line).map { [SuggestedEdit($0.titlePlace, suggestion)] } ?? []
    case "ambiguous-name":
      // One of them has to be set in `code`: the person knows which.
      return symbols.mentions(in: file, line: place.line).filter { $0.symbol.kind == .fact }.map { SuggestedEdit($0.place, "`\($0.text)`", isOnly: false) }
    default: return []
    }
  }
}

/// Finds where suggested words go.
private struct SuggestionPlacing {
  let lines: SourceLines
  let lineEnd: String
  let outline: [DocumentPart]

  /// The innermost item whose sentence stands on a line.
  func item(on line: Int) -> DocumentPart? { item(on: line, in: outline) }

  private func item(on line: Int, in parts: [DocumentPart]) -> DocumentPart? {
    for part in parts where part.place.line <= line && line <= part.place.endLine {
      if let below = item(on: line, in: part.parts) { return below }
      if part.kind == .item, part.titlePlace.line <= line, line <= part.titlePlace.endLine { return part }
    }
    return nil
  }

  /// Behind the last alternative, as its sibling; below the sentence when it has nothing below.
  func bullet(_ suggestion: String, below item: DocumentPart) -> SuggestedEdit {
    let children = item.parts.filter { $0.kind == .item }
    let isAlternative = suggestion.hasPrefix("- 条件") || suggestion.hasPrefix("- When")
    let neighbour = (isAlternative ? children.last { $0.isAlternative } : nil) ?? children.last
    let indent: String
    if let child = children.first {
      indent = lines.line(child.titlePlace.line).indentation
    } else {
      let own = lines.line(item.titlePlace.line)
      indent = own.indentation + String(repeating: " ", count: max(item.titlePlace.column - 1 - own.indentation.unicodeScalars.count, 2))
    }
    let words = suggestion.split(whereSeparator: \.isNewline).map { lineEnd + indent + $0 }.joined()
    return SuggestedEdit(end(of: neighbour?.place.endLine ?? item.place.endLine), words)
  }

  /// Below the last row of the table that the place is in, or that follows it.
  func row(_ row: String, below place: Place) -> SuggestedEdit? {
    func isRow(_ line: Int) -> Bool { lines.line(line).drop(while: \.isWhitespace).first == "|" }
    var line = place.line
    // The finding may stand at the heading above the table.
    while line <= lines.count, !isRow(line) {
      if line > place.line, lines.line(line).hasPrefix("#") { return nil }
      line += 1
    }
    guard line <= lines.count else { return nil }
    while line < lines.count, isRow(line + 1) { line += 1 }
    return SuggestedEdit(end(of: line), lineEnd + lines.line(line).indentation + row)
  }

  private func end(of line: Int) -> Place {
    let column = lines.line(line).unicodeScalars.count + 1
    return Place(line: line, column: column, endLine: line, endColumn: column)
  }
}

extension DocumentPart {
  fileprivate var isAlternative: Bool {
    let words = title.drop { $0 == "*" || $0.isNumber || $0 == "." || $0 == " " }.lowercased()
    return ["条件", "若", "如果", "when", "if"].contains { words.hasPrefix($0) }
  }
}

extension String {
  fileprivate var indentation: String { String(prefix { $0 == " " || $0 == "\t" }) }
}
