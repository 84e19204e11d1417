/// What a client counts in a line. UTF-16 is what LSP counts when nobody says otherwise.
enum PositionEncoding: String, CaseIterable {
  // In the order of preference: our own places count code points.
  case utf32 = "utf-32"
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The one to use with a client that offers these.
  init(offered: [String]) { self = Self.allCases.first { offered.contains($0.rawValue) } ?? .utf16 }

  /// How many units a code point takes.
  func width(_ scalar: Unicode.Scalar) -> Int {
    switch self {
    case .utf32: 1
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    }
  }
}

/// A place between two characters: line and character from 0, the character in units of the encoding.
struct Position: Hashable, Comparable {
  var line: Int
  var character: Int

  /// Source: LSP 3.17, `uinteger`.
  private static let most = Int(Int32.max)

  static func < (left: Position, right: Position) -> Bool { (left.line, left.character) < (right.line, right.character) }

  var json: JSON { ["line": .int(line), "character": .int(character)] }

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  init(_ json: JSON) throws(RPCError) {
    guard let line = json["line"].int, let character = json["character"].int, line >= 0, character >= 0 else {
      throw .invalidParameters("a position has a line and a character, from 0")
    }
    // No document is longer, and what is counted on from here never overflows.
    self.init(line: min(line, Self.most), character: min(character, Self.most))
  }
}

/// From a position up to another, which doesn't belong to it any more.
struct TextSpan: Hashable {
  var start: Position
  var end: Position

  var json: JSON { ["start": start.json, "end": end.json] }

  init(_ start: Position, _ end: Position) {
    self.start = start
    self.end = end
  }

  init(_ json: JSON) throws(RPCError) { self.init(try Position(json["start"]), try Position(json["end"])) }

  func meets(_ other: TextSpan) -> Bool { start <= other.end && other.start <= end }
}
