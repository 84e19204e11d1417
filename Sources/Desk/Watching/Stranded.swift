import Casework

extension Case {
  /// Whether nothing that stands will ever move the case on.
  ///
  /// The limit of the whole case and promises don't count while the procedure runs: they would ring, but the procedure would have stood still until then.
  var isStranded: Bool {
    guard incident == nil, tasks.isEmpty else { return false }
    switch phase {
    case .closed: return false
    case .settling: return timers.isEmpty && effects.isEmpty
    case .open:
      return effects.values.allSatisfy { $0.purpose == .aside } && timers.values.allSatisfy { $0.purpose == .caseLimit || $0.purpose == .promise }
    }
  }
}
