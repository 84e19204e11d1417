public import Casework

/// Keeps what links for parties are made with: the key that signs them, and how often those of a case were taken back. The links themselves aren't kept.
public protocol LinkLedger: Sendable {
  /// The key that links are signed with; `made` becomes it where there is none yet, in one transaction: of two servers that begin at the same time both get one.
  func linkKey(orKeep made: [UInt8]) async throws(LedgerError) -> [UInt8]
  /// How often the links of a case were taken back, 0 for never. A link says what this was when it was made, and is good for as long as it stays so.
  func linkGeneration(of id: CaseID) async throws(LedgerError) -> Int
  /// Takes back every link of a case that was made so far, with the notes of it, in one transaction.
  func revokeLinks(of id: CaseID, noting notes: [AuditNote]) async throws(LedgerError)
}
