/// A stretch of a source file. Lines and columns count from 1; a column counts Unicode characters (code points); the end is exclusive.
public struct Place: Hashable, Sendable, Codable {
  public var line: Int
  public var column: Int
  public var endLine: Int
  public var endColumn: Int

  public init(line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The beginning of a file: where a finding about the whole document points.
  public static let start = Place(line: 1, column: 1, endLine: 1, endColumn: 1)

  /// The smallest place that covers both.
  public func joined(with other: Place) -> Place {
    let first = (line, column) <= (other.line, other.column) ? self : other
    let last = (endLine, endColumn) >= (other.endLine, other.endColumn) ? self : other
    return Place(line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn)
  }
}

/// Turns the Markdown parser's byte columns into character columns.
///
/// Columns are asked for in rising order, so each line is counted once, however long it is.
struct ColumnCounter {
  private let lines: SourceLines
  private var line = 0
  private var byte = 0
  private var characters = 0

  init(_ lines: SourceLines) { self.lines = lines }

  /// - Parameters: a line from 1 and a byte column from 1. - Returns: the character column from 1.
  mutating func column(line wanted: Int, byteColumn: Int) -> Int {
    if wanted != line || byteColumn - 1 < byte {
      (line, byte, characters) = (wanted, 0, 0)
    }
    let bytes = lines.bytes(ofLine: wanted)
    while byte < byteColumn - 1, byte < bytes.count {
      if bytes[bytes.startIndex + byte] & 0xC0 != 0x80 { characters += 1 }
      byte += 1
    }
    return characters + 1
  }
}
