import Ledger
import Playbook

/// What a log-in comes to, as the account stands. It decides and stores nothing: `LogIn` does, and asks again when the account has changed meanwhile.
struct LogInDecision: Sendable {
  let attempt: LogIn.Attempt
  /// The password that the attempt was held against.
  let password: KeptPassword
  /// Whether it fitted.
  let isRight: Bool
  /// What the account's password becomes; nil when it stays.
  let newPassword: KeptPassword?
  /// Why it can't become that; nil when nothing is wrong with it.
  let fault: Problem.Words?
  let session: KeptSession
  let now: Instant

  enum Verdict: Sendable {
    /// Nothing changes.
    case answer(LogIn.Refusal, noting: [AuditNote])
    /// Failures are counted.
    case refuse(LogIn.Refusal, KeptAccount, noting: [AuditNote])
    /// The session begins.
    case enter(KeptAccount, SessionChange, noting: [AuditNote])
  }

  func verdict(on kept: KeptAccount) -> Verdict {
    if let until = kept.lockedUntil, now < until { return .answer(.locked(until: until), noting: []) }
    guard isRight, kept.password == password else { return failure(kept, "wrong password") }
    guard kept.account.disabledAt == nil else { return failure(kept, "the account is disabled") }
    if let until = kept.passwordUntil, until <= now {
      return .answer(.passwordExpired, noting: [note(.logInFailed, kept, "the one-time password has expired")])
    }
    var entered = kept
    if let totp = kept.totp, totp.isConfirmed {
      guard let code = attempt.code else { return .answer(.codeNeeded, noting: [note(.codeAsked, kept)]) }
      guard let step = TOTP(secret: totp.secret).step(of: code, at: now, after: totp.lastStep) else { return failure(kept, "wrong code") }
      entered.totp?.lastStep = step
    }
    // Told to nobody who hasn't shown everything else: it would be a way to try passwords.
    if let fault { return .answer(.badPassword(fault), noting: []) }
    entered.failures = 0
    entered.lockedUntil = nil
    var notes = [note(.loggedIn, kept, attempt.origin)]
    guard let newPassword else { return .enter(entered, SessionChange(beginning: session), noting: notes) }
    entered.take(newPassword)
    notes.append(note(.passwordChanged, kept))
    return .enter(entered, SessionChange(ending: .all, beginning: session), noting: notes)
  }

  private func failure(_ kept: KeptAccount, _ reason: String) -> Verdict {
    var failed = kept
    (failed.failures, failed.lockedUntil) = LockOut.failed(kept.failures, at: now)
    var notes = [note(.logInFailed, kept, [reason, attempt.origin].compactMap(\.self).joined(separator: ", "))]
    guard let until = failed.lockedUntil else { return .refuse(.wrong, failed, noting: notes) }
    notes.append(note(.lockedOut, kept))
    return .refuse(.locked(until: until), failed, noting: notes)
  }

  private func note(_ what: AuditAction, _ kept: KeptAccount, _ detail: String? = nil) -> AuditNote {
    let about = "account:\(kept.account.id)"
    let isThemselves = what == .loggedIn || what == .passwordChanged
    return AuditNote(at: now, who: isThemselves ? about : "visitor", what: what, about: about, detail: detail)
  }
}

extension KeptAccount {
  /// A password that its person chose.
  mutating func take(_ chosen: KeptPassword) {
    password = chosen
    passwordUntil = nil
    account.mustChangePassword = false
  }
}
