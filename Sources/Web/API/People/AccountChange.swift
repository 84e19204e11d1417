import Ledger
import Playbook

/// What an administrator changes about an account, and what the audit has of it.
struct AccountChange: Sendable {
  let name: String?
  let role: Role?
  let isDisabled: Bool?
  /// A new one-time password, and no second factor.
  let isReset: Bool
  /// Who changes it.
  let who: String
  let now: Instant

  /// What nobody may do to themselves: the last administrator would be gone by a slip.
  func takesRights(of kept: KeptAccount) -> Bool { isDisabled == true || isReset || role.map { $0 != kept.account.role } ?? false }

  /// - Returns: the account as it stands now, nil when it has changed meanwhile; and the password to tell its person, if one was made.
  /// - Throws: `LedgerError`, `HashingFault`.
  func carryOut(on kept: KeptAccount, _ people: LogIn) async throws -> (changed: KeptAccount?, oneTime: OneTimePassword?) {
    var changed = kept
    var oneTime: OneTimePassword?
    if isReset {
      let made = try await people.passwords.beginAnew(kept, at: now)
      changed = made.kept
      oneTime = made.oneTime
    }
    var notes: [AuditNote] = []
    func note(_ what: AuditAction, _ detail: String? = nil) {
      notes.append(AuditNote(at: now, who: who, what: what, about: "account:\(kept.account.id)", detail: detail))
    }
    if let name, name != kept.account.name {
      changed.account.name = name
      note(.accountRenamed)
    }
    if let role, role != kept.account.role {
      changed.account.role = role
      note(.roleChanged, "\(kept.account.role.rawValue) → \(role.rawValue)")
    }
    if let isDisabled, isDisabled != (kept.account.disabledAt != nil) {
      changed.account.disabledAt = isDisabled ? now : nil
      note(isDisabled ? .accountDisabled : .accountEnabled)
    }
    if isReset { note(.passwordReset) }
    // Nothing is written for what was so already.
    guard !notes.isEmpty else { return (kept, nil) }
    let endsSessions = isReset || isDisabled == true
    guard try await people.ledger.changeAccount(changed, sessions: SessionChange(ending: endsSessions ? .all : .none), noting: notes) else { return (nil, nil) }
    return (changed.next, oneTime)
  }
}
