import Casework
import Desk
import HTTPTypes
import Hummingbird
import Playbook

/// What customers, merchants and riders see who have come by a link: their case, or the form to register by.
struct PartyPages: Sendable {
  let console: Console
  let own: OwnDoor
  let forms: IntakeForms

  /// The parts that are fetched again while somebody looks.
  private static let parts = ["status", "asks", "talk"]

  /// Whether an address is one of these pages.
  static func isPlace(_ path: String) -> Bool { path == "/p" || path.hasPrefix("/p/") }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    if case .registration(let playbook, let person)? = try visit.someone().bound { return try await register(playbook, person, request, visit) }
    let page = try await page(request, visit)
    return try console.page(
      "party", title: page.title, page, assets: PageAssets(styles: ["party.css"], scripts: ["party.js"]), request, visit)
  }

  /// `/p/part/status`
  func part(_ request: Request, _ visit: Visit) async throws -> Response {
    let name = visit.name("part")
    guard Self.parts.contains(name) else { throw Problem(kind: .notFound, detail: .init("没有这一部分。", "There is no such part.")) }
    return try console.part("parts/party-\(name)", try await page(request, visit), request, visit)
  }

  private func page(_ request: Request, _ visit: Visit) async throws -> PartyCasePage {
    let found = try await OwnCase(of: visit, in: forms.desk)
    return PartyCasePage(found, try await own.order(of: found), console.times(request, visit), ConsoleWords.of(visit.language))
  }

  private func register(_ playbook: String, _ person: PersonID?, _ request: Request, _ visit: Visit) async throws -> Response {
    var visit = visit
    visit.ownPlaybook = playbook
    let (plan, form) = try await forms.found(visit)
    let page = PartyRegisterPage(IntakeFormView(form, of: plan, in: visit.language), form, plan)
    return try console.page(
      "party-register", title: page.title, page, assets: PageAssets(styles: ["party.css"], scripts: ["party-register.js"]), request, visit)
  }
}

extension Console {
  private struct Trouble {
    let title: String
    let detail: String
    /// Whether a new link would help.
    let isLink: Bool
    let id: String
  }

  /// What went wrong, for somebody who has come by a link, or by one that is no good.
  func answerParty(_ problem: Problem, _ request: Request, _ visit: Visit) -> Response {
    let isLink = [.unauthorized, .forbidden, .gone].contains(problem.kind)
    let words = ConsoleWords.of(visit.language)
    let title = words.text(isLink ? "party-over" : "party-trouble")
    // Why somebody may not do something is told in the API's words, which are for programs.
    let detail = isLink ? words.text("party-over-lead") : problem.detail.text(in: visit.language)
    let content = Trouble(title: title, detail: detail, isLink: isLink, id: visit.id)
    let assets = PageAssets(styles: ["party.css"])
    guard let page = try? page("party-problem", title: title, content, assets: assets, status: problem.kind.status, request, visit) else {
      return problem.response(visit)
    }
    return page
  }
}
