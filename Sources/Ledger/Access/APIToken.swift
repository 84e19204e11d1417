public import Playbook

/// What lets a program in. Its secret isn't kept: only a digest, by which it is recognised.
public struct APIToken: Hashable, Sendable {
  /// Public: it is in the token's text, in logs and in lists.
  public let id: String
  /// What people call it.
  public let name: String
  public let role: Role
  public let createdAt: Instant
  public let createdBy: String
  public var revokedAt: Instant?

  public init(id: String, name: String, role: Role, createdAt: Instant, createdBy: String, revokedAt: Instant? = nil) {
    self.id = id
    self.name = name
    self.role = role
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.revokedAt = revokedAt
  }
}

/// A token with what recognises it.
public struct KeptToken: Hashable, Sendable {
  public var token: APIToken
  /// SHA-256 of the secret.
  public let digest: [UInt8]

  public init(token: APIToken, digest: [UInt8]) {
    self.token = token
    self.digest = digest
  }
}

/// Keeps who may come in. A third door to the same store as `Ledger`. No token changes without its notes: both are stored in one transaction, or neither is.
public protocol AccessLedger: AuditLedger {
  /// Keeps a new token.
  /// - Throws: `LedgerError.unavailable`; a token of this id that is there already is never replaced, and then nothing is noted.
  func addToken(_ kept: KeptToken, noting notes: [AuditNote]) async throws(LedgerError)
  func readToken(_ id: String) async throws(LedgerError) -> KeptToken?
  /// All there ever were, oldest first.
  func listTokens() async throws(LedgerError) -> [APIToken]
  /// From then on it lets nobody in. - Returns: false when there is no such token, or it was revoked before; then nothing is noted.
  func revokeToken(_ id: String, at now: Instant, noting notes: [AuditNote]) async throws(LedgerError) -> Bool
}
