/// Finds declared things by what documents call them.
struct Names: Sendable {
  let vocabulary: Vocabulary
  /// What may be meant by a name that is misspelt.
  let factLabels: [String]
  let partyLabels: [String]
  let actionLabels: [String]
  private let facts: [String: [String]]
  private let parties: [String: [String]]
  private let actions: [String: [String]]
  private let messages: [String: [String]]
  private let events: [String: [String]]
  private let followUps: [String: [String]]
  /// Names of facts by their first character, longest first, for finding them inside a sentence.
  private let factNames: [Character: [(name: [Character], id: String)]]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    factLabels = vocabulary.facts.flatMap(\.labels)
    partyLabels = vocabulary.parties.flatMap(\.labels)
    actionLabels = vocabulary.actions.flatMap(\.labels)
    facts = index(vocabulary.facts)
    parties = index(vocabulary.parties)
    actions = index(vocabulary.actions)
    messages = index(vocabulary.messages)
    events = index(vocabulary.events)
    followUps = index(vocabulary.followUps)
    var byFirst: [Character: [(name: [Character], id: String)]] = [:]
    for fact in vocabulary.facts {
      for name in fact.labels + [fact.id] {
        let characters = Array(normalized(name))
        if let first = characters.first { byFirst[first, default: []].append((characters, fact.id)) }
      }
    }
    factNames = byFirst.mapValues { $0.sorted { $0.name.count > $1.name.count } }
  }

  func fact(_ text: some StringProtocol) -> Fact? { facts[normalized(text)]?.first.flatMap(vocabulary.fact) }
  func party(_ text: some StringProtocol) -> Party? {
    // `the rider` is the rider.
    let bare = text.lowercased().hasPrefix("the ") ? String(text.dropFirst(4)) : String(text)
    return (parties[normalized(text)] ?? parties[normalized(bare)])?.first.flatMap(vocabulary.party)
  }
  func action(_ text: some StringProtocol) -> Action? { actions[normalized(text)]?.first.flatMap(vocabulary.action) }
  func message(_ text: some StringProtocol) -> Message? { messages[normalized(text)]?.first.flatMap(vocabulary.message) }
  func event(_ text: some StringProtocol) -> NamedEvent? { events[normalized(text)]?.first.flatMap(vocabulary.event) }
  func followUp(_ text: some StringProtocol) -> FollowUp? { followUps[normalized(text)]?.first.flatMap(vocabulary.followUp) }

  /// The party that a text begins with, by its longest name, and what stands behind it.
  func leadingParty(_ text: Substring) -> (Party, rest: Substring)? {
    var best: (Party, Substring)?
    let text = text.behind(word: ["the"])?.rest ?? text
    for party in vocabulary.parties {
      for name in party.labels + [party.id] {
        guard let (_, rest) = text.behind(word: [name]) else { continue }
        if best == nil || rest.startIndex > best?.1.startIndex ?? rest.startIndex { best = (party, rest) }
      }
    }
    return best
  }

  /// The facts whose names a sentence contains. A name inside a longer name that is also there doesn't count.
  func facts(in sentence: Substring) -> [Fact] {
    let characters = Array(normalized(sentence))
    var found: [String] = []
    var index = 0
    while index < characters.count {
      if let match = factNames[characters[index]]?.first(where: { matches($0.name, characters, at: index) }) {
        if !found.contains(match.id) { found.append(match.id) }
        index += match.name.count
      } else {
        index += 1
      }
    }
    return found.compactMap(vocabulary.fact)
  }

  private func matches(_ name: [Character], _ text: [Character], at index: Int) -> Bool {
    guard index + name.count <= text.count else { return false }
    return zip(name, text[index...]).allSatisfy { $0 == $1 }
  }

  /// The declared name most like `text`, if one is near enough to be a slip of the pen.
  func nearest(to text: some StringProtocol, among candidates: [String]) -> String? {
    let wanted = Array(normalized(text))
    let ranked = candidates.map { (name: $0, distance: editDistance(wanted, Array(normalized($0)))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance * 2 <= max(wanted.count, 2) else { return nil }
    return best.name
  }
}

private func index(_ things: [some Labelled]) -> [String: [String]] {
  var index: [String: [String]] = [:]
  for thing in things {
    for name in [thing.id] + thing.labels where index[normalized(name)]?.contains(thing.id) != true {
      index[normalized(name), default: []].append(thing.id)
    }
  }
  return index
}

/// Levenshtein's distance. Names are short; a text longer than any name is far from all of them.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  let longest = 64
  guard left.count <= longest, right.count <= longest else { return max(left.count, right.count) }
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let substitution = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
