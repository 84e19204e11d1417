public import Playbook

/// A code that was sent to a number, to find out whether it is whose they say. Neither the number nor the code is kept, only what recognises them.
public struct PhoneVerification: Hashable, Sendable {
  public let id: String
  /// SHA-256 that the number is known by.
  public let phone: [UInt8]
  /// The key of the code's digest: no two codes have the same one.
  public let salt: [UInt8]
  /// HMAC-SHA256 of the code.
  public let code: [UInt8]
  public let askedAt: Instant
  /// Who asked for it, as the audit names callers.
  public let askedBy: String
  /// From then on the code is no good.
  public let expiresAt: Instant
  /// How often a code was held against it.
  public internal(set) var tries: Int
  /// SHA-256 of the proof that the right code was answered with; nil before.
  public internal(set) var proof: [UInt8]?
  /// From then on the proof is no good.
  public internal(set) var proofUntil: Instant?

  public init(
    id: String, phone: [UInt8], salt: [UInt8], code: [UInt8], askedAt: Instant, askedBy: String, expiresAt: Instant, tries: Int = 0, proof: [UInt8]? = nil,
    proofUntil: Instant? = nil
  ) {
    self.id = id
    self.phone = phone
    self.salt = salt
    self.code = code
    self.askedAt = askedAt
    self.askedBy = askedBy
    self.expiresAt = expiresAt
    self.tries = tries
    self.proof = proof
    self.proofUntil = proofUntil
  }
}

/// What became of a verification that was to be kept.
public enum PhoneVerificationAdded: Hashable, Sendable {
  case kept
  /// Its number has had as many as it may; the earliest of them was asked for then.
  case tooMany(since: Instant)
}
