import Casework
import Hummingbird
import Ledger

/// Which cases the page of cases shows, as it stands in its address.
struct CasesAsked {
  static let page = "/console/cases"
  /// Those that still have something to do.
  static let unfinished: Set<Case.Phase> = [.open, .settling]
  private static let usualPage = 50

  let filter: CaseFilter
  /// Without the place in the list, always in one order: the same question is the same address.
  private let parameters: [(name: String, value: String?)]

  init(_ request: Request) throws(Problem) {
    filter = try CaseQuery.filter(Query(form: request))
    let phases = filter.phases.map { $0.map(\.rawValue).sorted().joined(separator: ",") }
    parameters = [
      (name: "q", value: filter.text), (name: "phase", value: phases), (name: "playbook", value: filter.playbook),
      (name: "subject", value: filter.subject), (name: "incident", value: filter.onlyIncidents ? "true" : nil),
    ]
  }

  var isFiltered: Bool { parameters.contains { $0.value != nil } }

  /// The page from its first case on.
  var path: String { ListLink.path(Self.page, parameters) }

  /// The case that the search words name, if they can name one; small letters do as well.
  var named: CaseID? {
    guard let words = filter.text?.split(whereSeparator: \.isWhitespace), let word = words.first, words.count == 1 else { return nil }
    return CaseID(word.uppercased().hasPrefix("C-") ? word.uppercased() : String(word))
  }

  /// An address of the list as it is, with as much of it as is shown.
  func address(of page: String) -> String { address(page, limit: filter.limit == Self.usualPage ? nil : filter.limit, cursor: filter.after?.text) }

  /// The same list and more of it: longer as far as a list may be, then what comes behind.
  func more(of page: String, behind last: CaseID) -> String {
    guard filter.limit < CaseQuery.longestPage else { return address(page, limit: filter.limit, cursor: last.text) }
    return address(page, limit: min(filter.limit + Self.usualPage, CaseQuery.longestPage), cursor: filter.after?.text)
  }

  private func address(_ page: String, limit: Int?, cursor: String?) -> String {
    var all = parameters
    all.append((name: "limit", value: limit.map { String($0) }))
    all.append((name: "cursor", value: cursor))
    return ListLink.path(page, all)
  }
}
