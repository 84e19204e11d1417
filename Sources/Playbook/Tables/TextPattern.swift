/// A text in which `*` stands for any characters, also none. Letter case, white space and the width of characters don't matter.
public struct TextPattern: Hashable, Sendable {
  /// As it was written, without the quotation marks.
  public let text: String
  /// What stands between the stars, in the writing that texts are compared in. The first is the beginning of the text, the last its end.
  let pieces: [[UInt8]]

  private static let star = UInt8(ascii: "*")

  init(_ text: some StringProtocol) {
    self.text = String(text)
    pieces = Self.comparable(text).split(separator: Self.star, omittingEmptySubsequences: false).map(Array.init)
  }

  /// The writing that texts are compared in.
  static func comparable(_ text: some StringProtocol) -> [UInt8] { Array(normalized(text).utf8) }

  /// - Parameter bytes: a text in the writing that texts are compared in.
  func matches(_ bytes: [UInt8]) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return bytes.isEmpty }
    guard pieces.count > 1 else { return bytes == first }
    guard bytes.count >= first.count + last.count, bytes.starts(with: first), bytes[(bytes.count - last.count)...].elementsEqual(last) else { return false }
    // Between the two ends each piece is found as early as it can be: that never spoils it for a later one.
    var rest = bytes[first.count..<(bytes.count - last.count)]
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let end = Self.end(of: piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  private static func end(of piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var start = bytes.startIndex
    while start + piece.count <= bytes.endIndex {
      if bytes[start..<(start + piece.count)].elementsEqual(piece) { return start + piece.count }
      start += 1
    }
    return nil
  }
}
