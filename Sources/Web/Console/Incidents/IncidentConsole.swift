import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// Cases that can't go on by themselves, and matters that many cases have in common.
struct IncidentConsole: Sendable {
  let console: Console
  let desk: Desk
  /// Nil where the ledger keeps no deadlines.
  let watch: DeadlineWatch?

  private struct IncidentContent { let incidents: Incidents }
  private struct RepairContent { let sheet: RepairSheet }
  private struct ParentContent { let parents: Parents }

  private static let assets = PageAssets(styles: ["wall.css"], scripts: ["wall.js"])

  /// `?after=C-000123` goes on behind that case.
  func incidentsPage(_ request: Request, _ visit: Visit) async throws -> Response {
    let content = IncidentContent(incidents: try await Incidents(self, request, visit))
    let title = ConsoleWords.of(visit.language).text("incidents-title")
    return try console.page("incidents", title: title, content, assets: Self.assets, request, visit)
  }

  func incidentsList(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/incidents", IncidentContent(incidents: try await Incidents(self, request, visit)), request, visit)
  }

  /// Everything that repairs a case, made for the moment at which it is asked for.
  func repairSheet(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let sheet = RepairSheet(try await desk.file(visit), ConsoleWords.of(visit.language))
    return try console.part("parts/incident-repair", RepairContent(sheet: sheet), request, visit)
  }

  func parentsPage(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let content = ParentContent(parents: try await Parents(self, request, visit))
    let title = ConsoleWords.of(visit.language).text("parents-title")
    return try console.page("parents", title: title, content, assets: Self.assets, request, visit)
  }

  func parentsList(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try console.part("parts/parents", ParentContent(parents: try await Parents(self, request, visit)), request, visit)
  }
}
