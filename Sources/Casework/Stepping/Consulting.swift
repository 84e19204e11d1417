import Playbook

/// Decision tables as sources of facts.
extension Deciding {
  /// Looks a fact up in a table. Inputs that make a difference are found first, each through its own sources.
  /// - Returns: nil when the table doesn't tell the fact, and the next source has to.
  mutating func consult(_ id: DecisionTable.ID, for fact: Fact.ID, source: Int, _ step: Step) -> Progress? {
    guard let table = plan.table(id) else { return nil }
    // Each input is asked for once at most: then it is known, or known to be unknown.
    for _ in 0...table.inputs.count {
      switch verdict(of: table, on: fact) {
      case .nothing: return nil
      case .value(let value, let rows):
        record(.factLearned(FactLearned(fact: fact, value: value, source: RowReference(table: id, rows: rows).source)), step: step.id)
        return .goOn(to: step.id)
      case .needs(let input):
        if frame?.turnedTo?[fact] != source { record(.asked(Asked(fact: fact, source: source)), step: step.id) }
        if case .waiting = find(input, from: 0, step) { return .waiting }
      }
    }
    return nil
  }

  private func verdict(of table: DecisionTable, on fact: Fact.ID) -> TableVerdict {
    table.lookup(fact) { input in
      if let value = value(input) { return .known(value) }
      return wasAsked(input) ? .unknown : .notAsked
    }
  }

  // MARK: what a table has told, and what it stands on

  /// The table that told what is known of a fact, be it that nothing is.
  private func tellingTable(of fact: Fact.ID) -> DecisionTable? {
    state.facts[fact].flatMap { RowReference(source: $0.source) }.flatMap { plan.table($0.table) }
  }

  /// Whether what is known of a fact came from a table.
  func isDerived(_ fact: Fact.ID) -> Bool { tellingTable(of: fact) != nil }

  /// Whether an input that the fact was derived from has grown too old to be used.
  func standsOnOldFacts(_ fact: Fact.ID) -> Bool {
    guard let table = tellingTable(of: fact) else { return false }
    return table.inputs.contains { state.facts[$0]?.value != nil && value($0) == nil }
  }

  /// Something was learned: what tables derived from it is derived anew. Nobody is asked for that; where the answer now hangs on something that isn't known,
  /// the fact isn't known any more.
  mutating func deriveAgain(after kind: EventKind, _ step: Step.ID?) {
    let learned: [Fact.ID] =
      switch kind {
      case .factLearned(let learned): [learned.fact]
      case .concluded(let concluded): concluded.settings.map(\.fact)
      default: []
      }
    for input in learned {
      for table in plan.tables where table.inputs.contains(input) {
        for output in table.outputs where state.facts[output]?.value != nil && tellingTable(of: output)?.id == table.id { deriveAgain(output, table, step) }
      }
    }
  }

  private mutating func deriveAgain(_ fact: Fact.ID, _ table: DecisionTable, _ step: Step.ID?) {
    let verdict = table.lookup(fact) { input in
      if let value = value(input) { return .known(value) }
      return state.facts[input] == nil ? .notAsked : .unknown
    }
    var news = FactLearned(fact: fact, value: nil, source: RowReference(table: table.id, rows: []).source)
    if case .value(let value, let rows) = verdict {
      news = FactLearned(fact: fact, value: value, source: RowReference(table: table.id, rows: rows).source)
    }
    if news.value == state.facts[fact]?.value, news.source == state.facts[fact]?.source { return }
    record(.factLearned(news), step: step)
  }

  // MARK: what becomes known while the case waits

  /// Looks up those of the facts that somebody waits for and that aren't known, where nobody has to be asked for it: a wait that ends when a derived fact is
  /// so must not sleep through it.
  mutating func deriveSought(among facts: [Fact.ID]) {
    guard !plan.tables.isEmpty else { return }
    let sought = Set((frame?.asked ?? []) + state.frames.compactMap { $0.step.flatMap(plan.step) }.flatMap { alternatives(of: $0) }.flatMap(\.condition.facts))
    for fact in facts where sought.contains(fact) { deriveUnasked(fact) }
  }

  /// Looks a fact up in its tables, and what they need in theirs. A source that would have to be asked before comes first, so nothing behind it counts.
  private mutating func deriveUnasked(_ fact: Fact.ID) {
    for (number, source) in (plan.fact(fact)?.sources ?? []).enumerated() {
      switch source {
      case .orderSignal, .contactAnswer: continue
      case .ask, .action, .agent: if number >= frame?.turnedTo?[fact] ?? 0 { return }
      case .rules(let id): if let table = plan.table(id) { deriveUnasked(fact, table) }
      }
    }
  }

  private mutating func deriveUnasked(_ fact: Fact.ID, _ table: DecisionTable) {
    for _ in 0...table.inputs.count where value(fact) == nil {
      switch verdict(of: table, on: fact) {
      case .nothing: return
      case .value(let value, let rows):
        record(.factLearned(FactLearned(fact: fact, value: value, source: RowReference(table: table.id, rows: rows).source)), step: frame?.step)
      case .needs(let input):
        deriveUnasked(input)
        if value(input) == nil { return }
      }
    }
  }

  /// Whether a fact that is being asked for is no longer needed: it was asked for because of a table, and the table has its answer, or needs something else.
  func isOvertaken(_ fact: Fact.ID) -> Bool {
    guard let frame else { return false }
    let derived = frame.asked.filter { frame.turnedTo?[$0] != nil && $0 != fact && lookUpUnderWay($0) != nil }
    guard !derived.isEmpty, plan.vocabulary.derived(from: [fact]).contains(where: derived.contains) else { return false }
    // What the step itself asks for is needed whatever the tables say.
    if currentStep.map({ decisiveFacts(of: $0) })?.contains(fact) == true { return false }
    return !derived.contains { value($0) == nil && leads(from: $0, to: fact) }
  }

  /// Whether a fact is asked for because a table needs it.
  func isAskedForATable(_ fact: Fact.ID) -> Bool {
    plan.vocabulary.derived(from: [fact]).contains { frame?.asked.contains($0) == true && lookUpUnderWay($0) != nil }
  }

  /// The table that a fact's search stands at.
  private func lookUpUnderWay(_ fact: Fact.ID) -> DecisionTable? {
    guard let index = frame?.turnedTo?[fact], let sources = plan.fact(fact)?.sources, sources.indices.contains(index), case .rules(let id) = sources[index]
    else { return nil }
    return plan.table(id)
  }

  private func leads(from derived: Fact.ID, to fact: Fact.ID) -> Bool {
    var here = derived
    // Tables don't go in circles, so the way is no longer than there are tables.
    for _ in 0...plan.tables.count {
      guard let table = lookUpUnderWay(here), case .needs(let input) = verdict(of: table, on: here) else { return false }
      if input == fact { return true }
      here = input
    }
    return false
  }
}
