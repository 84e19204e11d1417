public import Casework
public import Playbook

extension Plan {
  /// Reads facts reported as words: ids with values as a person writes them, nil for "can't be known".
  ///
  /// - Parameter source: who says it, e.g. `platform` or a party's id.
  /// - Returns: the reports in the order of fact ids, and the ids whose words are no value of a declared fact.
  public func factReports(from words: [String: String?], source: String) -> (reports: [FactReport], notUnderstood: [Fact.ID]) {
    var reports: [FactReport] = []
    var notUnderstood: [Fact.ID] = []
    for (id, text) in words.sorted(by: { $0.key < $1.key }) {
      guard let text else {
        if fact(id) == nil { notUnderstood.append(id) } else { reports.append(FactReport(fact: id, value: nil, source: source)) }
        continue
      }
      if let value = fact(id)?.value(text) {
        reports.append(FactReport(fact: id, value: value, source: source))
      } else {
        notUnderstood.append(id)
      }
    }
    return (reports, notUnderstood)
  }
}
