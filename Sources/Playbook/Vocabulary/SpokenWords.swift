/// What is heard of a text: no letter case, no spaces, no punctuation.
struct SpokenWords {
  let text: String
  private let letters: [Character]
  /// Behind which letters there was punctuation: what stands before it has nothing to do with what stands behind it.
  private let ends: Set<Int>

  private static let negations = [
    "不", "没", "别", "未", "没有", "不是", "不要", "不用", "不会", "不能", "不想", "不太", "not", "dont", "doesnt", "didnt", "cant", "wont", "isnt", "never",
  ].map { Array($0) }
  /// Words that end like a negation and are none.
  private static let others = ["特别", "分别", "区别", "级别", "类别", "性别", "要不"].map { Array($0) }

  init(_ text: some StringProtocol) {
    var letters: [Character] = []
    var ends: Set<Int> = []
    for character in normalized(text) where !character.isWhitespace {
      // The apostrophe of `don't` stands inside of a word.
      if !character.isPunctuation { letters.append(character) } else if character != "'" && character != "’" { ends.insert(letters.count) }
    }
    self.letters = letters
    self.ends = ends
    self.text = String(letters)
  }

  /// Whether the utterance is in these words, and is meant.
  func say(_ utterance: String) -> Bool {
    let wanted = SpokenWords(utterance)
    guard !wanted.letters.isEmpty, text.contains(wanted.text) else { return false }
    let isNegation = Self.negations.contains { wanted.letters.starts(with: $0) }
    var start = 0
    while start + wanted.letters.count <= letters.count {
      if letters[start...].starts(with: wanted.letters), isNegation || !isNegated(at: start) { return true }
      start += 1
    }
    return false
  }

  private func isNegated(at index: Int) -> Bool {
    guard !ends.contains(index) else { return false }
    func endsHere(_ word: [Character]) -> Bool { letters[..<index].suffix(word.count).elementsEqual(word) }
    return Self.negations.contains(where: endsHere) && !Self.others.contains(where: endsHere)
  }
}
