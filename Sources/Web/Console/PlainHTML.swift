import Mustache

/// Makes text harmless in HTML, byte by byte.
///
/// The library's own goes by characters, and a sign that joins with the one before it or behind it makes another character of `<`: U+0600 and `<` are one.
struct PlainHTML: MustacheContentType {
  /// Templates are read with this before them: the library's own holds for those without.
  static let mark = "{{% CONTENT_TYPE:GENDAN}}"

  static func register() { MustacheContentTypes.register(PlainHTML(), named: "GENDAN") }

  func escapeText(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { Self.isSpecial($0) }) else { return String(decoding: bytes, as: UTF8.self) }
      var harmless: [UInt8] = []
      harmless.reserveCapacity(bytes.count + 64)
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "<"): harmless += "&lt;".utf8
        case UInt8(ascii: ">"): harmless += "&gt;".utf8
        case UInt8(ascii: "&"): harmless += "&amp;".utf8
        case UInt8(ascii: "\""): harmless += "&quot;".utf8
        case UInt8(ascii: "'"): harmless += "&#39;".utf8
        default: harmless.append(byte)
        }
      }
      return String(decoding: harmless, as: UTF8.self)
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
