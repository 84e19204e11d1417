import Casework
import Desk
import Hummingbird
import Playbook

/// One case as people work on it: what happened, the document as it runs, and what is known.
///
///     case file + who looks → head, timeline, document, aside → the page, or one of its parts
///
/// Only this case is read, however many there are.
struct CaseConsole: Sendable {
  let console: Console
  let desk: Desk
  let work: WorkDoor
  let orders: OrderWatch
  let registers: RegisterKeeper

  private static let assets = PageAssets(
    styles: ["case.css", "timeline.css", "aside.css", "wall.css"], scripts: ["case.js", "case-composer.js", "party-link.js", "wall.js"])

  /// The whole page. `?all=1`: what happened from the beginning, in a case in which very much did.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let isWhole = try Self.isWhole(request)
    let look = try await look(request, visit)
    let content = CasePageContent(
      look, isWhole: isWhole, head: try await CaseHead(look, desk), document: CaseDocument(look), timeline: timeline(look, isWhole: isWhole),
      composer: CaseComposerView(look.file, rights: look.rights, language: look.language), aside: try await aside(look))
    return try console.page("case", title: "\(look.state.id) \(look.plan.title)", content, assets: Self.assets, request, visit)
  }

  func head(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let look = try await look(request, visit)
    return try console.part("parts/case-head-part", try await CaseHead(look, desk), request, visit)
  }

  /// `?version=…`: the document of a version that the case ran under before, to be read only.
  func document(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let version = query.text("version")
    try query.end()
    let look = try await look(request, visit)
    guard let version, version != look.state.version else {
      return try console.part("parts/case-document-part", CaseDocument(look), request, visit)
    }
    guard let events = CaseWalk.events(look.file.events, under: version) else {
      throw Problem(
        kind: .notFound, detail: .init("这张工单没有在这个版本下走过。", "The case never ran under that version."))
    }
    let plan: Plan
    do throws(DeskError) { plan = try await desk.shelf.plan(version: version) } catch { throw Problem(error, nil) }
    return try console.part("parts/case-document-part", CaseDocument(look, as: plan, events), request, visit)
  }

  func timeline(_ request: Request, _ visit: Visit) async throws -> Response {
    let isWhole = try Self.isWhole(request)
    let look = try await look(request, visit)
    return try console.part("parts/case-timeline-part", timeline(look, isWhole: isWhole), request, visit)
  }

  func aside(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let look = try await look(request, visit)
    return try console.part("parts/case-aside-part", try await aside(look), request, visit)
  }

  // MARK: parts

  private func look(_ request: Request, _ visit: Visit) async throws -> CaseLook {
    try await CaseLook(desk.file(visit), work, console.times(request, visit), visit)
  }

  private func timeline(_ look: CaseLook, isWhole: Bool) -> CaseTimelineView {
    CaseTimelineView(look.file, times: look.times, masks: look.masks, language: look.language, all: isWhole)
  }

  private static func isWhole(_ request: Request) throws -> Bool {
    var query = Query(request)
    let all = query.choice("all", ["1"])
    try query.end()
    return all != nil
  }

  private func aside(_ look: CaseLook) async throws -> CaseAsideView {
    try await CaseAsideView(
      look.file, CaseAsideSources(desk: desk, orders: orders, registers: registers, rights: look.rights), times: look.times, masks: look.masks,
      language: look.language)
  }
}

/// What the page's template shows.
struct CasePageContent {
  let id: String
  /// Where the page is: `/console/cases/C-000001`.
  let place: String
  /// What is behind the timeline's part.
  let timelineQuery: String
  /// The case in the API.
  let api: String
  let head: CaseHead
  let document: CaseDocument
  let timeline: CaseTimelineView
  let composer: CaseComposerView
  let aside: CaseAsideView
  /// Nil for whoever may send none.
  let partyLink: PartyLinkForm?
  let maySeePersonal: Bool
  /// Whether they may give its tasks to others.
  let mayLead: Bool
  let mayRemark: Bool
  let mayReopen: Bool

  init(
    _ look: CaseLook, isWhole: Bool, head: CaseHead, document: CaseDocument, timeline: CaseTimelineView, composer: CaseComposerView, aside: CaseAsideView
  ) {
    id = look.state.id.text
    place = CaseLinks(look.state.id).page
    timelineQuery = isWhole ? "?all=1" : ""
    api = look.api
    self.head = head
    self.document = document
    self.timeline = timeline
    self.composer = composer
    self.aside = aside
    partyLink = PartyLinkForm(look.state, look.plan, for: look.caller)
    maySeePersonal = look.rights.contains(.seePersonal)
    mayLead = look.rights.contains(.leadWork)
    mayRemark = look.rights.contains(.workCases) && look.state.phase != .closed
    mayReopen = look.rights.contains(.workCases)
  }
}
