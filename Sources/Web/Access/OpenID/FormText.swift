/// Names and values as addresses and forms write them: whatever isn't a letter, a digit or one of `-._~` by its bytes.
enum FormText {
  static func pairs(_ pairs: [(String, String)]) -> String { pairs.map { "\(word($0.0))=\(word($0.1))" }.joined(separator: "&") }

  static func word(_ text: String) -> String {
    var word = ""
    for byte in text.utf8 {
      if isPlain(byte) { word.unicodeScalars.append(UnicodeScalar(byte)) } else { word += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true) }
    }
    return word
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: Array("-._~".utf8).contains(byte)
    }
  }
}
