/// A cell as it was written. Markdown takes the stars of `“*本人签收*”` for emphasis and drops them; here they stand again.
struct CellText {
  let rich: RichText

  init(_ cell: RichText, lines: SourceLines) {
    let place = cell.place
    let raw = String(
      String.UnicodeScalarView(
        lines.line(place.line).unicodeScalars.dropFirst(place.column - 1).prefix(max(0, place.endColumn - place.column))))
    func stars(_ text: String) -> Int { text.utf8.reduce(0) { $1 == UInt8(ascii: "*") ? $0 + 1 : $0 } }
    // Bold is no pattern: outside quotation marks a star is Markdown's.
    guard place.line == place.endLine, stars(raw) != stars(cell.text), raw[...].hasQuotedStar else {
      rich = cell
      return
    }
    rich = RichText(text: raw, runs: [.init(offset: 0, line: place.line, column: place.column)], place: place)
  }
}

extension Substring {
  /// The quotation marks that open a part, and what closes it.
  static let quotes: [Character: Character] = ["“": "”", "\"": "\"", "「": "」", "『": "』", "‘": "’", "'": "'"]

  /// Without quotation marks around the whole.
  var unquoted: Substring {
    let text = trimmed
    guard let first = text.first, let close = Self.quotes[first], text.count >= 2, text.last == close else { return text }
    return text.dropFirst().dropLast()
  }

  fileprivate var hasQuotedStar: Bool {
    var closing: Character?
    for character in self {
      if let close = closing {
        if character == close { closing = nil } else if character == "*" || character == "＊" { return true }
      } else {
        closing = Self.quotes[character]
      }
    }
    return false
  }

  /// Cut at any of the separators that stand outside quotation marks and brackets.
  /// - Parameter keepsNumbers: whether the comma of `1,000` is no separator.
  func cutOutsideQuotes(at separators: [String], keepsNumbers: Bool) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    var closing: Character?
    var depth = 0
    while index < endIndex {
      let character = self[index]
      if let close = closing {
        if character == close { closing = nil }
      } else if let close = Self.quotes[character], self[self.index(after: index)...].contains(close) {
        closing = close
      } else if "（([【".contains(character) {
        depth += 1
      } else if "）)]】".contains(character) {
        depth = Swift.max(0, depth - 1)
      } else if depth == 0, !(keepsNumbers && groupsDigits(at: index)),
        let separator = separators.first(where: { self[index...].hasPrefix($0) && standsAlone($0, at: index) })
      {
        parts.append(self[start..<index].trimmed)
        index = self.index(index, offsetBy: separator.count)
        start = index
        continue
      }
      index = self.index(after: index)
    }
    parts.append(self[start...].trimmed)
    return parts.filter { !$0.isEmpty }
  }

  private func standsAlone(_ separator: String, at index: Index) -> Bool {
    guard separator.first?.isASCII == true, separator.first?.isLetter == true else { return true }
    let before = index == startIndex ? " " : self[self.index(before: index)]
    let after = self[index...].dropFirst(separator.count).first ?? " "
    return before.isWhitespace && after.isWhitespace
  }
}
