/// Keeps the audit: entries are only added, and each one seals all before it.
public protocol AuditLedger: Sendable {
  /// Adds notes behind the last entry, in order, in one transaction with reading that entry: two programs never add the same number.
  /// - Returns: the entries; none for no notes.
  /// - Throws: `LedgerError.unavailable`.
  func appendAudit(_ notes: [AuditNote]) async throws(LedgerError) -> [AuditEntry]
  /// Up to `limit` entries behind `number`, in order. They are as they stand: `AuditChain.Walk` checks them.
  /// - Throws: `LedgerError.unreadable` for an action that this program doesn't know.
  func readAudit(after number: Int, limit: Int) async throws(LedgerError) -> [AuditEntry]
  /// The entries that a filter asks for, by number. They are as they stand.
  /// - Throws: as `readAudit`.
  func listAudit(_ filter: AuditFilter) async throws(LedgerError) -> [AuditEntry]
  /// The last entry; nil when there is none.
  func auditHead() async throws(LedgerError) -> AuditEntry?
}
