import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Teams: who serves which queues, and where work goes that waits too long.
struct TeamPages: Sendable {
  let house: Administration

  private static let assets = PageAssets(styles: ["admin.css"], scripts: ["admin.js", "teams.js"])

  private struct Row {
    let path: String
    let id: String
    let name: String
    let queues: [String]
    let members: String
    let detours: [String]
  }

  private struct ListPage {
    let rows: [Row]
    let hasRows: Bool
    let form: TeamForm
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let teams = try await teams()
    let names = Dictionary(teams.map { ($0.id, $0.name) }) { first, _ in first }
    let rows = teams.map { team in
      Row(
        path: "/console/teams/\(team.id)", id: team.id, name: team.name, queues: team.queues,
        members: words.text("teams-count-members", ["count": String(team.members.count)]), detours: detours(team, names, words))
    }
    let content = ListPage(rows: rows, hasRows: !rows.isEmpty, form: try await form(nil, among: teams, words))
    return try house.console.page("teams", title: words.text("teams-title"), content, assets: Self.assets, request, visit)
  }

  private func detours(_ team: Team, _ names: [String: String], _ words: ConsoleWords) -> [String] {
    var detours: [String] = []
    if let overflow = team.overflow {
      detours.append(words.text("teams-overflows", ["seconds": String(overflow.after.seconds), "queue": overflow.queue]))
    }
    if let escalation = team.escalation {
      let name = names[escalation.team] ?? escalation.team
      detours.append(words.text("teams-escalates", ["seconds": String(escalation.after.seconds), "team": name]))
    }
    return detours
  }

  private struct OnePage {
    let id: String
    let name: String
    let api: String
    /// The state that was looked at.
    let tag: String
    let confirmRemove: String
    let historyPath: String
    let form: TeamForm
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let words = ConsoleWords.of(visit.language)
    let teams = try await teams()
    let id = visit.name("team")
    guard let team = teams.first(where: { $0.id == id }) else { throw Problem(WorkFault.noSuchTeam) }
    let content = OnePage(
      id: team.id, name: team.name, api: "/v1/teams/\(team.id)", tag: "\"\(team.revision)\"",
      confirmRemove: words.text("teams-confirm-remove", ["name": team.name]),
      historyPath: AdminQuery.path("/console/audit", ["about": "team:\(team.id)"]), form: try await form(team, among: teams, words))
    return try house.console.page("team", title: team.name, content, assets: Self.assets, request, visit)
  }

  private func teams() async throws -> [Team] {
    do throws(WorkFault) { return try await house.work.teams() } catch { throw Problem(error) }
  }

  /// - Parameter team: nil for a new one.
  private func form(_ team: Team?, among teams: [Team], _ words: ConsoleWords) async throws -> TeamForm {
    let known = try await Problem.telling {
      TeamForm.Known(
        teams: teams, people: try await people(), playbooks: try await house.desk.ledger.listPlaybooks(),
        queues: try await house.work.queueFigures().map(\.queue))
    }
    return TeamForm(team, known, words)
  }

  /// Whoever takes work: people whose accounts aren't disabled, and programs that act as one.
  private func people() async throws -> [TeamForm.Person] {
    func takesWork(_ role: Role) -> Bool { Right.of(role).contains(.doWork) }
    let accounts = try await house.ledger.listAccounts().map(\.account).filter { $0.disabledAt == nil && takesWork($0.role) }
    let tokens = try await house.ledger.listTokens().filter { $0.revokedAt == nil && takesWork($0.role) }
    return accounts.map { TeamForm.Person(account: $0.id, name: $0.name) }
      + tokens.map { TeamForm.Person(account: PersonName.token + $0.id, name: $0.name) }
  }
}
