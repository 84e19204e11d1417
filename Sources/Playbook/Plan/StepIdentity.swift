/// Gives sentences their ids.
///
/// An id is a digest of the sentence, without its typography, and of the ids above it, so it stays the same when sentences are inserted, removed or
/// moved elsewhere. Sentences that read alike under one parent are told apart by their order.
struct StepIdentity {
  private var seen: [String: Int] = [:]

  mutating func id(prefix: String, parent: String, sentence: some StringProtocol) -> String {
    let key = parent + "\u{1F}" + normalized(sentence)
    let count = seen[key, default: 0]
    seen[key] = count + 1
    return prefix + digest(count == 0 ? key : key + "\u{1F}\(count)").prefix(10)
  }
}

/// SHA-256 in hexadecimal.
func digest(_ text: String) -> String { hexDigest(of: Array(text.utf8)) }
