extension Vocabulary {
  /// The decision tables, in document order.
  public var tables: [DecisionTable] { declaredTables.all }

  /// The table with this id.
  public func table(_ id: DecisionTable.ID) -> DecisionTable? { declaredTables[id] }
  /// The table of this name.
  public func table(named name: some StringProtocol) -> DecisionTable? { tables.first { $0.isCalled(name) } }

  /// The facts that tables derive from these, straight or through other tables, the ones derived first in front. A fact is only among them when it names the
  /// table as its source.
  public func derived(from facts: some Sequence<Fact.ID>) -> [Fact.ID] {
    guard !tables.isEmpty else { return [] }
    var found: [Fact.ID] = []
    var queue = Array(facts)
    var next = 0
    while next < queue.count {
      let input = queue[next]
      next += 1
      for table in tables where table.inputs.contains(input) {
        for output in table.outputs where !found.contains(output) && fact(output)?.sources.contains(.rules(table.id)) == true {
          found.append(output)
          queue.append(output)
        }
      }
    }
    return found
  }
}

extension Plan {
  /// The decision tables of the document and its vocabulary.
  public var tables: [DecisionTable] { vocabulary.tables }
  /// One of the decision tables.
  public func table(_ id: DecisionTable.ID) -> DecisionTable? { vocabulary.table(id) }
}
