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

  func isInside(_ other: Place) -> Bool {
    (line, column) >= (other.line, other.column) && (endLine, endColumn) <= (other.endLine, other.endColumn)
  }

  /// The smallest place that covers both.
  public func joined(with other: Place) -> Place {
    let first = (line, column) <= (other.line, other.column) ? self : other
    let last = (endLine, endColumn) >= (other.endLine, other.endColumn) ? self : other
    return Place(line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn)
  }
}
