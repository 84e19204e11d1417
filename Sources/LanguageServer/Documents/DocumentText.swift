import Playbook

/// The text of a document with its lines, and the way between the client's positions and ours.
///
/// Lines end at LF, CR or CRLF, as in LSP and in CommonMark.
struct DocumentText {
  private(set) var text: String
  private(set) var lines: SourceLines
  let encoding: PositionEncoding

  init(_ text: String, encoding: PositionEncoding) {
    self.text = text
    self.encoding = encoding
    lines = SourceLines(text)
  }

  /// A byte order mark isn't part of the text that is compiled.
  private var hasMark: Bool { text.unicodeScalars.first == "\u{FEFF}" }

  // MARK: positions

  /// - Parameters: line and column from 1, the column in code points of the compiled text.
  func position(line: Int, column: Int) -> Position {
    let column = column + (line == 1 && hasMark ? 1 : 0)
    let before = lines.line(line).unicodeScalars.prefix(max(column - 1, 0))
    return Position(line: max(line - 1, 0), character: before.reduce(0) { $0 + encoding.width($1) })
  }

  func span(_ place: Place) -> TextSpan {
    TextSpan(position(line: place.line, column: place.column), position(line: place.endLine, column: place.endColumn))
  }

  /// Our line and column for a client's position. One behind the end of its line means the end of the line.
  func place(_ position: Position) -> (line: Int, column: Int) {
    let line = position.line + 1
    let column = codePoints(in: lines.line(line), before: position.character) + 1
    return (line, line == 1 && hasMark ? max(column - 1, 1) : column)
  }

  /// How many code points stand before a unit; one in the middle of a code point counts as before it.
  private func codePoints(in line: String, before character: Int) -> Int {
    var units = 0
    var count = 0
    for scalar in line.unicodeScalars {
      units += encoding.width(scalar)
      if units > character { break }
      count += 1
    }
    return count
  }

  /// What stands in the position's line before and behind it.
  func split(at position: Position) -> (before: String, behind: String) {
    let scalars = lines.line(position.line + 1).unicodeScalars
    let count = codePoints(in: lines.line(position.line + 1), before: position.character)
    return (String(String.UnicodeScalarView(scalars.prefix(count))), String(String.UnicodeScalarView(scalars.dropFirst(count))))
  }

  /// The end of the text.
  var end: Position {
    let last = lines.line(lines.count)
    return Position(line: lines.count - 1, character: last.unicodeScalars.reduce(0) { $0 + encoding.width($1) })
  }

  /// The line end that the document uses.
  var lineEnd: String { text.utf8.contains(13) && text.contains("\r\n") ? "\r\n" : "\n" }

  // MARK: edits

  /// Replaces what stands between two positions. Positions behind an end mean the end.
  mutating func replace(_ span: TextSpan, with words: String) {
    let lower = offset(span.start)
    let upper = max(offset(span.end), lower)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(lower..<upper, with: words.utf8)
    self = DocumentText(String(decoding: bytes, as: UTF8.self), encoding: encoding)
  }

  /// Replaces several spans at once, none of which meets another; all are positions in the text as it is now.
  mutating func replaceAll(_ edits: [(span: TextSpan, words: String)]) {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var behind = 0
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
      let lower = max(offset(edit.span.start), behind)
      result += bytes[behind..<lower]
      result += Array(edit.words.utf8)
      behind = max(offset(edit.span.end), lower)
    }
    result += bytes[behind...]
    self = DocumentText(String(decoding: result, as: UTF8.self), encoding: encoding)
  }

  /// Where a position stands, in bytes.
  private func offset(_ position: Position) -> Int {
    guard position.line < lines.count else { return text.utf8.count }
    let line = lines.line(position.line + 1)
    let count = codePoints(in: line, before: position.character)
    return lines.start(ofLine: position.line + 1) + line.unicodeScalars.prefix(count).reduce(0) { $0 + UTF8.width($1) }
  }
}
