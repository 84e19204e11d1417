import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// People who log in: all of them, and each on a page of their own.
struct AccountPages: Sendable {
  let house: Administration

  private static let assets = PageAssets(styles: ["admin.css"], scripts: ["admin.js"])
  /// Entries of the audit that stand on somebody's page.
  private static let historyLength = 10

  private struct Row {
    let path: String
    let id: String
    let name: String
    let role: String
    let marks: [AdminMark]
    let createdAt: PageTimes.Stamp
  }

  private struct ListPage {
    let q: String
    let roleFilter: [AdminChoice]
    let isFiltered: Bool
    let count: String
    let rows: [Row]
    let hasRows: Bool
    let newRoles: [AdminChoice]
    let longestName: String
  }

  /// `?q=li&role=agent`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let query = AdminQuery(request)
    let (wanted, role) = (query.text("q"), query.text("role").flatMap { Role(rawValue: $0) })
    let all = try await Problem.telling { try await house.ledger.listAccounts() }
    let found = all.filter { kept in
      let account = kept.account
      let isNamed = wanted.map { account.id.localizedCaseInsensitiveContains($0) || account.name.localizedCaseInsensitiveContains($0) } ?? true
      return isNamed && (role.map { $0 == account.role } ?? true)
    }
    let rows = found.map { kept in
      Row(
        path: "/console/accounts/\(kept.account.id)", id: kept.account.id, name: kept.account.name, role: words.text("role-\(kept.account.role.rawValue)"),
        marks: marks(kept, words), createdAt: times.stamp(kept.account.createdAt))
    }
    let content = ListPage(
      q: wanted ?? "", roleFilter: AdminChoice.roles(Role.ofPeople, chosen: role, words), isFiltered: wanted != nil || role != nil,
      count: words.text("accounts-count", ["count": String(rows.count), "all": String(all.count)]), rows: rows, hasRows: !rows.isEmpty,
      newRoles: AdminChoice.roles(Role.ofPeople, chosen: .agent, words), longestName: String(Accounts.longestName))
    return try house.console.page("accounts", title: words.text("accounts-title"), content, assets: Self.assets, request, visit)
  }

  /// How an account stands, the gravest first.
  private func marks(_ kept: KeptAccount, _ words: ConsoleWords) -> [AdminMark] {
    var marks: [AdminMark] = []
    if kept.account.disabledAt != nil { marks.append(AdminMark(mark: words.text("accounts-disabled"), kind: "bad")) }
    if isLocked(kept) { marks.append(AdminMark(mark: words.text("accounts-locked"), kind: "warn")) }
    if kept.account.mustChangePassword { marks.append(AdminMark(mark: words.text("accounts-one-time"), kind: "warn")) }
    if kept.totp?.isConfirmed == true { marks.append(AdminMark(mark: words.text("accounts-factor"), kind: "good")) }
    return marks
  }

  private func isLocked(_ kept: KeptAccount) -> Bool { kept.lockedUntil.map { house.now() < $0 } ?? false }

  // MARK: one of them

  private struct OnePage {
    let id: String
    let name: String
    let role: String
    let api: String
    /// The state that was looked at.
    let tag: String
    /// One can't take one's own rights away.
    let isOneself: Bool
    let isEnabled: Bool
    let isDisabled: Bool
    let marks: [AdminMark]
    let roles: [AdminChoice]
    let createdAt: PageTimes.Stamp
    let createdBy: String
    let createdByID: String?
    let disabledAt: PageTimes.Stamp?
    let lockedUntil: PageTimes.Stamp?
    let oneTimeUntil: PageTimes.Stamp?
    let lastLogIn: PageTimes.Stamp?
    let hasFactor: Bool
    let confirmDisable: String
    let confirmReset: String
    let history: [AuditLine]
    let historyPath: String
    let longestName: String
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let caller = try visit.someone()
    let id = visit.name("account")
    guard let kept = try await Problem.telling({ try await house.ledger.readAccount(id) }) else {
      throw Problem(kind: .notFound, detail: .init("没有账号 \(id)。", "There is no account \(id)."))
    }
    let account = kept.account
    let who = "account:\(account.id)"
    let (lastLogIn, history) = try await Problem.telling {
      // By a password or an identity provider: the newer of both.
      var last: Instant?
      for what in [AuditAction.loggedIn, .loggedInByProvider] {
        let found = try await house.ledger.listAudit(AuditFilter(who: .exactly(who), what: what, isNewestFirst: true, limit: 1)).first?.note.at
        if let found { last = max(found, last ?? found) }
      }
      return (last, try await house.ledger.listAudit(AuditFilter(about: .exactly(who), isNewestFirst: true, limit: Self.historyLength)))
    }
    let people = try await PeopleNames(house.ledger)
    let maker = people.name(ofCaller: account.createdBy)
    let content = OnePage(
      id: account.id, name: account.name, role: words.text("role-\(account.role.rawValue)"), api: "/v1/accounts/\(account.id)",
      tag: AccountView.tag(revision: kept.revision), isOneself: caller.id == who, isEnabled: account.disabledAt == nil, isDisabled: account.disabledAt != nil,
      marks: marks(kept, words), roles: AdminChoice.roles(Role.ofPeople, chosen: account.role, words), createdAt: times.stamp(account.createdAt),
      createdBy: maker ?? account.createdBy, createdByID: maker == nil ? nil : account.createdBy,
      disabledAt: account.disabledAt.map(times.stamp), lockedUntil: isLocked(kept) ? kept.lockedUntil.map(times.stamp) : nil,
      oneTimeUntil: kept.passwordUntil.map(times.stamp), lastLogIn: lastLogIn.map(times.stamp), hasFactor: kept.totp?.isConfirmed ?? false,
      confirmDisable: words.text("accounts-confirm-disable", ["name": account.name]),
      confirmReset: words.text("accounts-confirm-reset", ["name": account.name]), history: history.map { AuditLine($0, people, words, times) },
      historyPath: AdminQuery.path("/console/audit", ["about": who]), longestName: String(Accounts.longestName))
    return try house.console.page("account", title: account.name, content, assets: Self.assets, request, visit)
  }
}
