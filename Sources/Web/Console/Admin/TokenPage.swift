import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What lets programs in: the tokens that are good, those that were revoked, and a new one.
struct TokenPage: Sendable {
  let house: Administration

  private struct Row {
    let id: String
    let name: String
    let role: String
    let createdAt: PageTimes.Stamp
    let createdBy: String
    let revokedAt: PageTimes.Stamp?
    let isGood: Bool
    let api: String
    let confirm: String
    let historyPath: String
  }

  private struct Content {
    let good: [Row]
    let revoked: [Row]
    let hasGood: Bool
    let hasRevoked: Bool
    let revokedCount: String
    let roles: [AdminChoice]
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let times = house.console.times(request, visit)
    let tokens = try await Problem.telling { try await house.ledger.listTokens() }
    // The newest is what somebody looks for who comes from making it.
    let rows = tokens.reversed().map { token in
      Row(
        id: token.id, name: token.name, role: words.text("role-\(token.role.rawValue)"), createdAt: times.stamp(token.createdAt), createdBy: token.createdBy,
        revokedAt: token.revokedAt.map(times.stamp), isGood: token.revokedAt == nil, api: "/v1/tokens/\(AdminQuery.encoded(token.id))",
        confirm: words.text("tokens-confirm-revoke", ["name": token.name]),
        historyPath: AdminQuery.path("/console/audit", ["who": "token:\(token.id)"]))
    }
    let (good, revoked) = (rows.filter(\.isGood), rows.filter { !$0.isGood })
    let content = Content(
      good: good, revoked: revoked, hasGood: !good.isEmpty, hasRevoked: !revoked.isEmpty,
      revokedCount: words.text("tokens-revoked", ["count": String(revoked.count)]), roles: AdminChoice.roles(chosen: .integration, words))
    let assets = PageAssets(styles: ["admin.css"], scripts: ["admin.js"])
    return try house.console.page("tokens", title: words.text("tokens-title"), content, assets: assets, request, visit)
  }
}
