/// Decision tables among the sources of facts.
extension VocabularyReading {
  /// Reads the tables, which speak of facts only.
  mutating func readTables(of documents: [Document]) {
    let (tables, findings) = TableReading.read(documents, Names(vocabulary))
    for table in tables { vocabulary.declaredTables.put(table) }
    diagnostics += findings
  }

  /// `规则 签收认定`, `rules: signed`: the name behind the word; nil when it is another source.
  func rulesName(_ text: Substring) -> Substring? {
    guard let (_, rest) = text.behind(word: ["规则", "rules", "rule"]) else { return nil }
    let name = rest.trimmed(of: ["：", ":", "【", "】", "[", "]"]).unquoted
    return name.isEmpty ? nil : name
  }

  mutating func tableSource(_ name: Substring, of fact: Fact, _ row: VocabularyTable.Row, _ part: Substring) -> FactSource? {
    guard let table = vocabulary.table(named: name) else {
      let nearest = names.nearest(to: name, among: vocabulary.tables.map(\.id))
      let place = row.cells[.sources]?.place(of: name) ?? row.place(.sources)
      diagnostics.append(
        UnknownMention(
          name: String(name), kind: ("规则", "table"), nearest: nearest, level: .error, file: document.source.path, language: document.language, place: place
        ).finding(level: .error, otherLines: []))
      return nil
    }
    guard table.outputs.contains(fact.id) else {
      // A table that wasn't understood is told of at its own place.
      if table.isSound {
        reportUnreadable(row, .sources, part, "规则“\(table.id)”没有“→ \(fact.name)”一列", "the table “\(table.id)” has no column “-> \(fact.name)”")
      }
      return nil
    }
    return .rules(table.id)
  }

  /// A fact that a table derives must not be needed to derive itself. Such a table is no source of it.
  mutating func breakCircles(of documents: [Document]) {
    for table in vocabulary.tables {
      for output in table.outputs {
        guard let fact = vocabulary.fact(output), fact.sources.contains(.rules(table.id)), let way = way(from: table.inputs, to: output) else { continue }
        vocabulary.declaredFacts.put(
          Fact(
            id: fact.id, labels: fact.labels, type: fact.type, sources: fact.sources.filter { $0 != .rules(table.id) }, freshFor: fact.freshFor,
            isPersonal: fact.isPersonal, place: fact.place))
        let language = documents.first { $0.source.path == table.file }?.language ?? document.language
        let steps = ([fact.id] + way).compactMap { vocabulary.fact($0)?.name }.joined(separator: " ← ")
        diagnostics.append(
          Diagnostic(
            check: UnreadablePartCheck.id, level: .error, file: table.file, place: table.place, language: language,
            message: .init(
              "规则“\(table.id)”绕了圈：“\(fact.name)”要由它自己推出来（\(steps)）。",
              "The table “\(table.id)” goes in a circle: “\(fact.name)” is derived from itself (\(steps)).")))
      }
    }
  }

  /// How `target` is needed for one of these facts, through tables: the facts on the way.
  private func way(from facts: [Fact.ID], to target: Fact.ID) -> [Fact.ID]? {
    var cameFrom: [Fact.ID: Fact.ID] = [:]
    var seen = Set(facts)
    var queue = facts
    while let here = queue.popLast() {
      if here == target {
        var way = [here]
        while let before = cameFrom[way[0]] { way.insert(before, at: 0) }
        return way
      }
      for case .rules(let id) in vocabulary.fact(here)?.sources ?? [] {
        for input in vocabulary.table(id)?.inputs ?? [] where seen.insert(input).inserted {
          cameFrom[input] = here
          queue.append(input)
        }
      }
    }
    return nil
  }
}
