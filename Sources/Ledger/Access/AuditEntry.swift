public import Playbook

/// What is written into the audit: a closed list. The words are stored and never change.
public enum AuditAction: String, Hashable, Sendable, Codable, CaseIterable {
  case accountAdded = "account-added"
  case accountRenamed = "account-renamed"
  case accountDisabled = "account-disabled"
  case accountEnabled = "account-enabled"
  case roleChanged = "role-changed"
  case passwordChanged = "password-changed"
  /// A one-time password was made for somebody.
  case passwordReset = "password-reset"
  case loggedIn = "logged-in"
  case logInFailed = "log-in-failed"
  /// The password was right, and the code of the second factor is asked for.
  case codeAsked = "code-asked"
  case lockedOut = "locked-out"
  /// An identity provider has said who they are.
  case loggedInByProvider = "logged-in-by-provider"
  /// A provider knows them and we don't let them in, or what it said doesn't hold.
  case providerLogInFailed = "provider-log-in-failed"
  case loggedOut = "logged-out"
  case totpEnabled = "totp-enabled"
  case tokenAdded = "token-added"
  case tokenRevoked = "token-revoked"
  /// Somebody looked at personal data that is masked for others.
  case unmasked
  case webhookAdded = "webhook-added"
  case webhookChanged = "webhook-changed"
  case webhookDisabled = "webhook-disabled"
  case webhookEnabled = "webhook-enabled"
  case webhookRemoved = "webhook-removed"
  case webhookSecretRotated = "webhook-secret-rotated"
  case webhookTested = "webhook-tested"
  /// A way out was tried, by a test message or a dry run.
  case connectorTested = "connector-tested"
  /// Messages are sent again: one, or everything from a place on.
  case webhookReplayed = "webhook-replayed"
  /// Cases were written into an archive, or what is kept of a person was handed out.
  case exported
  /// Cases were taken out of the ledger, put back.
  case casesTakenOut = "cases-taken-out"
  case casesPutBack = "cases-put-back"
  /// A person's key was destroyed.
  case erased
  /// A link for a party was made; those of a case were taken back.
  case linkMade = "link-made"
  case linksRevoked = "links-revoked"
  case teamAdded = "team-added"
  case teamChanged = "team-changed"
  case teamRemoved = "team-removed"
  /// A supervisor gave a task to somebody.
  case workAssigned = "work-assigned"
  case workTakenBack = "work-taken-back"
}

/// Who did what to what, and when. Secrets have no place in it: it is kept for good.
public struct AuditNote: Hashable, Sendable {
  public let at: Instant
  /// As callers are told apart: `account:li`, `token:abcd…`, `operator:root`; `visitor` for somebody who isn't known.
  public let who: String
  public let what: AuditAction
  /// What it was done to: `account:li`, `token:abcd…`, `case:C-000001`.
  public let about: String
  public let detail: String?

  public init(at: Instant, who: String, what: AuditAction, about: String, detail: String? = nil) {
    self.at = at
    self.who = who
    self.what = what
    self.about = about
    self.detail = detail
  }
}

/// A note in its place in the chain.
public struct AuditEntry: Hashable, Sendable {
  /// From 1, without gaps.
  public let number: Int
  public let note: AuditNote
  /// See `AuditChain.digest`.
  public let digest: [UInt8]

  public init(number: Int, note: AuditNote, digest: [UInt8]) {
    self.number = number
    self.note = note
    self.digest = digest
  }
}
