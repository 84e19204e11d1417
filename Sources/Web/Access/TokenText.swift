import Crypto
public import Ledger

/// A token as its holder has it: `gdn_ID_SECRET`.
public struct TokenText: Sendable {
  public let id: String
  private let secret: String

  private static let beginning = "gdn"
  /// Letters that aren't taken for one another.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
  /// 31 letters: 43 of them are 213 bits.
  private static let secretLength = 43
  private static let idLength = 10

  /// A new one, from the system's randomness.
  public init() {
    var chance = SystemRandomNumberGenerator()
    id = Self.drawn(Self.idLength, &chance)
    secret = Self.drawn(Self.secretLength, &chance)
  }

  /// Reads one; nil when it can't be one.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == Self.beginning, parts[1].count == Self.idLength, parts[2].count == Self.secretLength,
      parts.dropFirst().allSatisfy({ $0.allSatisfy(Self.letters.contains) })
    else { return nil }
    id = String(parts[1])
    secret = String(parts[2])
  }

  /// Shown once, when it is made.
  public var text: String { "\(Self.beginning)_\(id)_\(secret)" }

  /// A secret of so many random bits needs no slow hash: nobody guesses it.
  public var digest: [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

  /// Whether it is this one. It takes the same time wherever the digests differ.
  public func opens(_ kept: KeptToken) -> Bool {
    let digest = digest
    guard kept.token.id == id, kept.token.revokedAt == nil else { return false }
    return ConstantTime.areEqual(kept.digest, digest)
  }

  /// So many letters, each as likely as any other.
  static func drawn(_ count: Int, _ chance: inout SystemRandomNumberGenerator) -> String {
    String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &chance)] })
  }
}
