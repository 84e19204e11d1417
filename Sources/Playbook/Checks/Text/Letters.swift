/// A part of a passage, one element for each Unicode character, so that an offset is a column.
typealias Letters = ArraySlice<Unicode.Scalar>

extension Letters {
  var text: String { String(String.UnicodeScalarView(self)) }

  /// Without white space at both ends.
  var trimmed: Letters { trimmed { $0.properties.isWhitespace } }

  func trimmed(where isLeftOut: (Unicode.Scalar) -> Bool) -> Letters {
    var part = self
    while let first = part.first, isLeftOut(first) { part = part.dropFirst() }
    while let last = part.last, isLeftOut(last) { part = part.dropLast() }
    return part
  }

  /// Whether `word` stands at `index`.
  func has(_ word: some Collection<Unicode.Scalar>, at index: Int) -> Bool {
    guard index >= startIndex, index + word.count <= endIndex else { return false }
    var here = index
    for letter in word {
      if self[here] != letter { return false }
      here += 1
    }
    return true
  }

  /// The letter at `index`, nil outside.
  func at(_ index: Int) -> Unicode.Scalar? { indices.contains(index) ? self[index] : nil }

  /// Only what is spoken: no signs, no white space. Texts that differ in nothing else are the same.
  var spoken: [Unicode.Scalar] { filter { $0.isLatin || $0.isDigit || isHan($0) || ($0.value > 0x2FF && $0.properties.isAlphabetic) } }

  /// Shortened for a message.
  func short(_ limit: Int = 24) -> String { count > limit ? Letters(prefix(limit)).text + "…" : text }
}

extension Unicode.Scalar {
  var isDigit: Bool { (48...57).contains(value) }
  var isLatin: Bool { (97...122).contains(value) || (65...90).contains(value) }
  var isLatinCapital: Bool { (65...90).contains(value) }

  /// Small letters and half-width signs: what documents write in several ways is compared in one.
  var folded: Unicode.Scalar {
    switch value {
    case 65...90: Unicode.Scalar(value + 32) ?? self
    // Full-width forms stand 0xFEE0 above their ASCII twins.
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0).map { $0.isLatinCapital ? $0.folded : $0 } ?? self
    case 0x3000, 0xA0: " "
    case 0x2019: "'"
    default: self
    }
  }

  /// Ends a sentence whatever follows.
  var isFullStop: Bool { self == "。" || self == ";" || self == "!" || self == "?" || self == "…" }

  /// Ends a clause.
  var isClauseMark: Bool { isFullStop || self == "," || self == ":" || self == "(" || self == ")" || self == "【" || self == "】" || self == "|" }

  var isOpening: Bool { "“「『【\"".unicodeScalars.contains(self) }
}
