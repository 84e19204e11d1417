public import Playbook

extension MemoryLedger: AccessLedger {
  public func addToken(_ kept: KeptToken) throws(LedgerError) {
    guard tokens[kept.token.id] == nil else { throw .unavailable("a token \(kept.token.id) is there already") }
    tokens[kept.token.id] = kept
  }

  public func readToken(_ id: String) -> KeptToken? { tokens[id] }

  public func listTokens() -> [APIToken] { tokens.values.map(\.token).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }

  public func revokeToken(_ id: String, at now: Instant) -> Bool {
    guard let kept = tokens[id], kept.token.revokedAt == nil else { return false }
    tokens[id]?.token.revokedAt = now
    return true
  }
}
