import Crypto
import Playbook

/// What a file is known by: the SHA-256 of its bytes.
public struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public let text: String

  /// - Returns: nil when it isn't 64 hexadecimal digits in lower case.
  public init?(_ text: String) {
    guard let bytes = Hexadecimal.bytes(text), bytes.count == 32, Hexadecimal.text(bytes) == text else { return nil }
    self.text = text
  }

  init(_ digest: SHA256.Digest) {
    text = Hexadecimal.text(digest)
  }

  /// Its digits.
  public var description: String { text }

  /// Where stores keep it, so that no folder has too many: `ab/cd/abcd…`.
  var path: String { "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text)" }
}
