/// The secrets in links for parties (`/p/eyJ….….…`), taken out of words that are shown or searched: whoever reads one can come in as the party.
/// It went out to them whole, and nobody else needs it again.
///
/// Such a secret is a JWT. Every other JWT is taken out as well: none belongs into a case.
public enum LinkTokens {
  private static let mask = "•••"
  /// How each begins: `{"` in base 64.
  private static let beginning = Array("eyJ".utf8)
  /// Head, claims and signature, with dots between.
  private static let segments = 3

  /// The same words, with `/p/•••` in the place of a link's path. In a text of JSON it stays JSON.
  public static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    var (kept, at) = (0, 0)
    while at < bytes.count {
      guard bytes[at] == beginning[0], bytes[at...].starts(with: beginning) else {
        at += 1
        continue
      }
      guard let end = endOfToken(from: at, in: bytes) else {
        at = endOfSegment(from: at, in: bytes)
        continue
      }
      shown += bytes[kept..<at]
      shown += Array(mask.utf8)
      (kept, at) = (end, end)
    }
    guard kept > 0 else { return text }
    return String(decoding: shown + bytes[kept...], as: UTF8.self)
  }

  /// Nil where none begins. What hangs on it by further dots goes with it.
  private static func endOfToken(from start: Int, in bytes: [UInt8]) -> Int? {
    var at = endOfSegment(from: start, in: bytes)
    var count = 1
    while at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      let end = endOfSegment(from: at + 1, in: bytes)
      guard end > at + 1 else { break }
      at = end
      count += 1
    }
    return count >= segments ? at : nil
  }

  private static func endOfSegment(from start: Int, in bytes: [UInt8]) -> Int {
    var at = start
    while at < bytes.count, isBase64(bytes[at]) { at += 1 }
    return at
  }

  /// As addresses have it.
  private static func isBase64(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
