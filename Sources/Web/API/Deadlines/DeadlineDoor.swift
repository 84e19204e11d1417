import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Deadlines at the door: of one case with how they were worked out, and over all cases (T-02, T-03, T-13, T-16).
struct DeadlineDoor: Sendable {
  static let longestPage = 200

  let desk: Desk
  /// Nil where the ledger keeps no deadlines.
  let watch: DeadlineWatch?

  private struct Page: Encodable {
    let items: [DeadlineRowView]
    /// The cursor of the next page; left out when this is the last one.
    let next: Int?
  }

  /// In the order in which they began, worked out anew from the case's events.
  func ofCase(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let file = try await desk.file(visit)
    let times: CaseTimes
    do throws(DeskError) { times = try await desk.times(of: file) } catch { throw Problem(error, nil) }
    let now = desk.clock.now()
    let views = times.deadlines.compactMap { one in
      file.plan.deadlines.first { $0.id == one.rule }.map { DeadlineView(one, $0, file, at: now) }
    }
    return try JSONBody.answer(ItemList(items: views))
  }

  /// Newest first: `?state=running,warned&deadline=…&playbook=…&dueBefore=…&limit=50&cursor=…`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let filter = try Self.filter(request, at: desk.clock.now())
    guard let watch, let store = desk.ledger as? any DeadlineLedger else { return try JSONBody.answer(Page(items: [], next: nil)) }
    // What has just happened counts as well.
    do throws(DeskError) { try await watch.catchUp() } catch { throw Problem(error, nil) }
    let rows = try await Problem.telling { try await store.listDeadlines(filter) }
    var plans: [String: Plan?] = [:]
    var views: [DeadlineRowView] = []
    for row in rows {
      if plans[row.playbook] == nil { plans.updateValue(try await current(row.playbook), forKey: row.playbook) }
      let rule = (plans[row.playbook] ?? nil)?.deadlines.first { $0.id == row.rule }
      views.append(DeadlineRowView(row, name: rule?.name ?? row.rule, at: filter.now))
    }
    return try JSONBody.answer(Page(items: views, next: rows.count == filter.limit ? rows.last?.number : nil))
  }

  /// - Throws: `Problem` when a parameter can't be.
  private static func filter(_ request: Request, at now: Instant) throws(Problem) -> DeadlineFilter {
    var query = Query(request)
    var filter = DeadlineFilter(at: now, limit: query.number("limit", 1...longestPage) ?? 50)
    filter.standings = query.choices("state", CaseDeadline.Standing.allCases.map(\.rawValue)).map {
      Set($0.compactMap { CaseDeadline.Standing(rawValue: $0) })
    }
    filter.rule = query.text("deadline")
    filter.playbook = query.text("playbook")
    filter.dueBefore = query.moment("dueBefore")
    filter.before = query.number("cursor", 1...9_007_199_254_740_991)
    try query.end()
    return filter
  }

  /// Nil for a playbook that can't be read any more: its deadlines are listed all the same.
  private func current(_ playbook: String) async throws -> Plan? {
    do throws(DeskError) { return try await desk.shelf.currentPlan(of: playbook) } catch {
      if case .ledger = error { throw Problem(error, nil) }
      return nil
    }
  }
}
