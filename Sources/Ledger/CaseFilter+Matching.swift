import Casework

extension CaseFilter {
  /// Whether a case belongs into the list.
  public func matches(_ summary: CaseSummary) -> Bool {
    if let order, !OrderSubject.isAbout(order, summary.subject) { return false }
    if let ids, !ids.contains(summary.id) { return false }
    return (phases?.contains(summary.phase) ?? true) && (playbook.map { $0 == summary.playbook } ?? true) && (subject.map { $0 == summary.subject } ?? true)
      && (!onlyIncidents || summary.hasIncident)
      && (after.map { (summary.id.number, summary.id) < ($0.number, $0) } ?? true)
  }
}
