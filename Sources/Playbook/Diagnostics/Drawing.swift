extension [Diagnostic] {
  /// The findings as a terminal shows them, with an empty line between two, without a line end at the end.
  ///
  /// Each has a head `file:line:column: level[check-id]: words`, the source line with carets below the place, the story that leads there and the
  /// suggestion. Labels are in the document's language; the head stays the same in every language, so that tools can read it.
  /// - Parameters:
  ///   - sources: the files that the findings speak of; a finding in another file is drawn without its line.
  ///   - inColour: with ANSI colours.
  public func drawing(sources: [SourceText], inColour: Bool = false) -> String {
    let files = Set(map(\.file))
    let lines = Dictionary(sources.filter { files.contains($0.path) }.map { ($0.path, SourceLines($0.text)) }, uniquingKeysWith: { first, _ in first })
    return map { Drawing(lines: lines[$0.file], inColour: inColour).text(of: $0) }.joined(separator: "\n\n")
  }
}

extension Diagnostic {
  /// This finding alone, drawn as in a list of findings.
  public func drawing(sources: [SourceText], inColour: Bool = false) -> String { [self].drawing(sources: sources, inColour: inColour) }
}

/// Draws one finding.
private struct Drawing {
  let lines: SourceLines?
  let inColour: Bool

  func text(of finding: Diagnostic) -> String {
    let place = finding.place
    let head =
      "\(printable(finding.file)):\(place.line):\(place.column): " + painted("\(finding.level.rawValue)[\(finding.check)]", finding.level.paint)
      + ": " + printable(finding.text)
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.count)
    var rows = [head]
    if let lines, place.line <= lines.count {
      let excerpt = Excerpt(line: lines.line(place.line), place: place)
      rows.append(" \(number) | \(excerpt.text)".trimmingEnd)
      rows.append(" \(gutter) | \(excerpt.indent)" + painted(excerpt.carets, finding.level.paint))
    }
    rows += labelled(finding.language.words("经过：", "story: "), finding.story, gutter)
    if let suggestion = finding.suggestion {
      let bullet = suggestion.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
      rows += labelled(finding.language.words("建议：", "suggestion: "), bullet, gutter)
    }
    return rows.joined(separator: "\n")
  }

  /// The first line stands behind the label, the others below it.
  private func labelled(_ label: String, _ texts: [String], _ gutter: String) -> [String] {
    texts.enumerated().map { index, text in
      let lead = index == 0 ? " \(gutter) = \(label)" : String(repeating: " ", count: gutter.count + 4 + displayWidth(of: label))
      return (lead + printable(text)).trimmingEnd
    }
  }

  private func painted(_ text: String, _ paint: String) -> String { inColour ? "\u{1B}[\(paint)m\(text)\u{1B}[0m" : text }
}

extension Diagnostic.Level {
  /// The numbers of an ANSI "select graphic rendition" sequence.
  fileprivate var paint: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

/// The text without anything that would move a terminal's cursor, change its colours or turn its writing direction: a document can't forge a finding.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.movesTheCursor) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.movesTheCursor ? "\u{FFFD}" : $0 }))
}

extension Unicode.Scalar {
  /// Control characters, line and paragraph separators, and the marks of the bidirectional algorithm (Unicode Standard Annex 9).
  var movesTheCursor: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
