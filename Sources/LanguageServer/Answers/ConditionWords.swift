import Playbook

extension SymbolWords {
  /// A condition as a document writes it.
  func words(for condition: Condition) -> String {
    switch condition {
    case .fact(let id, let values): return "\(name(id)) = \(list(values.map { value($0, of: id) }))"
    case .compare(let id, let comparison, let value): return "\(name(id)) \(sign(comparison)) \(self.value(value, of: id))"
    case .isUnknown(let id): return "\(name(id)) \(language.words("未知", "unknown"))"
    case .all(let parts): return parts.map(words).joined(separator: language.words(" 且 ", " and "))
    case .any(let parts): return parts.isEmpty ? language.words("读不懂", "not understood") : parts.map(words).joined(separator: language.words(" 或 ", " or "))
    case .answer(let answers): return list(answers)
    case .otherwise: return language.words("其他", "otherwise")
    case .unknown: return language.words("未知", "unknown")
    }
  }

  private func name(_ fact: Fact.ID) -> String { survey.vocabulary.fact(fact)?.name ?? fact }

  private func value(_ value: Value, of fact: Fact.ID) -> String {
    survey.vocabulary.fact(fact)?.words(for: value, in: language) ?? "?"
  }

  private func list(_ words: [String]) -> String { words.joined(separator: language.words("、", ", ")) }

  private func sign(_ comparison: Comparison) -> String {
    switch comparison {
    case .more: ">"
    case .less: "<"
    case .atLeast: "≥"
    case .atMost: "≤"
    }
  }
}

extension Vocabulary {
  /// What a symbol is called, the name that is shown first; its id alone where it has no other name.
  func names(_ symbol: Symbol) -> [String] {
    func labels(_ thing: (any Labelled)?) -> [String] { thing.map { $0.labels.isEmpty ? [$0.id] : $0.labels } ?? [symbol.id] }
    switch symbol.kind {
    case .fact: return labels(fact(symbol.id))
    case .value:
      switch fact(symbol.owner)?.type {
      case .choice(let choices): return labels(choices.first { $0.id == symbol.id })
      case .flag(let yes, let no): return symbol.id == "yes" ? yes : symbol.id == "no" ? no : [symbol.id]
      default: return [symbol.id]
      }
    case .party: return labels(party(symbol.id))
    case .action: return labels(action(symbol.id))
    case .outcome: return labels(action(symbol.owner)?.outcomes.first { $0.id == symbol.id })
    case .parameter: return labels(action(symbol.owner)?.parameters.first { $0.id == symbol.id })
    case .event: return labels(event(symbol.id))
    case .message: return labels(message(symbol.id))
    case .followUp: return labels(followUp(symbol.id))
    case .ending: return labels(followUp(symbol.owner)?.outcomes.first { $0.id == symbol.id })
    case .table, .procedure, .document: return [symbol.id]
    }
  }
}
