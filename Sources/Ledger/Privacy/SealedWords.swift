import Foundation
import Playbook

/// Words as they stand in the record when they are sealed: U+0001, the party whose they are, a colon, and in base64 the key's mark, nonce, ciphertext and tag.
public enum SealedWords {
  /// What stands in the place of words that were erased.
  public static let erased = "[已删除 erased]"

  /// Mark, nonce and tag: nothing sealed is shorter.
  private static let shortest = SealKey.markCount + 28

  struct Parts {
    let party: Party.ID
    /// Of the key that it was sealed with.
    let mark: [UInt8]
    let sealed: Data
  }

  /// Whether words begin as sealed ones do: then they are sealed before they are kept, so that nobody's words pass for sealed ones.
  static func areMarked(_ words: String) -> Bool { words.utf8.first == 1 }

  static func text(_ sealed: Data, by key: SealKey, of party: Party.ID) -> String { "\u{1}\(party):\((Data(key.mark) + sealed).base64EncodedString())" }

  /// - Returns: nil for words that aren't sealed.
  static func parts(_ words: String) -> Parts? {
    guard areMarked(words), let colon = words.lastIndex(of: ":") else { return nil }
    let party = words[words.index(after: words.startIndex)..<colon]
    guard let sealed = Data(base64Encoded: String(words[words.index(after: colon)...])), sealed.count >= shortest else { return nil }
    return Parts(party: String(party), mark: Array(sealed.prefix(SealKey.markCount)), sealed: Data(sealed.dropFirst(SealKey.markCount)))
  }
}
