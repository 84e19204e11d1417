import Ledger
import Playbook

/// People come in because a provider says who they are. From then on their session is like any other.
extension LogIn {
  /// Whom a provider vouches for.
  struct Vouched: Hashable, Sendable {
    /// The log-in name; nil when the provider names nobody who could have one here.
    let account: String?
    /// As it is shown, for an account that is made.
    var name: String?
    /// What an account is made with; nil makes none.
    var role: Role?
    let provider: String
    /// Where it comes from, for the audit.
    var client: String?
  }

  enum Welcome: Sendable {
    case entered(Entered)
    case refused(Unwelcome)
  }

  /// Why somebody doesn't come in though a provider knows them. They have shown who they are, so they are told.
  enum Unwelcome: Hashable, Sendable {
    case unknown
    case disabled
    case locked(until: Instant)
    /// Whoever rules over a provider isn't to rule over the desk.
    case administrator
  }

  /// What a person may be whose account a provider's word makes.
  static let rolesByProvider: Set<Role> = [.agent, .supervisor, .quality, .author, .approver, .publisher, .merchant, .rider, .customer]

  /// Lets somebody in, or not; either way it is in the audit.
  /// - Throws: `LedgerError`, `HashingFault.busy` when the account keeps changing.
  func welcome(_ vouched: Vouched) async throws -> Welcome {
    let now = clock()
    guard let id = vouched.account, DeskAccount.isID(id) else { return try await refuse(.unknown, vouched, "the provider names nobody", at: now) }
    for _ in 0..<Self.tries {
      guard let kept = try await ledger.readAccount(id) else {
        guard try await make(id, vouched, at: now) else { return try await refuse(.unknown, vouched, "there is no such account", at: now) }
        continue
      }
      guard kept.account.disabledAt == nil else { return try await refuse(.disabled, vouched, "the account is disabled", at: now) }
      guard kept.account.role != .administrator else { return try await refuse(.administrator, vouched, "an administrator", at: now) }
      if let until = kept.lockedUntil, now < until { return try await refuse(.locked(until: until), vouched, "the account is locked", at: now) }
      let secret = SessionSecret()
      let session = KeptSession(digest: secret.digest, account: id, createdAt: now, seenAt: now, expiresAt: now + min(Self.longest, Self.longestIdle))
      var entered = kept
      // Nobody has to know a one-time password who doesn't come in by it; and it is worth nothing to anybody else.
      if kept.account.mustChangePassword { entered.take(Self.passwordOfNobody()) }
      let note = AuditNote(at: now, who: "account:\(id)", what: .loggedInByProvider, about: "account:\(id)", detail: Self.detail(vouched))
      if try await ledger.changeAccount(entered, sessions: SessionChange(beginning: session), noting: [note]) {
        _ = try await ledger.dropSessions(expiredAt: now)
        return .entered(Entered(secret: secret, session: session, account: entered))
      }
    }
    throw HashingFault.busy
  }

  /// - Parameter reason: in our words: nothing of what a provider or a browser has sent.
  func noteProviderFailure(_ reason: String, provider: String, client: String?) async throws {
    let detail = [reason, "by \(provider)", client.map { "from \($0)" }].compactMap(\.self).joined(separator: ", ")
    _ = try await ledger.appendAudit([AuditNote(at: clock(), who: "visitor", what: .providerLogInFailed, about: "an unknown account", detail: detail)])
  }

  /// - Returns: false when nobody has said what the account should be.
  private func make(_ id: String, _ vouched: Vouched, at now: Instant) async throws -> Bool {
    guard let role = vouched.role, Self.rolesByProvider.contains(role) else { return false }
    let who = "provider:\(vouched.provider)"
    guard let account = DeskAccount(id: id, name: vouched.name ?? id, role: role, createdAt: now, createdBy: who) else { return false }
    let note = AuditNote(at: now, who: who, what: .accountAdded, about: "account:\(id)", detail: "role \(role.rawValue)")
    // Somebody else may have made it meanwhile: whoever asked looks again.
    _ = try await ledger.addAccount(KeptAccount(account: account, password: Self.passwordOfNobody()), noting: [note])
    return true
  }

  private func refuse(_ refusal: Unwelcome, _ vouched: Vouched, _ reason: String, at now: Instant) async throws -> Welcome {
    let about = vouched.account.flatMap { DeskAccount.isID($0) ? "account:\($0)" : nil } ?? "an unknown account"
    let note = AuditNote(at: now, who: "visitor", what: .providerLogInFailed, about: about, detail: "\(reason), \(Self.detail(vouched))")
    _ = try await ledger.appendAudit([note])
    return .refused(refusal)
  }

  private static func detail(_ vouched: Vouched) -> String {
    ["by \(vouched.provider)", vouched.client.map { "from \($0)" }].compactMap(\.self).joined(separator: ", ")
  }

  /// Drawn by lot: no password has this digest.
  private static func passwordOfNobody() -> KeptPassword {
    let cost = Passwords.Cost.usual
    return KeptPassword(
      salt: Passwords.random(16), rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism, digest: Passwords.random(32))
  }
}
