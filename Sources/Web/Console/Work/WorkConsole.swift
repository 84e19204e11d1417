import Desk
import Hummingbird
import Ledger
import Playbook

/// The inbox of whoever works on tasks: what is offered to them, what waits, what they hold.
struct WorkConsole: Sendable {
  let console: Console
  let work: WorkDoor
  let views: any SavedViewLedger

  /// The whole page, and in its parts what is fetched again.
  private struct Content {
    var me: WorkMe?
    var side: WorkSide?
    var list: WorkList?
    var frame: Frame?
  }

  /// What stays while the rest is fetched again: what somebody may be typing into.
  private struct Frame {
    let capacity: WorkCapacity
    let filters: WorkFilters
    let saved: SavedTabs
    let opensCases: Bool
  }

  /// `?queue=…&state=…&playbook=…&mine=true&limit=…&cursor=…`.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let asked = try WorkAsked(request, caller)
    let here = try await here(request, visit)
    let kept = try await Problem.telling { try await views.savedViews(of: caller.id) }
    let plans = try await work.desk.plans().map { (id: $0.id, title: $0.title) }
    let figures = try await figures()
    let words = here.drawing.words
    let frame = Frame(
      capacity: WorkCapacity(here.own, words), filters: WorkFilters(figures, playbooks: plans, asked, here.drawing),
      saved: try SavedTabs(kept, page: WorkAsked.page, here: asked.path, words), opensCases: Right.of(caller.role).contains(.openCases))
    let content = Content(
      me: try await me(caller, here), side: try await side(figures, caller, asked, here), list: try await list(asked, here.drawing), frame: frame)
    let assets = PageAssets(styles: ["work.css"], scripts: ["work.js"])
    return try console.page("work", title: words.text("work-title"), content, assets: assets, request, visit)
  }

  /// What is offered to whoever looks, and whether they take work.
  func offers(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let content = Content(me: try await me(visit.someone(), here(request, visit)))
    return try console.part("parts/work-me", content, request, visit)
  }

  /// The queues, and who is here.
  func queues(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let asked = try WorkAsked(request, caller)
    let content = Content(side: try await side(figures(), caller, asked, here(request, visit)))
    return try console.part("parts/work-side", content, request, visit)
  }

  /// The tasks.
  func tasks(_ request: Request, _ visit: Visit) async throws -> Response {
    let asked = try WorkAsked(request, visit.someone())
    let content = Content(list: try await list(asked, here(request, visit).drawing))
    return try console.part("parts/work-list", content, request, visit)
  }

  // MARK: reading

  /// Who is here, and how it is drawn.
  private struct Here {
    let presences: [Presence]
    /// Of whoever looks; nil when they have never said.
    let own: Presence?
    let drawing: WorkDrawing
  }

  private func here(_ request: Request, _ visit: Visit) async throws -> Here {
    let caller = try visit.someone()
    let presences = try await Problem.telling { try await work.router.presences() }
    let names = Dictionary(presences.map { ($0.person, $0.name) }) { first, _ in first }
    let drawing = WorkDrawing(words: ConsoleWords.of(visit.language), times: console.times(request, visit), names: names)
    return Here(presences: presences, own: presences.first { $0.person == caller.id }, drawing: drawing)
  }

  private func figures() async throws -> [QueueFigures] { try await Problem.telling { try await work.router.queueFigures() } }

  private func me(_ caller: Caller, _ here: Here) async throws -> WorkMe {
    let offers = try await Problem.telling { try await work.router.offers(to: caller.id) }
    return try WorkMe(here.own, try await work.found(offers), here.drawing)
  }

  private func side(_ figures: [QueueFigures], _ caller: Caller, _ asked: WorkAsked, _ here: Here) async throws -> WorkSide {
    let holdings = try await Problem.telling { try await work.router.holdings() }
    let leads = Right.of(caller.role).contains(.leadWork)
    return WorkSide(figures, here.presences, holdings: holdings, of: caller, leads: leads, asked, here.drawing)
  }

  private func list(_ asked: WorkAsked, _ drawing: WorkDrawing) async throws -> WorkList {
    let filter = asked.filter
    let listed = try await Problem.telling { try await work.router.list(filter) }
    let isLonger = listed.count == filter.limit
    return WorkList(try await work.found(listed), isLonger: isLonger, last: listed.last?.standing.work.urgency, asked, drawing)
  }
}
