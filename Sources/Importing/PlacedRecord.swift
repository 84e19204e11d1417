/// A place between two records of a file.
public struct FilePlace: Hashable, Sendable {
  /// Bytes from the beginning of the file.
  public let offset: Int
  /// From 1.
  public let line: Int

  public static let start = FilePlace(offset: 0, line: 1)

  public init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }
}

/// What a file holds at one place, or why that can't be read.
public struct PlacedRecord<Content: Sendable>: Sendable {
  /// The line it begins in, from 1.
  public let line: Int
  /// Behind its line end: where the next one begins.
  public let end: FilePlace
  public let content: Result<Content, UnreadLine>
}

/// A line that is no record. Reading goes on behind it.
public struct UnreadLine: Error, Hashable, Sendable {
  public let fault: RecordFault
  /// The line as it stands there; only its beginning when it is longer than a record may be.
  public let text: String
}

/// Why a line is no record.
public enum RecordFault: Hashable, Sendable {
  case notUTF8
  /// Something stands between a closing quote and the next comma.
  case textBehindQuote
  /// No closing quote within `RecordLimits.bytes`, or before the file ends.
  case openQuote
  case tooLong
}

/// What a record may have.
public enum RecordLimits {
  /// With its line end. Four times what an order event may have: quotes are written twice, and so may be their escapes.
  public static let bytes = 262_144
}
