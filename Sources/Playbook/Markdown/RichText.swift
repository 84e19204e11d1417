/// The reading of one paragraph, list item or table cell: plain characters without markup, and where each of them stands.
///
/// A part of it is a `Substring` of `text`; `place(of:)` says where that part stands in the file.
public struct RichText: Hashable, Sendable {
  /// A stretch of characters that stand one behind another on one source line.
  struct Run: Hashable, Sendable {
    /// Offset in `text`, in UTF-8 bytes.
    var offset: Int
    var line: Int
    var column: Int
  }

  public internal(set) var text: String
  var runs: [Run]
  /// Parts set in `code`, as UTF-8 offsets.
  var codes: [Range<Int>]
  /// Parts that are links, as UTF-8 offsets, with their destination.
  var links: [Link]
  /// The whole stretch in the file, markup included.
  public var place: Place

  struct Link: Hashable, Sendable {
    var range: Range<Int>
    var destination: String
  }

  init(text: String = "", runs: [Run] = [], codes: [Range<Int>] = [], links: [Link] = [], place: Place) {
    self.text = text
    self.runs = runs
    self.codes = codes
    self.links = links
    self.place = place
  }

  /// Where a part of `text` stands, without white space around it: a line end reads as a space and isn't in the line.
  public func place(of part: Substring) -> Place {
    let part = part.trimmed
    let lower = text.utf8.distance(from: text.utf8.startIndex, to: part.startIndex)
    let upper = text.utf8.distance(from: text.utf8.startIndex, to: part.endIndex)
    return place(from: lower, to: upper)
  }

  func place(from lower: Int, to upper: Int) -> Place {
    let (line, column) = position(of: lower)
    // The end stands one past the last character, on that character's line.
    guard upper > lower else { return Place(line: line, column: column, endLine: line, endColumn: column) }
    var last = text.utf8.index(text.utf8.startIndex, offsetBy: upper - 1)
    while last > text.startIndex, text.utf8[last] & 0xC0 == 0x80 { last = text.utf8.index(before: last) }
    let (endLine, endColumn) = position(of: text.utf8.distance(from: text.utf8.startIndex, to: last))
    return Place(line: line, column: column, endLine: endLine, endColumn: endColumn + 1)
  }

  private func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (place.line, place.column) }
    let run = runs[low - 1]
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: run.offset)
    let end = text.utf8.index(text.utf8.startIndex, offsetBy: min(offset, text.utf8.count))
    return (run.line, run.column + text.unicodeScalars.distance(from: start, to: end))
  }

  /// The parts set in `code`, in order.
  public var codeParts: [Substring] { codes.map(part) }

  func part(_ range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  /// The link that makes up the whole text, if one does.
  var soleLink: (title: Substring, destination: String)? {
    guard links.count == 1, let link = links.first else { return nil }
    let title = part(link.range)
    let rest = text[..<title.startIndex].withoutNumbering + text[title.endIndex...]
    return rest.allSatisfy({ $0.isWhitespace || $0.isPunctuation }) ? (title, link.destination) : nil
  }
}
