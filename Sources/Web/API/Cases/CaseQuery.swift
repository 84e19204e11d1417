import Casework
import Hummingbird
import Ledger

/// Which cases are asked for.
enum CaseQuery {
  static let longestPage = 200

  /// - Throws: `Problem` when a parameter can't be.
  static func filter(_ request: Request) throws(Problem) -> CaseFilter { try filter(Query(request)) }

  /// The same of what was read already.
  static func filter(_ query: Query) throws(Problem) -> CaseFilter {
    var query = query
    var filter = CaseFilter(limit: query.number("limit", 1...longestPage) ?? 50)
    filter.phases = query.choices("phase", ["open", "settling", "closed"]).map { Set($0.compactMap(Case.Phase.init)) }
    filter.playbook = query.text("playbook")
    filter.subject = query.text("subject")
    filter.onlyIncidents = query.flag("incident") ?? false
    filter.text = query.text("q")
    filter.after = query.text("cursor").map { CaseID($0) }
    try query.end()
    return filter
  }
}
