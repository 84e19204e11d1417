/// Base 32 (RFC 4648) without padding, as programs that make codes read secrets.
enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    var (kept, bits) = (UInt32(0), 0)
    for byte in bytes {
      kept = kept << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(letters[Int(kept >> UInt32(bits) & 31)])
      }
      kept &= 1 << UInt32(bits) - 1
    }
    if bits > 0 { text.append(letters[Int(kept << UInt32(5 - bits) & 31)]) }
    return text
  }
}
