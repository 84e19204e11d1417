/// For each step of a procedure, what is known of facts on every path that leads there: a forward analysis to a fixed point.
///
/// The state is, for each fact, the set of values it can have; a fact that isn't in it can have any. Where paths meet, sets are joined.
struct EstablishedFacts {
  private var states: [Step.ID: KnownFacts] = [:]

  init(procedure: Procedure, checked: CheckedPlan) {
    // Nothing is taken for granted at the beginning, whoever runs the procedure.
    var queue: [(Step.ID, KnownFacts)] = procedure.first.map { [($0, KnownFacts())] } ?? []
    while let (id, incoming) = queue.popLast() {
      guard let step = checked.plan.step(id) else { continue }
      let state: KnownFacts
      if let old = states[id] {
        state = old.joined(with: incoming)
        if state == old { continue }
      } else {
        state = incoming
      }
      states[id] = state
      queue += Self.successors(of: step, state, checked)
    }
  }

  /// Whether the condition holds on every path to the step. A step nobody comes to establishes everything.
  func establishes(_ condition: Condition, at step: Step.ID) -> Bool { states[step]?.establishes(condition) ?? true }

  /// The one value a fact has on every path to the step, with nothing in between that could have changed it; nil when it can have several, or when nobody
  /// comes there.
  func soleValue(of fact: Fact.ID, at step: Step.ID, checked: CheckedPlan) -> Value? {
    guard let state = states[step], let values = state.values[fact], values.count == 1 else { return nil }
    return state.fresh.contains(fact) || checked.changes.isSteady(fact) ? values.first : nil
  }

  private static func successors(of step: Step, _ state: KnownFacts, _ checked: CheckedPlan) -> [(Step.ID, KnownFacts)] {
    var after = state
    for fact in checked.changes.changed(by: step, intoCalls: true) { after.forget(fact) }
    if ChangedFacts.takesTime(step) { after.fresh = [] }
    if case .rule(let terms) = step.kind { for setting in terms.settings { after.learn(setting) } }
    return checked.plan.ways(from: step).compactMap { way in
      guard let next = way.next else { return nil }
      guard let branch = way.branch else { return (next, after) }
      return after.behind(branch, of: step, plan: checked.plan, isSteady: checked.changes.isSteady).map { (next, $0) }
    }
  }
}
