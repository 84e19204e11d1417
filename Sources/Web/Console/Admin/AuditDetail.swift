import Foundation
import Ledger

/// What an entry of the audit says beside its action. What programs wrote there is put into words; what people wrote stays as it is.
enum AuditDetail {
  /// Why somebody didn't come in, as it is written, and the end of the key of its words.
  private static let reasons = [
    "wrong password": "password", "wrong code": "code", "the account is disabled": "disabled", "the account is locked": "locked",
    "the one-time password has expired": "expired", "there is no such account": "unknown", "the provider names nobody": "nobody",
    "an administrator": "administrator",
  ]

  static func text(of note: AuditNote, _ words: ConsoleWords, _ people: PeopleNames) -> String {
    guard let detail = note.detail else { return "" }
    switch note.what {
    case .accountAdded, .tokenAdded: return role(in: detail, words) ?? detail
    case .roleChanged: return roles(detail, words) ?? detail
    case .loggedIn, .logInFailed, .lockedOut, .loggedInByProvider, .providerLogInFailed:
      return detail.components(separatedBy: ", ").map { part($0, words) }.joined(separator: words.text("audit-detail-comma"))
    case .webhookAdded, .webhookChanged: return behind("host ", detail).map { words.text("audit-detail-host", ["host": $0]) } ?? detail
    case .workAssigned, .workTakenBack: return people.name(ofCaller: detail) ?? detail
    default: return detail
    }
  }

  private static func part(_ text: String, _ words: ConsoleWords) -> String {
    if let address = behind("from ", text) { return words.text("audit-detail-from", ["address": address]) }
    if let provider = behind("by ", text) { return words.text("audit-detail-by", ["provider": provider]) }
    return reasons[text].map { words.text("audit-detail-\($0)") } ?? text
  }

  private static func role(in text: String, _ words: ConsoleWords) -> String? {
    behind("role ", text).flatMap { Role(rawValue: $0) }.map { words.text("audit-detail-role", ["role": words.text("role-\($0.rawValue)")]) }
  }

  /// `agent → supervisor`.
  private static func roles(_ text: String, _ words: ConsoleWords) -> String? {
    let roles = text.components(separatedBy: " → ").compactMap { Role(rawValue: $0) }
    return roles.count == 2 ? roles.map { words.text("role-\($0.rawValue)") }.joined(separator: " → ") : nil
  }

  private static func behind(_ beginning: String, _ text: String) -> String? { text.hasPrefix(beginning) ? String(text.dropFirst(beginning.count)) : nil }
}
