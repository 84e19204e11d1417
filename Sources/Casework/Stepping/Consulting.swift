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

  func verdict(of table: DecisionTable, on fact: Fact.ID) -> TableVerdict {
    var seen: [Fact.ID: Value?] = [:]
    return table.lookup(fact) { input in
      if let value = value(input, &seen) { return .known(value) }
      return wasAsked(input) ? .unknown : .notAsked
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
