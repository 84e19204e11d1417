public import Playbook

extension MemoryLedger: AccessLedger {
  public func addToken(_ kept: KeptToken, noting notes: [AuditNote]) throws(LedgerError) {
    guard tokens[kept.token.id] == nil else { throw .unavailable("a token \(kept.token.id) is there already") }
    tokens[kept.token.id] = kept
    _ = appendAudit(notes)
  }

  public func readToken(_ id: String) -> KeptToken? { tokens[id] }

  public func listTokens() -> [APIToken] { tokens.values.map(\.token).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }

  public func revokeToken(_ id: String, at now: Instant, noting notes: [AuditNote]) -> Bool {
    guard let kept = tokens[id], kept.token.revokedAt == nil else { return false }
    tokens[id]?.token.revokedAt = now
    _ = appendAudit(notes)
    return true
  }
}
