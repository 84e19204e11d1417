public import Ledger
public import Playbook

/// A password that somebody else made: good until it is changed, which is the first thing its person must do, and for a week at most.
public struct OneTimePassword: Hashable, Sendable {
  public static let life = TimeAmount.hours(7 * 24)
  /// 16 of 31 letters: 79 bits.
  private static let groups = 4
  private static let groupLength = 4

  /// Shown once, when it is made: `abcd-efgh-jkmn-pqrs`.
  public let text: String

  /// A new one, from the system's randomness.
  public init() {
    var chance = SystemRandomNumberGenerator()
    text = (0..<Self.groups).map { _ in TokenText.drawn(Self.groupLength, &chance) }.joined(separator: "-")
  }
}

extension Passwords {
  /// A new account, with the password that is to be told its person.
  /// - Throws: `HashingFault`.
  public func begin(_ account: DeskAccount, at now: Instant) async throws(HashingFault) -> (kept: KeptAccount, oneTime: OneTimePassword) {
    let oneTime = OneTimePassword()
    var account = account
    account.mustChangePassword = true
    return (KeptAccount(account: account, password: try await hash(oneTime.text), passwordUntil: now + OneTimePassword.life), oneTime)
  }

  /// The account of somebody who has lost the password, and the telephone perhaps: a new password, no second factor, no failures.
  /// - Throws: `HashingFault`.
  public func beginAnew(_ kept: KeptAccount, at now: Instant) async throws(HashingFault) -> (kept: KeptAccount, oneTime: OneTimePassword) {
    let oneTime = OneTimePassword()
    var kept = kept
    kept.password = try await hash(oneTime.text)
    kept.passwordUntil = now + OneTimePassword.life
    kept.account.mustChangePassword = true
    kept.totp = nil
    kept.failures = 0
    kept.lockedUntil = nil
    return (kept, oneTime)
  }
}
