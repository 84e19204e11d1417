import Casework
import Ledger
import Playbook

/// Money or a ruling that somebody is to approve.
struct ApprovalRow {
  let anchor: String
  let caseID: String
  let casePath: String
  let subject: String
  let playbookTitle: String
  /// The action, or how the liability is shared.
  let what: String
  let amount: String?
  let ask: String
  let sentenceText: String?
  let sentencePlace: String?
  /// Who asked for it, nil when the procedure did.
  let requester: String?
  /// Who has approved it before.
  let given: String?
  /// The roles that are asked behind this one.
  let further: String?
  let role: String?
  let mayDecide: Bool
  let hindrance: String?
  let approvePath: String
  let refusePath: String

  /// Nil for a task that isn't an approval. - Parameter plan: the case's; nil when it can't be read.
  init?(_ task: OpenTask, of state: Case, _ plan: Plan?, title: String, for approver: Approver, _ words: ConsoleWords) {
    guard case .approval(let request) = task.purpose else { return nil }
    let step = task.step.flatMap { plan?.step($0) }
    let path = "/console/approvals/\(WallPath.part(state.id.text))/\(WallPath.part(task.id.text))"
    let obstacle = approver.hindrance(task, request)
    anchor = "approval-\(WallPath.part(state.id.text))-\(WallPath.part(task.id.text))"
    caseID = state.id.text
    casePath = WallPath.page(of: state.id)
    subject = state.subject
    playbookTitle = title
    what = Self.what(request, step, plan, words)
    amount = request.amount.map { Self.amount($0, request.action.flatMap { plan?.action($0) }?.money?.unit ?? .cny, words.language) }
    ask = LinkTokens.masked(task.text)
    sentenceText = step?.sentence.text
    sentencePlace = step.map { "\($0.sentence.file):\($0.sentence.place.line)" }
    requester = request.requester
    given = request.given.isEmpty ? nil : request.given.joined(separator: "、")
    further = request.rest.isEmpty ? nil : request.rest.joined(separator: "、")
    role = task.role
    mayDecide = obstacle == nil
    hindrance = obstacle?.text(words)
    approvePath = path + "?choice=\(TaskChoice.approve)"
    refusePath = path + "?choice=\(TaskChoice.refuse)"
  }

  private static func what(_ request: ApprovalRequest, _ step: Step?, _ plan: Plan?, _ words: ConsoleWords) -> String {
    if let action = request.action { return plan?.action(action)?.name ?? action }
    guard case .rule(let terms)? = step?.kind else { return words.text("approvals-ruling") }
    let shares = terms.shares.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return words.text(
      "approvals-ruling-shares", ["shares": shares.map { "\($0.key.name(in: words.language)) \($0.value) %" }.joined(separator: "、")])
  }

  /// `¥12.30`; what isn't money in its own words.
  private static func amount(_ amount: Int64, _ unit: MoneyUnit, _ language: Language) -> String {
    guard unit == .cny else { return unit.words(amount, in: language) }
    let rest = abs(amount % 100)
    return "\(amount < 0 ? "-" : "")¥\(abs(amount / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }
}
