public import Playbook

/// From a log-in to a log-out. Its secret is in a cookie and isn't kept: only a digest, by which it is recognised.
public struct KeptSession: Hashable, Sendable {
  /// SHA-256 of the secret.
  public let digest: [UInt8]
  /// The log-in name.
  public let account: String
  public let createdAt: Instant
  /// When somebody last came in by it, to a minute.
  public var seenAt: Instant
  public var expiresAt: Instant

  public init(digest: [UInt8], account: String, createdAt: Instant, seenAt: Instant, expiresAt: Instant) {
    self.digest = digest
    self.account = account
    self.createdAt = createdAt
    self.seenAt = seenAt
    self.expiresAt = expiresAt
  }
}

/// What becomes of an account's sessions when it changes.
public struct SessionChange: Hashable, Sendable {
  /// Which of them end.
  public enum Ending: Hashable, Sendable {
    case none, all
    /// All but the one with this digest.
    case others(than: [UInt8])
  }

  public let ending: Ending
  /// One that begins, behind those that end.
  public let beginning: KeptSession?

  public init(ending: Ending = .none, beginning: KeptSession? = nil) {
    self.ending = ending
    self.beginning = beginning
  }

  /// They stay as they are.
  public static let none = SessionChange()
}
