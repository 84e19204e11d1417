public import Playbook

/// An account with what recognises its person, and how log-ins went.
public struct KeptAccount: Hashable, Sendable {
  public var account: DeskAccount
  public var password: KeptPassword
  /// When a one-time password ends; nil for one that its person chose.
  public var passwordUntil: Instant?
  /// The second factor; nil without one.
  public var totp: TOTPState?
  /// Log-ins that failed since the last one that didn't.
  public var failures: Int
  public var lockedUntil: Instant?
  /// Grows by one with each change: whoever changes an account says which state was looked at.
  public let revision: Int

  public init(
    account: DeskAccount, password: KeptPassword, passwordUntil: Instant? = nil, totp: TOTPState? = nil, failures: Int = 0, lockedUntil: Instant? = nil,
    revision: Int = 1
  ) {
    self.account = account
    self.password = password
    self.passwordUntil = passwordUntil
    self.totp = totp
    self.failures = failures
    self.lockedUntil = lockedUntil
    self.revision = revision
  }

  /// The same, one revision on: as a ledger keeps what was changed.
  package var next: KeptAccount {
    KeptAccount(
      account: account, password: password, passwordUntil: passwordUntil, totp: totp, failures: failures, lockedUntil: lockedUntil, revision: revision + 1)
  }
}

/// What recognises a password: scrypt's digest (RFC 7914), and what it was made with.
public struct KeptPassword: Hashable, Sendable {
  public let salt: [UInt8]
  /// scrypt's N, a power of two.
  public let rounds: Int
  /// scrypt's r.
  public let blockSize: Int
  /// scrypt's p.
  public let parallelism: Int
  public let digest: [UInt8]

  public init(salt: [UInt8], rounds: Int, blockSize: Int, parallelism: Int, digest: [UInt8]) {
    self.salt = salt
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
    self.digest = digest
  }
}

/// A second factor: codes that a telephone makes from a shared secret and the time (RFC 6238).
public struct TOTPState: Hashable, Sendable {
  public let secret: [UInt8]
  /// The step of the last code that was taken, in 30 s since 1970; 0 before the first. No code of this step or an earlier one is taken again.
  public var lastStep: Int64
  /// Whether its person has shown a code. Before that none is asked for.
  public var isConfirmed: Bool

  public init(secret: [UInt8], lastStep: Int64 = 0, isConfirmed: Bool = false) {
    self.secret = secret
    self.lastStep = lastStep
    self.isConfirmed = isConfirmed
  }
}
