public import Playbook

extension MemoryLedger: AccountLedger {
  public func addAccount(_ kept: KeptAccount, noting notes: [AuditNote]) -> Bool {
    guard accounts[kept.account.id] == nil else { return false }
    accounts[kept.account.id] = kept
    _ = appendAudit(notes)
    return true
  }

  public func readAccount(_ id: String) -> KeptAccount? { accounts[id] }

  public func listAccounts() -> [KeptAccount] { accounts.values.sorted { $0.account.id < $1.account.id } }

  public func changeAccount(_ kept: KeptAccount, sessions change: SessionChange, noting notes: [AuditNote]) -> Bool {
    let id = kept.account.id
    guard accounts[id]?.revision == kept.revision else { return false }
    accounts[id] = kept.next
    switch change.ending {
    case .none: break
    case .all: sessions = sessions.filter { $0.value.account != id }
    case .others(let digest): sessions = sessions.filter { $0.value.account != id || $0.key == digest }
    }
    if let begun = change.beginning { sessions[begun.digest] = begun }
    _ = appendAudit(notes)
    return true
  }

  public func readSession(_ digest: [UInt8]) -> KeptSession? { sessions[digest] }

  public func touchSession(_ digest: [UInt8], seenAt: Instant, expiresAt: Instant) {
    sessions[digest]?.seenAt = seenAt
    sessions[digest]?.expiresAt = expiresAt
  }

  public func endSession(_ digest: [UInt8], noting notes: [AuditNote]) -> Bool {
    guard sessions.removeValue(forKey: digest) != nil else { return false }
    _ = appendAudit(notes)
    return true
  }

  public func dropSessions(expiredAt now: Instant) -> Int {
    let before = sessions.count
    sessions = sessions.filter { $0.value.expiresAt > now }
    return before - sessions.count
  }
}
