/// One line of a raw text: what it begins with, its words with their places, and what it is to the outline.
struct PlainLine: Sendable {
  /// From 1.
  let number: Int
  /// In columns: a tab goes on to the next multiple of four, a full-width space counts two.
  let indent: Int
  var marker: PlainMarker
  let ordinal: Int?
  var text: RichText
  /// The whole line is set in bold.
  let isBold: Bool
  let isCode: Bool
  /// No blank line stands between it and the line before.
  let followsDirectly: Bool
  var role = Role.item

  enum Role: Sendable {
    /// The document's title, or the title once more.
    case title
    /// What the place that the text was taken from says about itself.
    case boilerplate
    case item
    /// Shown at the item above, never executed: code, references.
    case aside
    /// A line of a table.
    case row
    /// The line goes on with the sentence above.
    case continuation
  }

  /// - Parameter isCode: the line stands for itself, whatever it begins with.
  init(number: Int, text line: String, followsDirectly: Bool, isCode: Bool) {
    let scalars = Array(line.unicodeScalars)
    var start = 0
    var indent = 0
    while start < scalars.count, scalars[start].properties.isWhitespace || isInvisible(scalars[start]) {
      indent += isInvisible(scalars[start]) ? 0 : scalars[start] == "\t" ? 4 - indent % 4 : scalars[start] == "\u{3000}" ? 2 : 1
      start += 1
    }
    var end = scalars.count
    while end > start, scalars[end - 1].properties.isWhitespace || isInvisible(scalars[end - 1]) { end -= 1 }
    isBold = !isCode && end - start > 4 && scalars[start] == "*" && scalars[start + 1] == "*" && scalars[end - 1] == "*" && scalars[end - 2] == "*"
    let bold = isBold ? 2 : 0
    var read = isCode ? ReadMarker() : readMarker(scalars[(start + bold)..<max(start + bold, end)])
    // `1. 1、…` is a number that an export counted again.
    if case .number = read.marker {
      let rest = scalars[(start + bold + read.length)..<max(start + bold + read.length, end)]
      let spaces = rest.prefix { $0.properties.isWhitespace }.count
      let again = readMarker(rest.dropFirst(spaces))
      if again.marker == .number, again.ordinal == read.ordinal { read.length += spaces + again.length }
    }
    var words = start + bold + read.length
    while words < end, scalars[words].properties.isWhitespace { words += 1 }
    self.number = number
    self.indent = indent
    self.isCode = isCode
    self.followsDirectly = followsDirectly
    marker = read.marker
    ordinal = read.ordinal
    text = plainText(scalars, words..<max(words, end), line: number, isCode: isCode)
  }

  /// The words end as a sentence does.
  var isSentence: Bool { text.text.unicodeScalars.last.map { "。.！!？?；;…".unicodeScalars.contains($0) } ?? false }

  /// A point that reads like a title: what follows it may belong to it.
  var isPhrase: Bool {
    !isSentence && displayWidth(of: text.text.prefix(120)) <= 100 && !text.text.unicodeScalars.contains { "。！？；;".unicodeScalars.contains($0) }
  }

  var endsWithColon: Bool { text.text.unicodeScalars.last.map { $0 == "：" || $0 == ":" } ?? false }

  /// A few words without any punctuation, as titles and the boxes of a flow chart are.
  var isBare: Bool {
    isShort && !text.text.isEmpty && !text.text.unicodeScalars.contains { "，。；！？：,;!?:|>".unicodeScalars.contains($0) }
  }

  /// Not longer than a title.
  var isShort: Bool { displayWidth(of: text.text.prefix(40)) <= 24 }
}

/// Characters that print nothing and that exports leave behind.
func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x00AD: true
  default: false
  }
}

/// The words of a part of a line with the place of every character: without `**` and characters that print nothing, `code` noted as such.
private func plainText(_ scalars: [Unicode.Scalar], _ range: Range<Int>, line: Int, isCode: Bool) -> RichText {
  let scalarsBetweenRuns = 512
  var text = String.UnicodeScalarView()
  var rich = RichText(place: Place(line: line, column: range.lowerBound + 1, endLine: line, endColumn: range.upperBound + 1))
  var offset = 0
  var index = range.lowerBound
  // Where the next run begins at the latest; 0 when characters were left out.
  var nextRun = 0
  var openCode: Int?
  while index < range.upperBound {
    let scalar = scalars[index]
    if !isCode, scalar == "*", index + 1 < range.upperBound, scalars[index + 1] == "*" {
      index += 2
      nextRun = 0
      continue
    }
    if isInvisible(scalar) {
      index += 1
      nextRun = 0
      continue
    }
    if !isCode, scalar == "`" {
      if let start = openCode {
        rich.codes.append(start..<offset)
        openCode = nil
        index += 1
        nextRun = 0
        continue
      }
      if scalars[(index + 1)..<min(index + 200, range.upperBound)].contains("`") {
        openCode = offset
        index += 1
        nextRun = 0
        continue
      }
    }
    if index >= nextRun {
      rich.runs.append(.init(offset: offset, line: line, column: index + 1))
      nextRun = index + scalarsBetweenRuns
    }
    text.append(scalar)
    offset += UTF8.width(scalar)
    index += 1
  }
  rich.text = String(text)
  return rich
}
