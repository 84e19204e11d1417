import Playbook

/// A declared name, for whoever completes what is typed.
struct KnownName: Encodable {
  let name: String
  /// `fact`, `value`, `action`, `party`, `message`, `event` or `followUp`.
  let kind: String
  /// What it is, in words: the kind, and a fact's values.
  let detail: String
  /// What is written for it.
  let insert: String

  static func all(of vocabulary: Vocabulary, in language: Language) -> [KnownName] {
    func words(_ kind: Symbol.Kind, _ more: String? = nil) -> String { [kind.name(in: language), more].compactMap(\.self).joined(separator: " · ") }
    let facts = vocabulary.facts.map { fact in
      let values = fact.values?.map { fact.words(for: $0, in: language) }.joined(separator: language.words("、", ", "))
      return KnownName(name: fact.name, kind: "fact", detail: words(.fact, values), insert: fact.name)
    }
    let values = vocabulary.facts.flatMap { fact in
      (fact.values ?? []).map { value in
        let said = fact.words(for: value, in: language)
        return KnownName(name: "\(fact.name)=\(said)", kind: "value", detail: words(.value), insert: "\(fact.name)=\(said)")
      }
    }
    let actions = vocabulary.actions.map { action in
      KnownName(
        name: action.name, kind: "action", detail: words(.action, action.outcomes.map(\.name).joined(separator: language.words("、", ", "))),
        insert: language.words("【\(action.name)】", "[\(action.name)]"))
    }
    func plain(_ things: [some Labelled], _ kind: String, _ symbol: Symbol.Kind) -> [KnownName] {
      things.map { KnownName(name: $0.name, kind: kind, detail: words(symbol), insert: $0.name) }
    }
    return facts + actions + plain(vocabulary.parties, "party", .party) + plain(vocabulary.messages, "message", .message)
      + plain(vocabulary.events, "event", .event) + plain(vocabulary.followUps, "followUp", .followUp) + values
  }
}
