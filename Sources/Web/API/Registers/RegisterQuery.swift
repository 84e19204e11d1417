import Casework
import Hummingbird
import Ledger
import Playbook

/// What a request for a register asks for: `?open=true&state=kept&party=…&person=…&case=…&dueBefore=…&limit=50&cursor=…`.
enum RegisterQuery {
  private static let longestPage = 100

  /// - Throws: `Problem` with everything that is wrong.
  static func filter(_ request: Request, _ register: String) throws(Problem) -> RegisterFilter {
    var query = Query(request)
    var filter = RegisterFilter(register: register, limit: query.number("limit", 1...longestPage) ?? 50)
    filter.isOpen = query.flag("open")
    filter.states = query.text("state").map { [$0] }
    filter.party = query.text("party")
    filter.person = query.text("person").map { PersonID($0) }
    filter.caseID = query.text("case").map { CaseID($0) }
    filter.dueBefore = query.moment("dueBefore")
    if let text = query.text("cursor") {
      filter.before = RegisterPlace(cursor: text)
      if filter.before == nil { query.note("cursor", .init("用上一页给的 next", "use what the last page gave as next")) }
    }
    try query.end()
    return filter
  }
}

extension RegisterPlace {
  /// `1795305600000~C-000001~promise-1`: opaque to clients.
  var cursor: String { "\(openedAt.milliseconds)~\(caseID)~\(id)" }

  init?(cursor: String) {
    let parts = cursor.split(separator: "~", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let time = Int64(parts[0]) else { return nil }
    self.init(openedAt: Instant(milliseconds: time), caseID: CaseID(parts[1]), id: parts[2])
  }
}
