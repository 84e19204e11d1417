import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// Everything that is to be approved, the most urgent first: what the reader may decide, then what others have to.
struct Approvals {
  /// An approval with the times at which it stands in the list.
  struct Item {
    let row: ApprovalRow
    let openedAt: PageTimes.Stamp
    let waited: String
    let due: PageTimes.Stamp?
  }

  let mine: [Item]
  let hasMine: Bool
  let others: [Item]
  let hasOthers: Bool
  let hasMore: Bool
  /// What documents ask of those who lead.
  let decisions: [Decisions.Item]
  let hasDecisions: Bool
  let isBehind: Bool
  let isEmpty: Bool

  private static let most = 100

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    let approver = try await Approver(visit.someone(), wall.work.router)
    let (times, words) = (wall.console.times(request, visit), ConsoleWords.of(visit.language))
    var filter = WorkFilter(limit: Self.most + 1)
    filter.onlyApprovals = true
    let wanted = filter
    let found = try await Problem.telling { try await wall.work.router.list(wanted) }
    let ids = Set(found.map(\.standing.work.id.caseID)).sorted()
    let states = try await Problem.telling { try await wall.desk.ledger.readCases(ids) }
    let now = wall.desk.clock.now()
    var plans = WallPlans(wall.desk)
    var items: [Item] = []
    for one in found.prefix(Self.most) {
      let work = one.standing.work
      guard let state = states[work.id.caseID], let task = state.tasks[work.id.task] else { continue }
      let plan = try await wall.plan(of: state)
      let title = await plans.title(of: state.playbook)
      guard let row = ApprovalRow(task, of: state, plan, title: title, for: approver, words) else { continue }
      items.append(
        Item(row: row, openedAt: times.stamp(work.openedAt), waited: times.span(now - work.openedAt), due: work.deadline.map { times.stamp($0) }))
    }
    mine = items.filter { $0.row.mayDecide }
    others = items.filter { !$0.row.mayDecide }
    hasMine = items.contains { $0.row.mayDecide }
    hasOthers = items.contains { !$0.row.mayDecide }
    let asked = try await Decisions(wall, times, visit)
    decisions = asked.items
    hasDecisions = !asked.items.isEmpty
    hasMore = found.count > Self.most || asked.hasMore
    isBehind = asked.isBehind
    isEmpty = items.isEmpty && asked.items.isEmpty && !asked.isBehind
  }
}

/// The form in which somebody approves or refuses, or answers what a document asks of them.
struct ApprovalSheet {
  /// Nil for what is no approval.
  let row: ApprovalRow?
  let isApproval: Bool
  /// Nil for an approval.
  let decision: DecisionRow?
  /// What is about to be answered to it.
  let answerLabel: String
  let isOver: Bool
  let signalsPath: String
  /// What is sent besides the reason.
  let json: String
  /// Of the look that the decision is made on.
  let tag: String

  private struct Answer: Encodable {
    let task: String
    let choice: String
  }

  init(_ wall: WallConsole, _ request: Request, _ visit: Visit) async throws {
    var query = Query(request)
    let asked = query.text("choice")
    try query.end()
    let approver = try await Approver(visit.someone(), wall.work.router)
    let state = try await wall.desk.state(of: visit.caseID)
    let plan = try await wall.plan(of: state)
    let id = TaskID(visit.name("task"))
    let (words, title) = (ConsoleWords.of(visit.language), plan?.title ?? state.playbook)
    let task = state.tasks[id]
    let chosen = task.flatMap { Self.chosen(asked, of: $0) }
    guard task == nil || chosen != nil else {
      throw Problem(kind: .badRequest, detail: .init("这个任务没有这个选项。", "The task has no such choice."))
    }
    let approval = task.flatMap { ApprovalRow($0, of: state, plan, title: title, for: approver, words) }
    row = approval
    decision = approval == nil ? task.map { DecisionRow($0, of: state, plan, title: title) } : nil
    answerLabel = chosen?.label ?? ""
    isOver = task == nil
    let choice = chosen?.id ?? ""
    isApproval = choice == TaskChoice.approve
    signalsPath = WallPath.signals(of: state.id)
    json = try StoredJSON.text(Answer(task: id.text, choice: choice))
    tag = Cases.tag(state)
  }

  /// The first where nobody has said which. - Returns: nil for what is none of the task's choices.
  private static func chosen(_ asked: String?, of task: OpenTask) -> TaskChoice? {
    guard let asked else { return task.choices.first }
    return task.choices.first { $0.id == asked }
  }
}

extension WallConsole {
  private struct ApprovalContent { let approvals: Approvals }
  private struct ApprovalSheetContent { let sheet: ApprovalSheet }

  func approvalsPage(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let content = ApprovalContent(approvals: try await Approvals(self, request, visit))
    let title = ConsoleWords.of(visit.language).text("approvals-title")
    return try console.page("approvals", title: title, content, assets: Self.assets, request, visit)
  }

  func approvalsList(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return try console.part("parts/approvals", ApprovalContent(approvals: try await Approvals(self, request, visit)), request, visit)
  }

  /// `?choice=approve|refuse`, or one of the choices that a document gives.
  func approvalSheet(_ request: Request, _ visit: Visit) async throws -> Response {
    try console.part("parts/approval-sheet", ApprovalSheetContent(sheet: try await ApprovalSheet(self, request, visit)), request, visit)
  }

  /// The version that a case runs under; nil when it can't be read.
  func plan(of state: Case) async throws -> Plan? {
    do throws(DeskError) { return try await desk.shelf.readablePlan(version: state.version) } catch { throw Problem(error, nil) }
  }
}
