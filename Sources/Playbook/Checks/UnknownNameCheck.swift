/// A name that nothing declares: an action in 【】, a fact, a party, a value, a slot.
///
/// The nearest declared name is given. What can't be bound is done by a person. A name left unfinished (`xx`) is told as such. A name is told of once
/// in each file, with the other lines that use it.
enum UnknownNameCheck: Check {
  static let id = "unknown-name"

  /// Slots in words that stand in an outline; those of declared messages are told of while reading.
  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for step in checked.steps {
      var sayings = step.sayings
      if case .say(let saying) = step.kind { sayings.append(saying) }
      for saying in sayings where saying.message == nil {
        for case .unbound(let name) in saying.wording.parts {
          findings.append(
            checked.finding(
              Self.self, .error, at: saying.sentence, "空格“{\(name)}”不对应任何事实。", "The slot “{\(name)}” stands for no fact."))
        }
      }
    }
    return findings
  }

  static func findings(of mentions: [UnknownMention]) -> [Diagnostic] {
    struct Key: Hashable {
      let file: String
      let kind: String
      let name: String
    }
    let grouped = Dictionary(grouping: mentions) { Key(file: $0.file, kind: $0.kind.english, name: normalized($0.name)) }
    var seen: Set<Key> = []
    return mentions.compactMap { mention in
      let key = Key(file: mention.file, kind: mention.kind.english, name: normalized(mention.name))
      guard seen.insert(key).inserted, let uses = grouped[key] else { return nil }
      let lines = uses.dropFirst().map(\.place.line).filter { $0 != mention.place.line }
      return mention.finding(level: uses.map(\.level).max() ?? mention.level, otherLines: lines)
    }
  }
}
