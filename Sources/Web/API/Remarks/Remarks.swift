import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// What the document doesn't say, as people find out who work by it. A remark is a note in its case, tied to a sentence, and is listed for those who write the playbook.
struct Remarks: Sendable {
  static let longestText = 500
  private static let longestPage = 100
  /// Remarks of other playbooks stand between: so many pages of all remarks are read for one answer.
  private static let pagesAtOnce = 10

  let cases: Cases
  let keeper: RegisterKeeper

  private var desk: Desk { cases.desk }

  private struct Page: Encodable {
    let items: [RemarkView]
    /// The cursor of the next page; left out when this is the last one.
    let next: String?
  }

  // MARK: saying

  /// `{"text","step"?}`: without a step it is about the sentence that the case stands at.
  func write(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let (state, plan) = try await desk.found(visit)
    let text = object.text("text", longest: Self.longestText)
    let named = object.optionalText("step")
    let step: Step.ID?
    if case .wrote(let earlier)? = try await cases.earlier(id, request), named == nil || named == earlier.step {
      // The case may stand elsewhere by now, or run under another version.
      step = earlier.step
    } else {
      step = named ?? state.frames.last { $0.step != nil }?.step
      if step.flatMap(plan.step) == nil {
        object.note("step", .init("写出流程里的一步：工单现在没有停在哪一句上", "name a step of the playbook: the case stands at no sentence now"))
      }
    }
    try object.end()
    return try await cases.tell(.wrote(.note(text, at: step)), id, state, plan, caller.sender, request, visit)
  }

  // MARK: looking

  /// Newest first: `?limit=50&cursor=…`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let limit = query.number("limit", 1...Self.longestPage) ?? 50
    var filter = RegisterFilter(register: BuiltInRegister.remarks.rawValue, limit: Self.longestPage)
    if let text = query.text("cursor") {
      filter.before = RegisterPlace(cursor: text)
      if filter.before == nil { query.note("cursor", .init("用上一页给的 next", "use what the last page gave as next")) }
    }
    try query.end()
    let playbook = visit.name("playbook")
    guard try await Problem.telling({ try await desk.ledger.currentVersion(of: playbook) }) != nil else { throw Playbooks.noSuchPlaybook }
    do throws(DeskError) { try await keeper.catchUp() } catch { throw Problem(error, nil) }
    var items: [RemarkView] = []
    for _ in 0..<Self.pagesAtOnce {
      let asked = filter
      let rows: [RegisterRow]
      do throws(DeskError) { rows = try await keeper.listAsItStands(asked) } catch { throw Problem(error, nil) }
      let states = try await Problem.telling { try await desk.ledger.readCases(Set(rows.map(\.caseID)).sorted()) }
      for row in rows {
        filter.before = row.place
        guard let state = states[row.caseID], state.playbook == playbook, let view = try await remark(row, of: state) else { continue }
        items.append(view)
        if items.count == limit { return try JSONBody.answer(Page(items: items, next: row.place.cursor)) }
      }
      if rows.count < Self.longestPage { return try JSONBody.answer(Page(items: items, next: nil)) }
    }
    return try JSONBody.answer(Page(items: items, next: filter.before?.cursor))
  }

  /// Nil for one that is there no more.
  private func remark(_ row: RegisterRow, of state: Case) async throws -> RemarkView? {
    let events = try await Problem.telling { try await desk.ledger.readEvents(of: row.caseID, after: row.opened - 1) }
    let plan: Plan?
    do throws(DeskError) { plan = try await desk.shelf.readablePlan(version: state.version) } catch { throw Problem(error, nil) }
    return events.first.flatMap { RemarkView($0, of: state, plan) }
  }
}
