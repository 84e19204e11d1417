import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// The list of cases, filtered and searched.
struct CaseListConsole: Sendable {
  let console: Console
  let desk: Desk
  /// Nil where cases can't be searched.
  let search: SearchIndexer?
  /// Nil where the ledger keeps no deadlines.
  let deadlines: DeadlineWatch?
  let views: any SavedViewLedger

  /// The whole page, and in its list what is fetched again.
  private struct Content {
    var list: CaseList
    var frame: Frame?
  }

  /// What stays while the list is fetched again: what somebody may be typing into.
  private struct Frame {
    let filters: CaseListFilters
    let saved: SavedTabs
    let opensCases: Bool
  }

  /// `?q=…&phase=open,settling&playbook=…&subject=…&incident=true&limit=…&cursor=…`. Who searches for a case's own name is led to it.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let asked = try CasesAsked(request)
    if let id = asked.named, try await Problem.telling({ try await desk.ledger.readCase(id) }) != nil {
      return .redirect(to: ListLink.path(ofCase: id), type: .normal)
    }
    let words = ConsoleWords.of(visit.language)
    let kept = try await Problem.telling { try await views.savedViews(of: caller.id) }
    let plans = try await desk.plans().map { (id: $0.id, title: $0.title) }
    let frame = Frame(
      filters: CaseListFilters(playbooks: plans, asked, words), saved: try SavedTabs(kept, page: CasesAsked.page, here: asked.path, words),
      opensCases: Right.of(caller.role).contains(.openCases))
    let content = Content(list: try await list(asked, request, visit), frame: frame)
    let assets = PageAssets(styles: ["work.css"], scripts: ["work.js"])
    return try console.page("cases", title: words.text("cases-title"), content, assets: assets, request, visit)
  }

  /// The list alone.
  func part(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/work-cases", Content(list: try await list(CasesAsked(request), request, visit)), request, visit)
  }

  // MARK: reading

  private func list(_ asked: CasesAsked, _ request: Request, _ visit: Visit) async throws -> CaseList {
    if asked.filter.text != nil {
      // What was just written is found as well.
      do throws(DeskError) { try await search?.catchUp() } catch { throw Problem(error, nil) }
    }
    let filter = asked.filter
    let cases = try await Problem.telling { try await desk.ledger.listCases(filter) }
    let ids = cases.map(\.id)
    let states = try await Problem.telling { try await desk.ledger.readCases(ids) }
    let due = try await due(of: ids)
    var plans: [String: Plan?] = [:]
    for version in Set(cases.map(\.version)) {
      do throws(DeskError) { plans.updateValue(try await desk.shelf.readablePlan(version: version), forKey: version) } catch { throw Problem(error, nil) }
    }
    let (words, times) = (ConsoleWords.of(visit.language), console.times(request, visit))
    let lines = cases.map { one in CaseLine(one, states[one.id], plans[one.version] ?? nil, deadline: due[one.id], times, words) }
    return CaseList(lines, last: ids.last, asked, words)
  }

  /// When the first deadline of each case is over, as far as they are known: those of a moment ago may come with the next look.
  private func due(of cases: [CaseID]) async throws -> [CaseID: Instant] {
    guard let deadlines, let store = desk.ledger as? any DeadlineLedger else { return [:] }
    try? await deadlines.catchUp()
    return try await Problem.telling { try await store.earliestDeadlines(of: cases) }
  }
}
