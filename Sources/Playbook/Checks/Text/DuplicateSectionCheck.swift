/// **Finds** a chapter that stands in the document twice under one title, numbering aside, and a section that was copied from another with few words
/// changed. Where the other one is, and what differs, is told.
///
/// **Matters** because two chapters of one name say two things about one matter, and people follow the one they found first. A copied section often still
/// speaks of what it was copied from.
///
/// ```
/// 二、受理          line 3
/// 二、受理          “受理”在第 3 行已经写过；这里多出或改了 4 句，如“30 秒内转人工”。
/// ```
///
/// **Close it** by merging the two, or by saying in the later one what it changes. In a copied section, change what doesn't fit or link to the first.
/// **Level**: warning.
enum DuplicateSectionCheck: TextCheck {
  static let id = "duplicate-section"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("同一节写了两遍", "A section that is there twice")
  static let help = Diagnostic.Message(
    "合并两处，或写明后一处改了什么；照抄的节改掉不合适的句子。", "Merge the two, or say what the later one changes; mend what doesn't fit in a copied section.")

  /// A section is a copy when so many hundredths of its letters stand in the other one.
  private static let share = 70
  private static let fewestLetters = 60
  private static let shortestSentence = 6

  static func findings(in text: CheckedText) -> [Diagnostic] {
    let sections = text.passages.indices.filter { text.passages[$0].isHeading && text.ends[$0] > $0 + 1 }
    let again = sameTitle(sections, text)
    return again.values.sorted { $0.place.line < $1.place.line } + copies(sections, except: Set(again.keys), text)
  }

  private struct Path: Hashable {
    let parent: Int
    let title: [Unicode.Scalar]
  }

  /// By section. What stands below a section that is there twice isn't told again.
  private static func sameTitle(_ sections: [Int], _ text: CheckedText) -> [Int: Diagnostic] {
    var firsts: [Path: Int] = [:]
    // A section that is there twice stands for the first one.
    var same: [Int: Int] = [:]
    var found: [Int: Diagnostic] = [:]
    var known: [Int: Set<[Unicode.Scalar]>] = [:]
    for index in sections {
      let passage = text.passages[index]
      let spoken = passage.all.spoken
      guard spoken.count >= 2 else { continue }
      let parent = passage.parent.map { same[$0] ?? $0 } ?? -1
      guard let first = firsts[Path(parent: parent, title: spoken)] else {
        firsts[Path(parent: parent, title: spoken)] = index
        continue
      }
      same[index] = first
      if let outer = passage.parent, same[outer] != nil { continue }
      let new = newSentences(of: index, against: first, &known, text)
      let title = Letters(passage.raw).trimmed { $0 == "*" || $0 == " " }.short()
      let line = text.passages[first].line
      let example = new.first.map { ("，如“\($0.short())”", ", such as “\($0.short())”") } ?? ("", "")
      found[index] = text.finding(
        Self.self, at: passage, nil,
        "“\(title)”在第 \(line) 行已经写过；" + (new.isEmpty ? "两处说的一样。" : "这里多出或改了 \(new.count) 句\(example.0)。以哪一处为准？"),
        "“\(title)” is there already on line \(line); "
          + (new.isEmpty ? "both say the same." : "\(new.count) sentences are new or changed here\(example.1). Which one counts?"))
    }
    return found
  }

  // MARK: copies

  private struct Owned: Hashable {
    let parent: Int
    let sentence: [Unicode.Scalar]
  }

  private static func copies(_ sections: [Int], except told: Set<Int>, _ text: CheckedText) -> [Diagnostic] {
    var owners: [Owned: [Int]] = [:]
    var known: [Int: Set<[Unicode.Scalar]>] = [:]
    var found: [Diagnostic] = []
    for index in sections where !told.contains(index) {
      let parent = text.passages[index].parent ?? -1
      var total = 0
      var shared: [Int: Int] = [:]
      for sentence in sentences(of: index, text) {
        total += sentence.spoken.count
        let key = Owned(parent: parent, sentence: sentence.spoken)
        for owner in owners[key] ?? [] where owner != index { shared[owner, default: 0] += sentence.spoken.count }
        // Enough to find the likest of sections that all begin alike.
        if owners[key, default: []].count < 8, owners[key]?.last != index { owners[key, default: []].append(index) }
      }
      guard total >= fewestLetters, let (other, count) = shared.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), count * 100 >= total * share else {
        continue
      }
      let new = newSentences(of: index, against: other, &known, text).filter { $0.count >= shortestSentence }
      found.append(copy(index, other, percent: count * 100 / total, new, text))
    }
    return found
  }

  private static func copy(_ index: Int, _ other: Int, percent: Int, _ new: [Letters], _ text: CheckedText) -> Diagnostic {
    let (here, there) = (Letters(text.passages[index].raw), text.passages[other])
    let said = new.prefix(3).map { "“\($0.short())”" }
    let (difference, englishDifference) =
      new.isEmpty
      ? ("没有一句不同", "nothing differs") : ("不同的只有 \(said.joined(separator: "、"))", "only these differ: \(said.joined(separator: ", "))")
    return text.finding(
      Self.self, at: text.passages[index], nil,
      "“\(here.short())”有 \(percent)% 的字和第 \(there.line) 行“\(Letters(there.raw).short())”一样，像是抄来的；\(difference)。其余各句在这里也对吗？",
      "\(percent)% of “\(here.short())” is the same as “\(Letters(there.raw).short())” on line \(there.line), as if copied; \(englishDifference). Does the rest hold here too?"
    )
  }

  private static func sentences(of section: Int, _ text: CheckedText) -> [(spoken: [Unicode.Scalar], raw: Letters)] {
    ((section + 1)..<text.ends[section]).flatMap { index in
      let passage = text.passages[index]
      return passage.sentences.compactMap { range in
        let spoken = passage.letters[range].spoken
        return spoken.count >= shortestSentence ? (spoken, passage.raw[range].trimmed) : nil
      }
    }
  }

  /// - Parameter known: the sentences of sections that others were compared with.
  private static func newSentences(of section: Int, against other: Int, _ known: inout [Int: Set<[Unicode.Scalar]>], _ text: CheckedText) -> [Letters] {
    let old = known[other] ?? Set(sentences(of: other, text).map(\.spoken))
    known[other] = old
    return sentences(of: section, text).filter { !old.contains($0.spoken) }.map(\.raw)
  }
}
