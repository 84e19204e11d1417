import Ledger
import Playbook

/// People come in: by name, password and, where they have set one up, a code of their telephone.
///
/// It gives away neither whether there is somebody of a name nor whether a password is right: both answers are the same and take the same time, and both lock.
struct LogIn: Sendable {
  /// What somebody typed.
  struct Attempt: Sendable {
    let account: String
    let password: String
    var code: String?
    /// What they want their password to be from now on.
    var newPassword: String?
    /// Where it comes from, for the audit.
    var client: String?

    var origin: String? { client.map { "from \($0)" } }
  }

  /// Somebody who came in.
  struct Entered: Sendable {
    let secret: SessionSecret
    let session: KeptSession
    let account: KeptAccount
  }

  enum Outcome: Sendable {
    case entered(Entered)
    case refused(Refusal)
  }

  /// Why somebody didn't come in, as far as they are told.
  enum Refusal: Hashable, Sendable {
    /// The name, the password or the code.
    case wrong
    /// The password is right, and a code has to come with it.
    case codeNeeded
    case locked(until: Instant)
    /// A one-time password that nobody has changed in time.
    case passwordExpired
    /// The new password can't be.
    case badPassword(Problem.Words)
  }

  /// How long a session lasts, and how long without being used.
  static let longest = TimeAmount.hours(12)
  static let longestIdle = TimeAmount.minutes(60)
  /// Others change an account too; who loses so often in a row is told to come again.
  static let tries = 20

  let ledger: any AccountLedger
  let passwords: Passwords
  let clock: @Sendable () -> Instant
  private let strangers = StrangerCount()

  init(ledger: any AccountLedger, passwords: Passwords, clock: @escaping @Sendable () -> Instant) {
    self.ledger = ledger
    self.passwords = passwords
    self.clock = clock
  }

  /// Lets somebody in, or not; either way it is in the audit. What comes while an account is locked isn't: it would fill it.
  /// - Throws: `LedgerError`, `HashingFault`.
  func open(_ attempt: Attempt) async throws -> Outcome {
    let now = clock()
    let kept = try await account(attempt.account)
    if let until = kept == nil ? strangers.lock(of: attempt.account, at: now) : kept?.lockedUntil, now < until { return .refused(.locked(until: until)) }
    // All of it whatever comes of it: how long it takes tells nothing.
    let isRight = try await passwords.matches(attempt.password, kept?.password)
    let fault = attempt.newPassword.flatMap { PasswordRule.fault($0, account: attempt.account, former: attempt.password) }
    var newPassword: KeptPassword?
    if fault == nil, let chosen = attempt.newPassword { newPassword = try await passwords.hash(chosen) }
    guard let kept else { return .refused(try await refuseStranger(attempt, at: now)) }
    let secret = SessionSecret()
    let session = KeptSession(
      digest: secret.digest, account: kept.account.id, createdAt: now, seenAt: now, expiresAt: now + min(Self.longest, Self.longestIdle))
    let decision = LogInDecision(
      attempt: attempt, password: kept.password, isRight: isRight, newPassword: newPassword, fault: fault, session: session, now: now)
    return try await carryOut(decision, secret)
  }

  /// What counts is how the account stands when it is stored: of many attempts at once none gets around the lock.
  private func carryOut(_ decision: LogInDecision, _ secret: SessionSecret) async throws -> Outcome {
    for _ in 0..<Self.tries {
      guard let kept = try await ledger.readAccount(decision.session.account) else { return .refused(.wrong) }
      switch decision.verdict(on: kept) {
      case .answer(let refusal, let notes):
        _ = try await ledger.appendAudit(notes)
        return .refused(refusal)
      case .refuse(let refusal, let failed, let notes):
        if try await ledger.changeAccount(failed, sessions: .none, noting: notes) { return .refused(refusal) }
      case .enter(let entered, let sessions, let notes):
        if try await ledger.changeAccount(entered, sessions: sessions, noting: notes) {
          _ = try await ledger.dropSessions(expiredAt: decision.now)
          return .entered(Entered(secret: secret, session: decision.session, account: entered))
        }
      }
    }
    throw HashingFault.busy
  }

  /// The same as for an account.
  private func refuseStranger(_ attempt: Attempt, at now: Instant) async throws -> Refusal {
    let until = strangers.fail(attempt.account, at: now)
    // Not the name: people type passwords there.
    let actions: [AuditAction] = until == nil ? [.logInFailed] : [.logInFailed, .lockedOut]
    _ = try await ledger.appendAudit(
      actions.map { AuditNote(at: now, who: "visitor", what: $0, about: "an unknown account", detail: attempt.origin) })
    return until.map { Refusal.locked(until: $0) } ?? .wrong
  }

  private func account(_ id: String) async throws -> KeptAccount? { try await DeskAccount.isID(id) ? ledger.readAccount(id) : nil }
}
