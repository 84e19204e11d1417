/// Finds names inside a text: the longest that begins at each character. Letter case, inner spaces and full width don't count.
struct NameIndex {
  private var byFirst: [Character: [(name: [Character], symbol: Symbol)]] = [:]

  /// A text as it is compared, with where each of its characters stands.
  struct Text {
    let whole: Substring
    let characters: [Character]
    let places: [Substring.Index]

    init(_ text: Substring) {
      whole = text
      var characters: [Character] = []
      var places: [Substring.Index] = []
      for index in text.indices {
        for character in normalized(text[index...index]) {
          characters.append(character)
          places.append(index)
        }
      }
      self.characters = characters
      self.places = places
    }

    /// The part of the text that these characters stand for.
    func part(_ range: Range<Int>) -> Substring {
      guard !range.isEmpty else { return whole[whole.endIndex...] }
      return whole[places[range.lowerBound]...places[range.upperBound - 1]]
    }
  }

  init(_ names: [(name: String, symbol: Symbol)]) {
    for (name, symbol) in names {
      let characters = Array(normalized(name))
      if let first = characters.first { byFirst[first, default: []].append((characters, symbol)) }
    }
    // The sort isn't stable, and of two things with one name the one declared first is meant.
    byFirst = byFirst.mapValues { names in
      names.enumerated().sorted { ($1.element.name.count, $0.offset) < ($0.element.name.count, $1.offset) }.map(\.element)
    }
  }

  /// The longest name at a character, and how many characters it has. A Latin name must not be a part of a word.
  func longest(in text: Text, at index: Int) -> (symbol: Symbol, count: Int)? {
    let characters = text.characters
    for (name, symbol) in byFirst[characters[index]] ?? [] {
      let end = index + name.count
      guard end <= characters.count, zip(name, characters[index...]).allSatisfy(==) else { continue }
      if index > 0, isLatin(name[0]), isLatin(characters[index - 1]), text.touch(index - 1, index) { continue }
      if end < characters.count, isLatin(name[name.count - 1]), isLatin(characters[end]), text.touch(end - 1, end) { continue }
      return (symbol, name.count)
    }
    return nil
  }

  /// All names in a text, from left to right; a name inside a longer one doesn't count.
  func all(in text: Substring) -> [(symbol: Symbol, part: Substring)] {
    let text = Text(text)
    var found: [(Symbol, Substring)] = []
    var index = 0
    while index < text.characters.count {
      if let (symbol, count) = longest(in: text, at: index) {
        found.append((symbol, text.part(index..<index + count)))
        index += count
      } else {
        index += 1
      }
    }
    return found
  }

  private func isLatin(_ character: Character) -> Bool { character.isASCII && (character.isLetter || character.isNumber) }
}

extension NameIndex.Text {
  /// Whether nothing, not even a space, stands between two characters.
  fileprivate func touch(_ left: Int, _ right: Int) -> Bool { whole.index(after: places[left]) >= places[right] }
}

extension NameIndex {
  /// The names of declared things of one kind: ids and labels.
  init(_ things: [some Labelled], _ kind: Symbol.Kind, of owner: String = "") {
    self.init(things.flatMap { thing in ([thing.id] + thing.labels).map { ($0, Symbol(kind, thing.id, of: owner)) } })
  }
}
