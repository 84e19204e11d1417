import Playbook

/// Facts that tables have told: what they stand on, and what becomes of them when it changes.
extension Deciding {
  /// The table that told what is known of a fact, be it that nothing is.
  private func tellingTable(of fact: Fact.ID) -> DecisionTable? {
    state.facts[fact].flatMap { RowReference(source: $0.source) }.flatMap { plan.table($0.table) }
  }

  /// Whether what is known of a fact came from a table.
  func isDerived(_ fact: Fact.ID) -> Bool { tellingTable(of: fact) != nil }

  /// Whether a fact was derived from something that has grown too old to be used, and can't be told without it.
  func standsOnOldFacts(_ fact: Fact.ID, _ seen: inout [Fact.ID: Value?]) -> Bool {
    // What was told just now was told from what could be used.
    guard let known = state.facts[fact], known.at < now, let table = tellingTable(of: fact) else { return false }
    var isAnyOld = false
    for input in table.inputs where state.facts[input]?.value != nil && value(input, &seen) == nil { isAnyOld = true }
    guard isAnyOld else { return false }
    let verdict = table.lookup(fact) { wasAsked($0) ? .unknown : standing(of: $0, &seen) }
    if case .value(known.value, _) = verdict { return false }
    return true
  }

  /// How an input stands when nobody is asked for it: unknown only when everybody was asked for it before.
  private func standing(of input: Fact.ID, _ seen: inout [Fact.ID: Value?]) -> TableInput {
    if let value = value(input, &seen) { return .known(value) }
    guard let known = state.facts[input], known.value == nil, !isDerived(input) else { return .notAsked }
    return known.source == FactLearned.nobody || !canBeAsked(input) ? .unknown : .notAsked
  }

  private func canBeAsked(_ id: Fact.ID) -> Bool {
    guard let sources = plan.fact(id)?.sources, !sources.isEmpty else { return true }
    return sources.contains { $0 != .orderSignal && $0 != .contactAnswer }
  }

  // MARK: when something changes

  /// Something was learned: what tables derived from it is derived anew. Nobody is asked for that; where the answer now hangs on something that isn't known,
  /// the fact isn't known any more.
  mutating func deriveAgain(after kind: EventKind, _ step: Step.ID?) {
    let learned: [Fact.ID] =
      switch kind {
      case .factLearned(let learned): [learned.fact]
      case .concluded(let concluded): concluded.settings.map(\.fact)
      case .reconsidered(let reconsidered): reconsidered.lapsed
      default: []
      }
    guard !learned.isEmpty else { return }
    var changed = Set(learned)
    for fact in told(from: learned) {
      guard let table = tellingTable(of: fact), table.inputs.contains(where: changed.contains) else { continue }
      if deriveAgain(fact, table, step) { changed.insert(fact) }
    }
  }

  /// The facts that tables told from these, each behind all it was told from: so each is derived anew once, however many ways lead to it.
  private func told(from facts: [Fact.ID]) -> [Fact.ID] {
    var seen: Set<Fact.ID> = []
    var backwards: [Fact.ID] = []
    func visit(_ input: Fact.ID) {
      for table in plan.tables.reversed() where table.inputs.contains(input) {
        for output in table.outputs.reversed() where state.facts[output]?.value != nil && tellingTable(of: output)?.id == table.id {
          guard seen.insert(output).inserted else { continue }
          visit(output)
          backwards.append(output)
        }
      }
    }
    for fact in facts.reversed() { visit(fact) }
    return backwards.reversed()
  }

  /// - Returns: whether something else is known of the fact now.
  private mutating func deriveAgain(_ fact: Fact.ID, _ table: DecisionTable, _ step: Step.ID?) -> Bool {
    var seen: [Fact.ID: Value?] = [:]
    let verdict = table.lookup(fact) { standing(of: $0, &seen) }
    var news = FactLearned(fact: fact, value: nil, source: RowReference(table: table.id, rows: []).source)
    if case .value(let value, let rows) = verdict {
      news = FactLearned(fact: fact, value: value, source: RowReference(table: table.id, rows: rows).source)
    }
    if news.value == state.facts[fact]?.value, news.source == state.facts[fact]?.source { return false }
    keep(.factLearned(news), step: step)
    return true
  }

  // MARK: where nobody is asked

  /// Looks up those of the facts that somebody waits for and that aren't known, where nobody has to be asked for it: a wait that ends when a derived fact is
  /// so must not sleep through it.
  mutating func deriveSought(among facts: [Fact.ID]) {
    guard !plan.tables.isEmpty else { return }
    let sought = Set((frame?.asked ?? []) + state.frames.compactMap { $0.step.flatMap(plan.step) }.flatMap { alternatives(of: $0) }.flatMap(\.condition.facts))
    deriveUnasked(facts.filter { sought.contains($0) || isLacking($0) })
  }

  /// Looks up those of the facts that aren't known, where nobody has to be asked for it.
  mutating func deriveUnasked(_ facts: [Fact.ID]) {
    guard !plan.tables.isEmpty else { return }
    var tried: Set<Fact.ID> = []
    for fact in facts { deriveUnasked(fact, &tried) }
  }

  /// Looks a fact up in its tables, and what they need in theirs, each once. A source that would have to be asked before comes first, so nothing behind it
  /// counts.
  private mutating func deriveUnasked(_ fact: Fact.ID, _ tried: inout Set<Fact.ID>) {
    guard value(fact) == nil, tried.insert(fact).inserted else { return }
    for (number, source) in (plan.fact(fact)?.sources ?? []).enumerated() {
      switch source {
      case .orderSignal, .contactAnswer: continue
      case .ask, .action, .agent: if number >= frame?.turnedTo?[fact] ?? 0 { return }
      case .rules(let id): if let table = plan.table(id) { deriveUnasked(fact, table, &tried) }
      }
    }
  }

  private mutating func deriveUnasked(_ fact: Fact.ID, _ table: DecisionTable, _ tried: inout Set<Fact.ID>) {
    for _ in 0...table.inputs.count where value(fact) == nil {
      switch verdict(of: table, on: fact) {
      case .nothing: return
      case .value(let value, let rows):
        record(.factLearned(FactLearned(fact: fact, value: value, source: RowReference(table: table.id, rows: rows).source)), step: frame?.step)
      case .needs(let input):
        deriveUnasked(input, &tried)
        if value(input) == nil { return }
      }
    }
  }
}
