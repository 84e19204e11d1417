import Ledger
import Playbook

/// An account as administrators see it.
struct AccountView: Encodable {
  let id: String
  let name: String
  let role: String
  let createdAt: String
  let createdBy: String
  let disabledAt: String?
  let mustChangePassword: Bool
  /// Whether log-ins need a code.
  let totp: Bool
  let lockedUntil: String?
  /// Shown once: in the answer that made it.
  let oneTimePassword: String?

  init(_ kept: KeptAccount, at now: Instant, oneTime: OneTimePassword? = nil) {
    id = kept.account.id
    name = kept.account.name
    role = kept.account.role.rawValue
    createdAt = kept.account.createdAt.rfc3339
    createdBy = kept.account.createdBy
    disabledAt = kept.account.disabledAt?.rfc3339
    mustChangePassword = kept.account.mustChangePassword
    totp = kept.totp?.isConfirmed ?? false
    lockedUntil = kept.lockedUntil.flatMap { now < $0 ? $0.rfc3339 : nil }
    oneTimePassword = oneTime?.text
  }

  static func tag(revision: Int) -> String { "\"\(revision)\"" }
}
