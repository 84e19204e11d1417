/// A text as its pairs of neighbouring characters: what it is compared by when its words have changed.
struct CharacterPairs {
  /// In order, one entry for each time that the pair stands in the text; a text of one character is that character.
  private let pairs: [UInt64]

  /// - Parameter text: of a long one, as much is compared as the checks look at.
  init(_ text: String) {
    let scalars = text.unicodeScalars.prefix(Sentence.longestExamined).map { UInt64($0.value) }
    pairs = scalars.count > 1 ? zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 }.sorted() : scalars
  }

  /// Each pair once.
  var distinct: [UInt64] {
    var result: [UInt64] = []
    for pair in pairs where result.last != pair { result.append(pair) }
    return result
  }

  /// Dice's coefficient: 1 for the same pairs, 0 for none in common.
  func likeness(to other: CharacterPairs) -> Double {
    var shared = 0
    var (here, there) = (0, 0)
    while here < pairs.count, there < other.pairs.count {
      if pairs[here] == other.pairs[there] {
        shared += 1
        here += 1
        there += 1
      } else if pairs[here] < other.pairs[there] {
        here += 1
      } else {
        there += 1
      }
    }
    let total = pairs.count + other.pairs.count
    return total == 0 ? 0 : 2 * Double(shared) / Double(total)
  }
}

/// The sentences of one row that still look for what became of them. The best partner of another sentence is found without comparing it to all of them.
struct LikenessSearch {
  private let texts: [CharacterPairs]
  private let positions: [Int]
  private var isFree: [Bool]
  /// For each pair the entries that have it, in order.
  private var having: [UInt64: [Int]] = [:]

  /// Half of the pairs are the same.
  private static let leastLikeness = 0.5
  /// Of how many pairs, the rarest, it is asked who has them; how many entries of each are looked at; and how many entries are compared at last.
  private static let mostPairs = 24
  private static let mostLooks = 32
  private static let mostCompared = 32

  /// - Parameter entries: each with its place in the row, which rises.
  init(_ entries: [(text: String, position: Int)]) {
    texts = entries.map { CharacterPairs($0.text) }
    positions = entries.map(\.position)
    isFree = entries.map { _ in true }
    for (entry, text) in texts.enumerated() { for pair in text.distinct { having[pair, default: []].append(entry) } }
  }

  /// Takes the free entry that is most like the text; of several the one that stands nearest to the position.
  mutating func take(like text: String, at position: Int) -> Int? {
    let pairs = CharacterPairs(text)
    let compared = candidates(pairs, near: position).map { (entry: $0, likeness: pairs.likeness(to: texts[$0])) }
    func isWorse(_ left: (entry: Int, likeness: Double), _ right: (entry: Int, likeness: Double)) -> Bool {
      (left.likeness, -distance(left.entry, position), -left.entry) < (right.likeness, -distance(right.entry, position), -right.entry)
    }
    guard let best = compared.max(by: isWorse), best.likeness >= Self.leastLikeness else { return nil }
    isFree[best.entry] = false
    return best.entry
  }

  private func distance(_ entry: Int, _ position: Int) -> Int { abs(positions[entry] - position) }

  /// The free entries that share most of the rarest pairs.
  private func candidates(_ pairs: CharacterPairs, near position: Int) -> [Int] {
    let rarest = pairs.distinct.compactMap { pair in having[pair].map { (pair: pair, entries: $0) } }
      .sorted { ($0.entries.count, $0.pair) < ($1.entries.count, $1.pair) }.prefix(Self.mostPairs)
    var votes: [Int: Int] = [:]
    for (_, entries) in rarest {
      var behind = firstIndex(in: entries, from: position)
      var before = behind - 1
      for _ in 0..<Self.mostLooks {
        let goesBehind = behind < entries.count && (before < 0 || distance(entries[behind], position) <= distance(entries[before], position))
        guard goesBehind || before >= 0 else { break }
        let entry = entries[goesBehind ? behind : before]
        if goesBehind { behind += 1 } else { before -= 1 }
        if isFree[entry] { votes[entry, default: 0] += 1 }
      }
    }
    guard votes.count > Self.mostCompared else { return Array(votes.keys) }
    return votes.sorted { ($1.value, distance($0.key, position), $0.key) < ($0.value, distance($1.key, position), $1.key) }
      .prefix(Self.mostCompared).map(\.key)
  }

  /// The first of the entries that doesn't stand before the position.
  private func firstIndex(in entries: [Int], from position: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if positions[entries[middle]] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
