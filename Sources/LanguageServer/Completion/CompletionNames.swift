import Playbook

/// The declared names, as things to choose.
struct CompletionNames {
  let survey: Survey
  private var vocabulary: Vocabulary { survey.vocabulary }
  private var language: Language { survey.language }

  func items(_ wanted: Completion.Wanted) -> [Completion.Item] {
    switch wanted {
    case .facts: vocabulary.facts.map { fact($0, insert: $0.name) }
    case .comparedFacts: vocabulary.facts.map { fact($0, insert: $0.name + "=") }
    case .times: vocabulary.facts.filter { $0.type == .time }.map { fact($0, insert: $0.name) } + items(.words([language.words("此刻", "now")]))
    case .values(let id): values(id) + items(.words([language.words("未知", "unknown")]))
    case .parties: things(vocabulary.parties, Completion.Kind.variable, .party)
    case .actions:
      vocabulary.actions.map {
        item($0, Completion.Kind.function, "\(language.words($0.kind.labels[0], $0.kind.rawValue)) · \($0.outcomes.map(\.name).joined(separator: "、"))")
      }
    case .messages: things(vocabulary.messages, Completion.Kind.text, .message)
    case .followUps: things(vocabulary.followUps, Completion.Kind.module, .followUp)
    case .events: things(vocabulary.events, Completion.Kind.event, .event)
    case .tables: things(vocabulary.tables, Completion.Kind.module, .table)
    case .parameters(let id):
      (vocabulary.action(id)?.parameters ?? []).map {
        Completion.Item(
          label: $0.name, kind: Completion.Kind.variable, detail: Symbol.Kind.parameter.name(in: language), insert: $0.name + language.words("：", ": "),
          aliases: [$0.id])
      }
    case .answers(let scope): answers(scope) + items(.words(CompletionWords.otherwise(language)))
    case .words(let words): words.map { Completion.Item(label: $0, kind: Completion.Kind.keyword, detail: "", insert: $0) }
    }
  }

  private func answers(_ scope: AnswerScope?) -> [Completion.Item] {
    func member(_ thing: some Labelled, _ detail: String) -> Completion.Item { item(thing, Completion.Kind.member, detail) }
    func words(_ words: [String]) -> [Completion.Item] {
      words.map { Completion.Item(label: $0, kind: Completion.Kind.member, detail: Symbol.Kind.outcome.name(in: language), insert: $0) }
    }
    switch scope {
    case .fact(let id): return values(id)
    case .action(let id): return vocabulary.action(id).map { action in action.outcomes.map { member($0, action.name) } } ?? []
    case .contact: return words(ContactOutcome.allCases.map { $0.name(in: language) } + [language.words("联系不到", "not reached")])
    case .wait: return words([language.words("超时", "expired")]) + items(.events)
    case .followUp(let id): return (vocabulary.followUp(id).map { followUp in followUp.outcomes.map { member($0, followUp.name) } } ?? []) + items(.events)
    case .person, nil: return []
    }
  }

  private func values(_ id: Fact.ID) -> [Completion.Item] {
    guard let fact = vocabulary.fact(id) else { return [] }
    if case .choice(let choices) = fact.type { return choices.map { item($0, Completion.Kind.member, fact.name) } }
    return (fact.values ?? []).map {
      let words = fact.words(for: $0, in: language)
      return Completion.Item(label: words, kind: Completion.Kind.member, detail: fact.name, insert: words)
    }
  }

  private func fact(_ fact: Fact, insert: String) -> Completion.Item {
    let type = SymbolWords(survey: survey, language: language).typeName(fact.type)
    let values = fact.values?.map { fact.words(for: $0, in: language) }.joined(separator: "、")
    return Completion.Item(
      label: fact.name, kind: Completion.Kind.value, detail: [type, values].compactMap(\.self).joined(separator: " · "), insert: insert,
      aliases: fact.labels.dropFirst() + [fact.id])
  }

  private func things(_ things: [some Labelled], _ kind: Int, _ symbol: Symbol.Kind) -> [Completion.Item] {
    things.map { item($0, kind, symbol.name(in: language)) }
  }

  private func item(_ thing: some Labelled, _ kind: Int, _ detail: String) -> Completion.Item {
    Completion.Item(label: thing.name, kind: kind, detail: detail, insert: thing.name, aliases: thing.labels.dropFirst() + [thing.id])
  }
}
