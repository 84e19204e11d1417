import Casework
import Desk
import Ledger
import Playbook

/// Which tasks are asked for.
enum WorkQuery {
  static let longestPage = 200
  static let usualPage = 50

  /// - Parameter query: `queue`, `playbook`, `mine`, `state`, `case`, `limit`, `cursor`.
  /// - Throws: `Problem` when a parameter can't be.
  static func filter(_ query: Query, _ caller: Caller) throws(Problem) -> WorkFilter {
    var query = query
    var filter = WorkFilter(limit: query.number("limit", 1...longestPage) ?? usualPage)
    filter.queue = query.text("queue")
    filter.playbook = query.text("playbook")
    if query.flag("mine") ?? false { filter.person = caller.id }
    filter.stage = query.choice("state", WorkFilter.Stage.allCases.map(\.rawValue)).flatMap(WorkFilter.Stage.init)
    filter.caseID = query.text("case").map { CaseID($0) }
    if let cursor = query.text("cursor") {
      filter.after = Work.Urgency(cursor: cursor)
      if filter.after == nil { query.note("cursor", .init("用上一页的 next", "use next of the page before")) }
    }
    try query.end()
    return filter
  }
}

extension Work.Urgency {
  /// As a page's cursor; `-` where there is no deadline.
  var cursor: String { "\(deadline.map { String($0.milliseconds) } ?? "-").\(openedAt.milliseconds).\(id.task).\(id.caseID)" }

  init?(cursor: String) {
    let parts = cursor.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let openedAt = Int64(parts[1]) else { return nil }
    let deadline = Int64(parts[0])
    guard deadline != nil || parts[0] == "-" else { return nil }
    self.init(
      deadline: deadline.map { Instant(milliseconds: $0) }, openedAt: Instant(milliseconds: openedAt),
      id: WorkID(CaseID(String(parts[3])), TaskID(String(parts[2]))))
  }
}
