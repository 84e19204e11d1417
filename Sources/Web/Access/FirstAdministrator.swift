public import Ledger
public import Playbook

/// Somebody has to be the first to come in.
public enum FirstAdministrator {
  public static let id = "admin"

  /// Makes the account `admin` when the ledger has no account at all.
  /// - Returns: its password, to be shown once; nil when nothing was made.
  /// - Throws: `LedgerError`, `HashingFault`.
  public static func make(in ledger: any AccountLedger, _ passwords: Passwords, at now: Instant) async throws -> OneTimePassword? {
    guard try await ledger.listAccounts().isEmpty else { return nil }
    let account = DeskAccount(id: id, name: "Administrator", role: .administrator, createdAt: now, createdBy: "gendan serve")
    guard let account else { return nil }
    let (kept, oneTime) = try await passwords.begin(account, at: now)
    let note = AuditNote(at: now, who: "operator:gendan serve", what: .accountAdded, about: "account:\(id)", detail: "role \(account.role.rawValue)")
    // Two servers that begin at the same time make one: the other's password is good for nothing and isn't shown.
    return try await ledger.addAccount(kept, noting: [note]) ? oneTime : nil
  }
}
