import Casework
import Hummingbird
import Ledger

/// Which cases are asked for.
struct CaseQuery {
  static let longestPage = 200

  let query: Parameters

  init(_ query: Parameters) { self.query = query }

  /// - Throws: `Problem` when a value can't be.
  func filter() throws(Problem) -> CaseFilter {
    var filter = CaseFilter(limit: 50)
    if let words = query["phase"] {
      let phases = words.split(separator: ",").map { Case.Phase(rawValue: String($0)) }
      guard !phases.isEmpty, !phases.contains(nil) else { throw bad("phase", "open, settling, closed") }
      filter.phases = Set(phases.compactMap(\.self))
    }
    filter.playbook = query["playbook"].map(String.init)
    filter.subject = query["subject"].map(String.init)
    if let word = query["incident"] {
      guard word == "true" || word == "false" else { throw bad("incident", "true, false") }
      filter.onlyIncidents = word == "true"
    }
    if let word = query["limit"] {
      guard let limit = Int(word), (1...Self.longestPage).contains(limit) else { throw bad("limit", "1…\(Self.longestPage)") }
      filter.limit = limit
    }
    filter.after = query["cursor"].map { CaseID(String($0)) }
    return filter
  }

  private func bad(_ name: String, _ allowed: String) -> Problem {
    Problem(kind: .badRequest, detail: .init("参数 \(name) 可以是：\(allowed)。", "The parameter \(name) may be: \(allowed)."))
  }
}
