import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Everybody's own password and second factor. It is there too for those who have to change the password before they may do anything else.
struct PasswordPage: Sendable {
  let house: Administration

  private struct Content {
    let account: String
    let name: String
    let role: String
    let since: PageTimes.Stamp
    let until: PageTimes.Stamp
    let mustChange: Bool
    let mayStay: Bool
    let hasFactor: Bool
    let shortest: String
    let longest: String
    let rule: String
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    guard request.headers[.authorization] == nil else { throw Problem.onlyForPeople }
    guard let entered = try await Problem.telling({ try await house.people.visitor(request) }) else { throw Problem.sessionOver }
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let account = entered.account.account
    var shown = visit
    // Every other place would only lead back here.
    if !account.mustChangePassword { shown.caller = Caller(id: "account:\(account.id)", name: account.name, role: account.role) }
    let content = Content(
      account: account.id, name: account.name, role: words.text("role-\(account.role.rawValue)"), since: times.stamp(entered.session.createdAt),
      until: times.stamp(entered.session.expiresAt), mustChange: account.mustChangePassword, mayStay: !account.mustChangePassword,
      hasFactor: entered.account.totp?.isConfirmed ?? false, shortest: String(PasswordRule.shortest), longest: String(PasswordRule.longest),
      rule: words.text("password-rule", ["shortest": String(PasswordRule.shortest)]))
    let assets = PageAssets(styles: ["admin.css"], scripts: ["password.js"])
    return try house.console.page("password", title: words.text("password-title"), content, assets: assets, request, shown)
  }
}
