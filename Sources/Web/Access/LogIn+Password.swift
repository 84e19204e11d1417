import Ledger
import Playbook

/// People change their own password and second factor.
extension LogIn {
  enum Change: Hashable, Sendable {
    case done
    /// The old password, or the code, isn't right.
    case wrong
    case locked(until: Instant)
    case badPassword(Problem.Words)
    /// There is a second factor already, or none to confirm.
    case notNow
  }

  /// Changes the password and ends all other sessions. A wrong old one counts as a log-in that failed: a browser left open is no way to guess it.
  /// - Throws: `LedgerError`, `HashingFault`.
  func changePassword(of entered: Entered, from old: String, to new: String) async throws -> Change {
    let now = clock()
    let id = entered.account.account.id
    if let until = entered.account.lockedUntil, now < until { return .locked(until: until) }
    let isRight = try await passwords.matches(old, entered.account.password)
    let fault = PasswordRule.fault(new, account: id, former: old)
    let chosen = try await isRight && fault == nil ? passwords.hash(new) : nil
    return try await change(id) { kept in
      if let until = kept.lockedUntil, now < until { return .answer(.locked(until: until)) }
      var changed = kept
      // Changed by somebody else meanwhile, it isn't the old one any more.
      guard isRight, kept.password == entered.account.password else {
        (changed.failures, changed.lockedUntil) = LockOut.failed(kept.failures, at: now)
        var notes = [Self.note(.logInFailed, id, now, "wrong old password")]
        if changed.lockedUntil != nil { notes.append(Self.note(.lockedOut, id, now)) }
        return .store(changed, .none, notes, changed.lockedUntil.map { Change.locked(until: $0) } ?? .wrong)
      }
      if let fault { return .answer(.badPassword(fault)) }
      guard let chosen else { return .answer(.wrong) }
      changed.failures = 0
      changed.take(chosen)
      return .store(changed, SessionChange(ending: .others(than: entered.session.digest)), [Self.note(.passwordChanged, id, now)], .done)
    }
  }

  /// Begins a second factor, which counts from its confirmation on. - Returns: its secret; nil when there is one already.
  /// - Throws: `LedgerError`.
  func beginTOTP(of entered: Entered) async throws -> [UInt8]? {
    let secret = TOTP.newSecret()
    let outcome = try await change(entered.account.account.id) { kept in
      guard kept.totp?.isConfirmed != true else { return .answer(.notNow) }
      var changed = kept
      changed.totp = TOTPState(secret: secret)
      return .store(changed, .none, [], .done)
    }
    return outcome == .done ? secret : nil
  }

  /// From now on a log-in needs a code.
  /// - Throws: `LedgerError`.
  func confirmTOTP(of entered: Entered, code: String) async throws -> Change {
    let now = clock()
    let id = entered.account.account.id
    return try await change(id) { kept in
      guard let totp = kept.totp, !totp.isConfirmed else { return .answer(.notNow) }
      guard let step = TOTP(secret: totp.secret).step(of: code, at: now, after: totp.lastStep) else { return .answer(.wrong) }
      var changed = kept
      changed.totp = TOTPState(secret: totp.secret, lastStep: step, isConfirmed: true)
      return .store(changed, .none, [Self.note(.totpEnabled, id, now)], .done)
    }
  }

  private enum Verdict {
    case answer(Change)
    case store(KeptAccount, SessionChange, [AuditNote], Change)
  }

  private static func note(_ what: AuditAction, _ id: String, _ now: Instant, _ detail: String? = nil) -> AuditNote {
    AuditNote(at: now, who: "account:\(id)", what: what, about: "account:\(id)", detail: detail)
  }

  /// Stores what is decided on how the account stands, and decides again when it has changed meanwhile.
  private func change(_ id: String, _ decide: (KeptAccount) -> Verdict) async throws -> Change {
    for _ in 0..<Self.tries {
      guard let kept = try await ledger.readAccount(id) else { return .wrong }
      switch decide(kept) {
      case .answer(let change): return change
      case .store(let changed, let sessions, let notes, let change):
        if try await ledger.changeAccount(changed, sessions: sessions, noting: notes) { return change }
      }
    }
    throw HashingFault.busy
  }
}
