public import Playbook

/// Keeps the people who log in, and their sessions. No account changes without its notes: both are stored in one transaction, or neither is.
public protocol AccountLedger: AuditLedger {
  /// Keeps a new account.
  /// - Returns: false when there is one of this id, which is never replaced; then nothing is noted.
  /// - Throws: `LedgerError.unavailable`.
  func addAccount(_ kept: KeptAccount, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  func readAccount(_ id: String) async throws(LedgerError) -> KeptAccount?
  /// All there ever were, by id in order.
  func listAccounts() async throws(LedgerError) -> [KeptAccount]
  /// Puts `kept` in the place of the state whose revision it names, and counts that up by one, together with what becomes of the account's sessions.
  ///
  /// Two log-ins at the same time don't lose a failure: the second one finds another revision and has to look again.
  /// - Returns: false when the account stands at another revision, or isn't there; then nothing was changed or noted.
  func changeAccount(_ kept: KeptAccount, sessions: SessionChange, noting notes: [AuditNote]) async throws(LedgerError) -> Bool

  func readSession(_ digest: [UInt8]) async throws(LedgerError) -> KeptSession?
  /// Notes that somebody came in by a session. One that has ended meanwhile stays ended.
  func touchSession(_ digest: [UInt8], seenAt: Instant, expiresAt: Instant) async throws(LedgerError)
  /// - Returns: false when there is no such session; then nothing is noted.
  func endSession(_ digest: [UInt8], noting notes: [AuditNote]) async throws(LedgerError) -> Bool
  /// Forgets the sessions that are over. - Returns: how many.
  func dropSessions(expiredAt now: Instant) async throws(LedgerError) -> Int
}
