/// Turns the Markdown parser's byte columns into character columns.
///
/// The line that was asked for last is remembered with a mark every so many bytes, so that many questions about one very long line stay cheap.
struct ColumnCounter {
  private let lines: SourceLines
  private var line = 0
  /// How many characters begin before each mark.
  private var marks = [0]

  private static let bytesBetweenMarks = 256

  init(_ lines: SourceLines) { self.lines = lines }

  /// - Parameters: a line from 1 and a byte column from 1. - Returns: the character column from 1.
  mutating func column(line wanted: Int, byteColumn: Int) -> Int {
    let bytes = lines.bytes(ofLine: wanted)
    if wanted != line { mark(bytes, ofLine: wanted) }
    let offset = min(max(byteColumn - 1, 0), bytes.count)
    let mark = min(offset / Self.bytesBetweenMarks, marks.count - 1)
    let start = bytes.startIndex + mark * Self.bytesBetweenMarks
    return marks[mark] + Self.characters(bytes[start..<(bytes.startIndex + offset)]) + 1
  }

  private mutating func mark(_ bytes: ArraySlice<UInt8>, ofLine number: Int) {
    line = number
    marks = [0]
    var start = bytes.startIndex
    while start + Self.bytesBetweenMarks <= bytes.endIndex {
      let end = start + Self.bytesBetweenMarks
      marks.append(marks[marks.count - 1] + Self.characters(bytes[start..<end]))
      start = end
    }
  }

  /// Every byte but those that continue a character begins one.
  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}
