import Synchronization

/// Makes what an index holds in the place of words, so that they are found by whoever has the key and read by nobody: docs/data.md has the form.
///
/// A word is cut into overlapping pairs of characters, and each pair becomes a *blind word*: four letters that stand for its first character and four that stand for the
/// pair. Behind the last character stands an end. So whatever has a character has a blind word that begins with its four letters, and whatever has a text of more has their
/// blind words in a row.
package final class BlindWords: Sendable {
  /// Of 5 bits each: 20 for the character, 20 for the pair.
  private static let letterCount = 4
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  /// Stands behind the last character of a word: no character has this number.
  private static let end = UInt32.max
  /// Pairs that are remembered, of some forty bytes each: more than a service's usual words have.
  private static let pairLimit = 65_536

  private let key: SealKey
  private let made = Mutex<[UInt64: String]>([:])

  /// What was made with the same key has the same check; it says nothing of the key.
  package let check: [UInt8]

  /// - Parameter master: nil makes them with a key that everybody knows: then they keep nothing secret.
  package init(_ master: MasterKey?) {
    key = MasterKey.searchKey(of: master)
    check = key.makeCheck("gendan search")
  }

  /// What is kept of a text: blind words with a space between them.
  package func blind(_ text: String) -> String {
    var blind: [String] = []
    for word in SearchFolding.words(of: text) {
      let characters = word.unicodeScalars.map(\.value) + [Self.end]
      blind += zip(characters, characters.dropFirst()).map { blindWord($0, $1) }
    }
    return blind.joined(separator: " ")
  }

  /// What to look for: every piece of the text between white space, as part of a word.
  package func sought(_ text: String) -> [SoughtWord] {
    SearchFolding.words(of: text).map { word in
      let characters = word.unicodeScalars.map(\.value)
      if let only = characters.first, characters.count == 1 { return .beginning(letters(of: [only])) }
      return .row(zip(characters, characters.dropFirst()).map { blindWord($0, $1) })
    }
  }

  private func blindWord(_ first: UInt32, _ second: UInt32) -> String {
    let pair = UInt64(first) << 32 | UInt64(second)
    if let known = made.withLock({ $0[pair] }) { return known }
    let word = letters(of: [first]) + letters(of: [first, second])
    made.withLock { made in
      if made.count >= Self.pairLimit { made.removeAll(keepingCapacity: true) }
      made[pair] = word
    }
    return word
  }

  /// The first letters of the base32 of their code.
  private func letters(of characters: [UInt32]) -> String {
    var bytes: [UInt8] = []
    for character in characters { bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: character >> $0) } }
    let code = key.code(of: bytes).prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    // Of 24 bits, 20 are used.
    let letters = (1...Self.letterCount).map { Self.alphabet[Int(code >> UInt32(24 - 5 * $0)) & 31] }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// A piece of text that is looked for, as it stands in an index.
package enum SoughtWord: Hashable, Sendable {
  /// A blind word that begins so: one character.
  case beginning(String)
  /// These blind words, one behind the other: two characters and more.
  case row([String])
}
