/// For each step of a procedure, what is known of facts on every path that leads there: a forward analysis to a fixed point.
///
/// The state is, for each fact, the set of values it can have; a fact that isn't in it can have any. Where paths meet, sets are joined.
struct EstablishedFacts {
  private typealias State = [Fact.ID: Set<Value>]

  private var states: [Step.ID: State] = [:]

  init(procedure: Procedure, plan: Plan) {
    let steps = Dictionary(procedure.steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    // Nothing is taken for granted at the beginning, whoever runs the procedure.
    var queue: [(Step.ID, State)] = procedure.first.map { [($0, [:])] } ?? []
    while let (id, incoming) = queue.popLast() {
      guard let step = steps[id] else { continue }
      let state: State
      if let old = states[id] {
        state = old.joined(with: incoming)
        if state == old { continue }
      } else {
        state = incoming
      }
      states[id] = state
      queue += Self.successors(of: step, state, plan)
    }
  }

  /// Whether the condition holds on every path to the step. A step nobody comes to establishes everything.
  func establishes(_ condition: Condition, at step: Step.ID) -> Bool {
    guard let state = states[step] else { return true }
    switch condition {
    case .fact(let id, let values): return state[id]?.isSubset(of: values) ?? false
    case .all(let parts): return parts.allSatisfy { establishes($0, at: step) }
    case .any(let parts): return parts.contains { establishes($0, at: step) }
    default: return false
    }
  }

  /// The one value a fact has on every path to the step; nil when it can have several, or when nobody comes there.
  func soleValue(of fact: Fact.ID, at step: Step.ID) -> Value? {
    guard let values = states[step]?[fact], values.count == 1 else { return nil }
    return values.first
  }

  private static func successors(of step: Step, _ state: State, _ plan: Plan) -> [(Step.ID, State)] {
    let after = state.without(factsChanged(by: step, plan))
    return plan.ways(from: step).compactMap { way in
      guard let next = way.next else { return nil }
      return (next, way.branch.map { after.narrowed(by: $0.condition) } ?? after)
    }
  }

  /// The facts that are learned anew at a step, whatever was known before.
  static func factsChanged(by step: Step, _ plan: Plan) -> Set<Fact.ID> {
    switch step.kind {
    case .contact, .followUp, .call: Set(plan.vocabulary.facts.filter { $0.sources.contains(.contactAnswer) }.map(\.id))
    case .ask(_, let fact, _), .decide(let fact): [fact]
    case .act(let call): Set(plan.vocabulary.facts.filter { $0.sources.contains(.action(call.action)) }.map(\.id))
    default: []
    }
  }
}

extension [Fact.ID: Set<Value>] {
  fileprivate func joined(with other: Self) -> Self {
    var result: Self = [:]
    for (fact, values) in self {
      if let more = other[fact] { result[fact] = values.union(more) }
    }
    return result
  }

  fileprivate func without(_ facts: Set<Fact.ID>) -> Self { facts.isEmpty ? self : filter { !facts.contains($0.key) } }

  /// What is known once the condition has held.
  func narrowed(by condition: Condition) -> Self {
    var result = self
    switch condition {
    case .fact(let id, let values): result[id] = self[id].map { $0.intersection(values) } ?? Set(values)
    case .all(let parts): result = parts.reduce(self) { $0.narrowed(by: $1) }
    case .any(let parts):
      let states = parts.map { narrowed(by: $0) }
      result = states.dropFirst().reduce(states.first ?? self) { $0.joined(with: $1) }
    default: break
    }
    return result
  }
}
