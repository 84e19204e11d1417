/// Which procedures were broken off because the case went back to a decision before them. What is recorded of them looks like an end until the events behind
/// it are known.
enum BrokenOff {
  /// The sequences of the events with which they were left.
  static func procedures(in events: [Event]) -> Set<Int> {
    var brokenOff: Set<Int> = []
    var left: Set<Int> = []
    for event in events {
      switch event.kind {
      case .procedureLeft(let procedure) where procedure.outcome == nil: left.insert(event.sequence)
      // Going back lets go of what the procedures wait for, innermost first.
      case .effectEnded, .taskDone, .timerCancelled, .incidentResolved: break
      case .reconsidered(let change) where change.leadsBack == nil:
        brokenOff.formUnion(left)
        left = []
      default: left = []
      }
    }
    return brokenOff
  }
}
