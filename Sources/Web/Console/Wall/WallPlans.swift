import Desk
import Playbook

/// The playbooks that a page names, each asked for once. One that can't be read goes by its id: no list is hidden for that.
struct WallPlans {
  private let shelf: PlaybookShelf
  private var known: [String: Plan?] = [:]

  init(_ desk: Desk) { shelf = desk.shelf }

  /// The version that cases start under now.
  mutating func plan(of playbook: String) async -> Plan? {
    if let found = known[playbook] { return found }
    let plan = try? await shelf.currentPlan(of: playbook)
    known.updateValue(plan, forKey: playbook)
    return plan
  }

  mutating func title(of playbook: String) async -> String { await plan(of: playbook)?.title ?? playbook }

  mutating func deadlineName(_ rule: DeadlineRule.ID, of playbook: String) async -> String {
    await plan(of: playbook)?.deadlines.first { $0.id == rule }?.name ?? rule
  }
}
