/// Words that a check looks for, found in one pass over a text: in folded letters, Latin words only as whole words, longest first.
struct WordList: Sendable {
  struct Match {
    /// Which word of the list.
    let word: Int
    let range: Range<Int>
  }

  private let words: [[Unicode.Scalar]]
  private let byFirst: [UInt32: [Int]]
  /// One bit for the low bits of each first letter: most letters begin no word, and this says so without a look into the table.
  private let firsts: [UInt64]

  private static let firstBits: UInt32 = 0xFFF

  init(_ words: [String]) {
    self.words = words.map { $0.unicodeScalars.map(\.folded) }
    var byFirst: [UInt32: [Int]] = [:]
    var firsts = [UInt64](repeating: 0, count: 64)
    for (index, word) in self.words.enumerated() {
      guard let first = word.first else { continue }
      byFirst[first.value, default: []].append(index)
      let low = first.value & Self.firstBits
      firsts[Int(low >> 6)] |= 1 << UInt64(low & 63)
    }
    let letters = self.words
    self.byFirst = byFirst.mapValues { $0.sorted { letters[$0].count > letters[$1].count } }
    self.firsts = firsts
  }

  /// The word as it is looked for.
  func text(_ match: Match) -> String { Letters(words[match.word]).text }

  func match(at index: Int, in letters: Letters) -> Match? {
    guard letters.indices.contains(index) else { return nil }
    let first = letters[index]
    let low = first.value & Self.firstBits
    guard firsts[Int(low >> 6)] & (1 << UInt64(low & 63)) != 0, let candidates = byFirst[first.value] else { return nil }
    for candidate in candidates {
      let word = words[candidate]
      guard letters.has(word, at: index), isWhole(word, at: index, in: letters) else { continue }
      return Match(word: candidate, range: index..<(index + word.count))
    }
    return nil
  }

  /// All of them from left to right; they don't overlap.
  func matches(in letters: Letters) -> [Match] {
    var found: [Match] = []
    var index = letters.startIndex
    while index < letters.endIndex {
      if let match = match(at: index, in: letters) {
        found.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  func first(in letters: Letters) -> Match? {
    for index in letters.indices { if let match = match(at: index, in: letters) { return match } }
    return nil
  }

  func isIn(_ letters: Letters) -> Bool { first(in: letters) != nil }

  /// The word that ends at `end`.
  func match(endingAt end: Int, in letters: Letters) -> Match? {
    let longest = 16
    for start in Swift.max(letters.startIndex, end - longest)..<Swift.max(letters.startIndex, end) {
      if let match = match(at: start, in: letters), match.range.upperBound == end { return match }
    }
    return nil
  }

  private func isWhole(_ word: [Unicode.Scalar], at index: Int, in letters: Letters) -> Bool {
    if word.first?.isLatin == true, let before = letters.at(index - 1), before.isLatin || before.isDigit { return false }
    if word.last?.isLatin == true, let after = letters.at(index + word.count), after.isLatin || after.isDigit { return false }
    return true
  }
}
