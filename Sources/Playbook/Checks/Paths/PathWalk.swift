/// What a path property remembers on the way: whether what it looks for was done, and what is known of the facts it depends on.
struct PathState: Hashable {
  var isDone = false
  /// The values a watched fact can have here; a fact that isn't in it can have any.
  var known: [Fact.ID: Set<Value>] = [:]
  /// Comparisons on watched facts that held on the way.
  var held: Set<Condition> = []

  /// Whether the condition surely holds.
  func establishes(_ condition: Condition) -> Bool {
    switch condition {
    case .fact(let id, let values): known[id]?.isSubset(of: values) ?? false
    case .all(let parts): parts.allSatisfy(establishes)
    case .any(let parts): parts.contains(where: establishes)
    default: held.contains(condition)
    }
  }
}

/// A rule about every path through a plan, as a small automaton that walks along.
struct PathProperty {
  /// What has to be known of facts; nil when the rule is about actions alone.
  var condition: Condition?
  /// Further facts whose values are remembered, so that a path doesn't contradict itself.
  var watching: Set<Fact.ID> = []
  /// Whether a step does what the rule looks for.
  var does: (Step) -> Bool
  /// Whether arriving at a step in this state breaks the rule; the step is nil at the end of the case.
  var isBroken: (PathState, Step?) -> Bool
}

/// Walks every path of a plan with a property, into procedures and rounds of follow-ups and back, each state of each step once.
struct PathWalk {
  /// A path that breaks the rule.
  struct Breach {
    /// Where it was broken; nil at the end of the case.
    let step: Step?
    /// The last step before it.
    let last: Step?
    let story: [String]
  }

  private struct Node: Hashable {
    let step: Step.ID
    let state: PathState
  }

  private struct Entry: Hashable {
    let procedure: Procedure.ID
    let state: PathState
  }

  private let checked: CheckedPlan
  private let property: PathProperty
  private let watched: Set<Fact.ID>
  private var exits: [Entry: Set<PathState>] = [:]
  private(set) var breaches: [Breach] = []
  private var brokenAt: Set<Step.ID?> = []
  /// The way to the procedure that is being walked.
  private var wayHere: [String] = []

  /// - Returns: the paths that break the property, the first for each place.
  static func breaches(of property: PathProperty, in checked: CheckedPlan) -> [Breach] {
    var walk = PathWalk(checked: checked, property: property)
    _ = walk.walk(checked.plan.main, from: PathState())
    return walk.breaches
  }

  private init(checked: CheckedPlan, property: PathProperty) {
    self.checked = checked
    self.property = property
    watched = Set(property.condition?.facts ?? []).union(property.watching).union(Self.handedOver(in: checked))
  }

  /// Facts that only conclusions set and decisions look at: what one procedure hands over to the next. Without them, paths are seen that no case takes.
  private static func handedOver(in checked: CheckedPlan) -> Set<Fact.ID> {
    let brought = Set(checked.plan.vocabulary.events.flatMap { $0.brings.map(\.fact) })
    var concluded: Set<Fact.ID> = []
    var decided: Set<Fact.ID> = []
    for step in checked.steps {
      if case .conclude(let conclusion) = step.kind { concluded.formUnion(conclusion.settings.map(\.fact)) }
      if case .decide(let fact) = step.kind { decided.insert(fact) }
    }
    return concluded.intersection(decided).subtracting(brought).filter { checked.plan.fact($0)?.sources.isEmpty == true }
  }

  /// - Returns: the states in which the procedure can be left. A procedure that calls itself adds nothing while it is being walked.
  private mutating func walk(_ procedure: Procedure, from entry: PathState) -> Set<PathState> {
    let key = Entry(procedure: procedure.id, state: entry)
    if let known = exits[key] { return known }
    exits[key] = []
    guard let first = procedure.first else {
      exits[key] = [entry]
      return [entry]
    }
    var left: Set<PathState> = []
    var cameFrom: [Node: (Node, Branch?)] = [:]
    var queue = [Node(step: first, state: entry)]
    var seen: Set<Node> = [queue[0]]
    var index = 0
    while index < queue.count {
      let node = queue[index]
      index += 1
      guard let step = checked.plan.step(node.step) else { continue }
      if property.isBroken(node.state, step) { tell(step, node, cameFrom) }
      for state in after(step, node, cameFrom) {
        for way in checked.plan.ways(from: step) {
          let narrowed = way.branch.map { narrow(state, by: $0, at: step) } ?? state
          // No value is left: no case comes this way.
          if narrowed.known.values.contains(where: \.isEmpty) { continue }
          guard let next = way.next else {
            left.insert(narrowed)
            if procedure.id == checked.plan.main.id, property.isBroken(narrowed, nil) { tell(nil, node, cameFrom, last: way.branch) }
            continue
          }
          let following = Node(step: next, state: narrowed)
          guard seen.insert(following).inserted else { continue }
          cameFrom[following] = (node, way.branch)
          queue.append(following)
        }
        if case .conclude = step.kind {
          left.insert(state)
          if procedure.id == checked.plan.main.id, property.isBroken(state, nil) { tell(nil, node, cameFrom) }
        }
      }
    }
    exits[key] = left
    return left
  }

  /// The states behind a step: what it does and what it may change.
  private mutating func after(_ step: Step, _ node: Node, _ cameFrom: [Node: (Node, Branch?)]) -> Set<PathState> {
    var state = node.state
    if property.does(step) { state.isDone = true }
    for fact in watched where EstablishedFacts.factsChanged(by: step, checked.plan).contains(fact) && !isKept(fact, at: step, state) { forget(fact, &state) }
    switch step.kind {
    case .conclude(let conclusion):
      for setting in conclusion.settings where watched.contains(setting.fact) {
        forget(setting.fact, &state)
        state.known[setting.fact] = [setting.value]
      }
      return [state]
    case .call(let id):
      return checked.plan.procedure(id).map { enter($0, from: state, node, cameFrom) } ?? [state]
    case .followUp(let id):
      guard let round = checked.plan.vocabulary.followUp(id).flatMap(checked.plan.procedure(of:)) else { return [state] }
      // No round, one or more: until nothing new comes of it.
      var all: Set<PathState> = [state]
      var fresh = all
      while !fresh.isEmpty {
        var reached: Set<PathState> = []
        for state in fresh { reached.formUnion(enter(round, from: state, node, cameFrom)) }
        fresh = reached.subtracting(all)
        all.formUnion(fresh)
      }
      return all
    default: return [state]
    }
  }

  /// Walks a procedure that a step runs; what is broken in it is told with the way to it.
  private mutating func enter(_ procedure: Procedure, from state: PathState, _ node: Node, _ cameFrom: [Node: (Node, Branch?)]) -> Set<PathState> {
    if let known = exits[Entry(procedure: procedure.id, state: state)] { return known }
    let before = wayHere
    wayHere += way(to: node, cameFrom)
    defer { wayHere = before }
    return walk(procedure, from: state)
  }

  /// The alternatives taken from the beginning of the procedure.
  private func way(to node: Node, _ cameFrom: [Node: (Node, Branch?)]) -> [String] {
    var lines: [String] = []
    var current = node
    while let (before, branch) = cameFrom[current] {
      if let branch, let here = checked.plan.step(before.step) { lines.append("\(checked.short(here.sentence.text)) → \(checked.bare(branch))") }
      current = before
    }
    return lines.reversed()
  }

  /// A decision asks nobody while the value is known and can't go stale.
  private func isKept(_ fact: Fact.ID, at step: Step, _ state: PathState) -> Bool {
    guard case .decide = step.kind else { return false }
    return state.known[fact] != nil && checked.plan.fact(fact)?.freshFor == nil
  }

  private func forget(_ fact: Fact.ID, _ state: inout PathState) {
    state.known[fact] = nil
    state.held = state.held.filter { !$0.facts.contains(fact) }
  }

  /// What is known behind an alternative: its condition held, those of its earlier siblings did not.
  private func narrow(_ state: PathState, by branch: Branch, at step: Step) -> PathState {
    guard !watched.isEmpty else { return state }
    var result = state
    result.known = state.known.narrowed(by: branch.condition).filter { watched.contains($0.key) }
    for part in branch.condition.conjuncts where !part.facts.isEmpty && part.facts.allSatisfy(watched.contains) { result.held.insert(part) }
    if branch.condition.takesOtherwise, case .decide(let id) = step.kind, watched.contains(id), let all = checked.plan.fact(id)?.values {
      let taken = step.branches.filter { $0.id != branch.id }.flatMap { $0.condition.valuesSurelyTaken(of: id) }
      result.known[id] = (result.known[id] ?? Set(all)).subtracting(taken)
    }
    return result
  }

  private mutating func tell(_ step: Step?, _ node: Node, _ cameFrom: [Node: (Node, Branch?)], last: Branch? = nil) {
    guard brokenAt.insert(step?.id).inserted else { return }
    var story = wayHere + way(to: node, cameFrom)
    if let last, let here = checked.plan.step(node.step) { story.append("\(checked.short(here.sentence.text)) → \(checked.bare(last))") }
    breaches.append(Breach(step: step, last: checked.plan.step(node.step), story: story))
  }
}

extension Condition {
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
