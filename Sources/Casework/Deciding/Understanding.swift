public import Playbook

extension Plan {
  /// Whether a fact that somebody reports, or that another case has learned, is one of this plan with a value it can have.
  public func understands(_ report: FactReport) -> Bool {
    guard let fact = fact(report.fact) else { return false }
    return report.value.map { fact.accepts($0) } ?? true
  }
}
