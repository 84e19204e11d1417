/// What is known of facts at a point of a path.
struct KnownFacts: Hashable {
  /// The values a fact can have; a fact that isn't in it can have any.
  var values: [Fact.ID: Set<Value>] = [:]
  /// Comparisons that hold.
  var held: Set<Condition> = []
  /// Facts that were told or decided since time last passed: nobody has reported anything else of them.
  var fresh: Set<Fact.ID> = []

  /// Whether the condition surely holds.
  func establishes(_ condition: Condition) -> Bool {
    switch condition {
    case .fact(let id, let wanted): values[id]?.isSubset(of: wanted) ?? false
    case .compare(let id, let comparison, let bound):
      held.contains { if case .compare(id, let known, let limit) = $0 { covers(comparison, bound, known, limit) } else { false } }
    case .all(let parts): parts.allSatisfy(establishes)
    case .any(let parts): parts.contains(where: establishes)
    default: false
    }
  }

  /// Whether everything the known comparison takes is taken by the wanted one.
  private func covers(_ comparison: Comparison, _ bound: Value, _ known: Comparison, _ limit: Value) -> Bool {
    guard let wanted = bound.linear, let limit = limit.linear else { return false }
    let (outer, inner) = (Span.comparing(comparison, to: wanted), Span.comparing(known, to: limit))
    let lower = inner.lower > outer.lower || (inner.lower == outer.lower && (outer.includesLower || !inner.includesLower))
    let upper = inner.upper < outer.upper || (inner.upper == outer.upper && (outer.includesUpper || !inner.includesUpper))
    return lower && upper
  }

  mutating func forget(_ fact: Fact.ID) {
    values[fact] = nil
    if !held.isEmpty { held = held.filter { !$0.facts.contains(fact) } }
    fresh.remove(fact)
  }

  mutating func learn(_ setting: FactSetting) {
    forget(setting.fact)
    values[setting.fact] = [setting.value]
    fresh.insert(setting.fact)
  }

  /// Where two paths meet, only what both know is known.
  func joined(with other: KnownFacts) -> KnownFacts {
    var result = KnownFacts(held: held.intersection(other.held), fresh: fresh.intersection(other.fresh))
    for (fact, mine) in values { if let more = other.values[fact] { result.values[fact] = mine.union(more) } }
    return result
  }

  /// What is known once the condition has held.
  func narrowed(by condition: Condition) -> KnownFacts {
    var result = self
    switch condition {
    case .fact(let id, let wanted):
      result.values[id] = values[id].map { $0.intersection(wanted) } ?? Set(wanted)
    case .compare: result.held.insert(condition)
    case .all(let parts): result = parts.reduce(self) { $0.narrowed(by: $1) }
    case .any(let parts):
      let states = parts.map { narrowed(by: $0) }
      result = states.dropFirst().reduce(states.first ?? self) { $0.joined(with: $1) }
    default: break
    }
    return result
  }

  /// What is known behind an alternative: its condition held, and behind `其他` those of its siblings did not.
  ///
  /// - Parameter isSteady: whether nobody but the procedure itself can change a fact.
  /// - Returns: nil when no case comes this way.
  func behind(_ branch: Branch, of step: Step, plan: Plan, isSteady: (Fact.ID) -> Bool) -> KnownFacts? {
    var result = narrowed(by: branch.condition)
    if branch.condition.takesOtherwise, case .decide(let id) = step.kind {
      let siblings = step.branches.filter { $0.id != branch.id }
      if let all = plan.fact(id)?.values {
        result.values[id] = (result.values[id] ?? Set(all)).subtracting(siblings.flatMap { $0.condition.valuesSurelyTaken(of: id) })
      }
      for sibling in siblings {
        if case .compare(id, let comparison, let bound) = sibling.condition { result.held.insert(.compare(id, comparison.opposite, bound)) }
      }
    }
    // An event brings what it says, whatever was known.
    for event in branch.condition.alternatives.count == 1 ? branch.condition.answersNamed.compactMap(plan.event) : [] {
      for setting in event.brings { result.learn(setting) }
    }
    for (fact, left) in result.values where left.isEmpty {
      guard !fresh.contains(fact), !isSteady(fact) else { return nil }
      // It was something else, and somebody has reported so.
      result.forget(fact)
      result.values[fact] = KnownFacts().narrowed(by: branch.condition).values[fact]
    }
    result.fresh.formUnion(branch.condition.facts)
    if case .decide(let id) = step.kind { result.fresh.insert(id) }
    return result
  }
}

extension Comparison {
  fileprivate var opposite: Comparison {
    switch self {
    case .less: .atLeast
    case .atMost: .more
    case .more: .atMost
    case .atLeast: .less
    }
  }
}

extension Condition {
  /// The answers that it names as a whole.
  fileprivate var answersNamed: [String] {
    if case .answer(let answers) = self, answers.count == 1 { return answers }
    return []
  }

  /// The parts that are joined by `且`.
  var conjuncts: [Condition] {
    if case .all(let parts) = self { return parts.flatMap(\.conjuncts) }
    return [self]
  }

  /// The values of a fact that the condition takes whatever else is so: an `且` may still say no.
  func valuesSurelyTaken(of fact: Fact.ID) -> [Value] {
    alternatives.flatMap { alternative -> [Value] in if case .fact(fact, let values) = alternative { values } else { [] } }
  }
}
