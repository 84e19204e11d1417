import Hummingbird
import Ledger
import Playbook

/// Who comes in by a session.
extension LogIn {
  /// A session is noted as seen when so much has passed since: not each request has to be written down.
  private static let seenEvery = TimeAmount.minutes(1)

  /// Whose session the request's cookie is of; nil without one that is good.
  /// - Throws: `LedgerError`.
  func visitor(_ request: Request) async throws -> Entered? {
    guard let secret = SessionSecret(request) else { return nil }
    let now = clock()
    let digest = secret.digest
    guard var session = try await ledger.readSession(digest), now < session.expiresAt, let kept = try await ledger.readAccount(session.account),
      kept.account.disabledAt == nil
    else { return nil }
    if session.seenAt + Self.seenEvery <= now {
      session.seenAt = now
      session.expiresAt = min(session.createdAt + Self.longest, now + Self.longestIdle)
      try await ledger.touchSession(digest, seenAt: session.seenAt, expiresAt: session.expiresAt)
    }
    return Entered(secret: secret, session: session, account: kept)
  }

  /// - Throws: `LedgerError`.
  func end(_ entered: Entered) async throws {
    let who = "account:\(entered.account.account.id)"
    _ = try await ledger.endSession(entered.session.digest, noting: [AuditNote(at: clock(), who: who, what: .loggedOut, about: who)])
  }
}
