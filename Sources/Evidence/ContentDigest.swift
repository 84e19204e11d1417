import Crypto

/// What a file is known by: the SHA-256 of its bytes.
public struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public let text: String

  /// - Returns: nil when it isn't 64 hexadecimal digits in lower case.
  public init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ Self.digits.contains($0) }) else { return nil }
    self.text = text
  }

  init(_ digest: SHA256.Digest) {
    text = String(decoding: digest.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Its digits.
  public var description: String { text }

  /// Where stores keep it, so that no folder has too many: `ab/cd/abcd…`.
  var path: String { "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text)" }
}
