import Casework
import Desk
import Hummingbird

/// Which tasks the page of work shows, as it stands in its address.
struct WorkAsked {
  static let page = "/console/work"

  let filter: WorkFilter
  /// Without the place in the list, always in one order: the same question is the same address.
  private let parameters: [(name: String, value: String?)]

  init(_ request: Request, _ caller: Caller) throws(Problem) {
    filter = try WorkQuery.filter(Query(form: request), caller)
    parameters = [
      (name: "queue", value: filter.queue), (name: "state", value: filter.stage?.rawValue), (name: "playbook", value: filter.playbook),
      (name: "case", value: filter.caseID?.text), (name: "mine", value: filter.person == nil ? nil : "true"),
    ]
  }

  var isFiltered: Bool { parameters.contains { $0.value != nil } }

  /// The page from its first task on.
  var path: String { ListLink.path(Self.page, parameters) }

  /// An address of the list as it is, with as much of it as is shown.
  func address(of page: String) -> String {
    address(page, limit: filter.limit == WorkQuery.usualPage ? nil : filter.limit, cursor: filter.after?.cursor)
  }

  /// The same list and more of it: longer as far as a list may be, then what comes behind.
  func more(of page: String, behind last: Work.Urgency) -> String {
    guard filter.limit < WorkQuery.longestPage else { return address(page, limit: filter.limit, cursor: last.cursor) }
    return address(page, limit: min(filter.limit + WorkQuery.usualPage, WorkQuery.longestPage), cursor: filter.after?.cursor)
  }

  private func address(_ page: String, limit: Int?, cursor: String?) -> String {
    var all = parameters
    all.append((name: "limit", value: limit.map { String($0) }))
    all.append((name: "cursor", value: cursor))
    return ListLink.path(page, all)
  }
}
