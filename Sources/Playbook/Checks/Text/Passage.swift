/// One line of a document as its writer set it down: a heading, an item, a cell or a paragraph, whatever the compiler makes of it.
struct Passage: Sendable {
  /// From 1.
  let line: Int
  /// The column of the first letter.
  let column: Int
  let marker: PlainMarker
  /// As written, from behind the numbering on.
  let raw: [Unicode.Scalar]
  /// The same, folded: compared and searched.
  let letters: [Unicode.Scalar]
  /// The passage it stands below, by index.
  let parent: Int?
  /// A line that ends in a bar: one cell of a table that was flattened.
  let isCell: Bool
  /// Words to be said to somebody: `话术：`, `Say:`.
  let isWording: Bool
  /// Without the letters that end them.
  let sentences: [Range<Int>]
  let clauses: [Range<Int>]

  var all: Letters { letters[...] }
  var isHeading: Bool { marker.isSection }
  var text: String { Letters(raw).text }

  init(line: Int, column: Int, marker: PlainMarker, raw: [Unicode.Scalar], parent: Int?, isCell: Bool) {
    self.line = line
    self.column = column
    self.marker = marker
    self.raw = raw
    self.parent = parent
    self.isCell = isCell
    let letters = raw.map(\.folded)
    self.letters = letters
    isWording = wordings.match(at: 0, in: letters[...]).map { letters[...].at($0.range.upperBound) == ":" } ?? false
    sentences = cut(letters) { index in letters[index].isFullStop || isEnglishStop(letters, raw, at: index) }
    clauses = cut(letters) { index in letters[index].isClauseMark || isEnglishStop(letters, raw, at: index) }
  }

  /// The sentence or clause around a letter, as far as one reads at a glance.
  func sentence(around index: Int) -> Letters { part(of: sentences, around: index, atMost: 240) }
  func clause(around index: Int) -> Letters { part(of: clauses, around: index, atMost: 80) }

  /// The words before the first colon, without bold marks: `**配送问题**：超时…` is labelled `配送问题`.
  var label: Letters? {
    let longest = 24
    guard let colon = letters.prefix(longest + 1).firstIndex(of: ":") else { return nil }
    let label = letters[..<colon].trimmed { $0 == "*" || $0.properties.isWhitespace }
    return label.isEmpty || label.contains(where: { $0.isClauseMark }) ? nil : label
  }

  func place(_ range: Range<Int>) -> Place {
    Place(line: line, column: column + range.lowerBound, endLine: line, endColumn: column + range.upperBound)
  }

  /// Parts in quotation marks or 【】, without the marks.
  var quotations: [Range<Int>] {
    var found: [Range<Int>] = []
    var open: (mark: Unicode.Scalar, at: Int)?
    for index in letters.indices {
      let letter = letters[index]
      if let start = open {
        // Chinese marks are often typed the wrong way round.
        guard letter == closing(start.mark) || (isChineseQuote(letter) && isChineseQuote(start.mark)) else { continue }
        if index > start.at + 1 { found.append((start.at + 1)..<index) }
        open = nil
      } else if letter.isOpening || isChineseQuote(letter) {
        open = (letter, index)
      }
    }
    return found
  }

  private func part(of parts: [Range<Int>], around index: Int, atMost reach: Int) -> Letters {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].lowerBound <= index { low = middle + 1 } else { high = middle }
    }
    guard low > 0, parts[low - 1].contains(index) else { return letters[min(index, letters.count)..<min(index + 1, letters.count)] }
    return letters[parts[low - 1].clamped(to: (index - reach)..<(index + reach))]
  }
}

private let wordings = WordList(Keywords.say)

private func isChineseQuote(_ letter: Unicode.Scalar) -> Bool { letter == "“" || letter == "”" }

private func closing(_ mark: Unicode.Scalar) -> Unicode.Scalar {
  switch mark {
  case "“": "”"
  case "「": "」"
  case "『": "』"
  case "【": "】"
  default: mark
  }
}

private func cut(_ letters: [Unicode.Scalar], isEnd: (Int) -> Bool) -> [Range<Int>] {
  var parts: [Range<Int>] = []
  var start = 0
  for index in letters.indices where isEnd(index) {
    if index > start { parts.append(start..<index) }
    start = index + 1
  }
  if start < letters.count { parts.append(start..<letters.count) }
  return parts
}

/// A full stop between two English sentences: behind a word, before white space and a capital, a digit or the end. `e.g. 30` isn't one.
private func isEnglishStop(_ letters: [Unicode.Scalar], _ raw: [Unicode.Scalar], at index: Int) -> Bool {
  guard letters[index] == ".", index >= 2, letters[index - 1].isLatin || letters[index - 1] == ")" || letters[index - 1].isDigit else { return false }
  guard index + 1 < letters.count else { return true }
  guard letters[index + 1] == " " else { return false }
  let before = letters[..<index].suffix(3)
  if ["e.g", "i.e", " mr", " ms", "mrs", " dr", " no", "etc"].contains(where: { Letters(before).has(Array($0.unicodeScalars), at: before.startIndex) }) {
    return false
  }
  return raw[(index + 1)...].first { $0 != " " }.map(\.isLatinCapital) ?? true
}
