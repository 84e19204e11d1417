extension MemoryLedger {
  public func appendAudit(_ notes: [AuditNote]) -> [AuditEntry] {
    let entries = AuditChain.entries(of: notes, after: audit.last)
    audit += entries
    return entries
  }

  public func readAudit(after number: Int, limit: Int) -> [AuditEntry] { Array(audit.dropFirst(max(number, 0)).prefix(max(limit, 0))) }

  public func listAudit(_ filter: AuditFilter) -> [AuditEntry] {
    let limit = max(filter.limit, 0)
    if filter.isNewestFirst { return Array(audit.lazy.reversed().filter { filter.matches($0) }.prefix(limit)) }
    return Array(audit.lazy.filter { filter.matches($0) }.prefix(limit))
  }

  public func auditHead() -> AuditEntry? { audit.last }
}
