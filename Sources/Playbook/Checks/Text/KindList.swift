/// Kinds that a document tells apart: labelled items beside each other, below a title that speaks of kinds or with a common ending (`配送问题`, `食品问题`, `包装问题`).
struct KindList {
  struct Kind {
    let name: String
    let spoken: [Unicode.Scalar]
    /// The name without the ending that all of them have.
    let stem: [Unicode.Scalar]
    /// What is listed behind the colon.
    let members: [[Unicode.Scalar]]
  }

  let parent: Int
  /// Passages, one for each kind.
  let items: [Int]
  let kinds: [Kind]

  private static let titles = WordList(["分类", "类型", "类别", "种类", "types", "kinds", "categories", "classification", "type"])
  private static let fewest = 3
  private static let most = 12

  init?(_ siblings: [Int], _ text: CheckedText) {
    let labelled = siblings.filter { text.passages[$0].label != nil }
    guard labelled.count >= Self.fewest, labelled.count <= Self.most, labelled.count * 2 > siblings.count else { return nil }
    guard let parent = text.passages[labelled[0]].parent else { return nil }
    let title = text.passages[parent]
    guard Self.titles.isIn(title.all.prefix(40)), labelled.allSatisfy({ text.passages[$0].marker != .step }) else { return nil }
    let names = labelled.map { Array((text.passages[$0].label ?? []).spoken) }
    let ending = Self.commonEnding(names)
    let kinds = zip(labelled, names).map { item, spoken in
      let passage = text.passages[item]
      let label = passage.label ?? []
      let stem = Array(spoken.dropLast(ending))
      return Kind(
        name: Letters(passage.raw[label.startIndex..<label.endIndex]).text, spoken: spoken, stem: stem.isEmpty ? spoken : stem,
        members: Self.members(passage.letters[min(label.endIndex, passage.letters.count)...]))
    }
    guard kinds.allSatisfy({ $0.stem.count >= 2 || $0.spoken.count >= 2 }) else { return nil }
    self.parent = parent
    items = labelled
    self.kinds = kinds
  }

  /// The kinds that a text names.
  func named(in letters: Letters) -> Set<Int> { Set(kinds.indices.filter { letters.holds(kinds[$0].stem) }) }

  private static func commonEnding(_ names: [[Unicode.Scalar]]) -> Int {
    guard let first = names.first else { return 0 }
    var length = 0
    while length < first.count - 1, names.allSatisfy({ $0.count > length + 1 && $0[$0.count - 1 - length] == first[first.count - 1 - length] }) { length += 1 }
    return length
  }

  /// `超时未达、地址错误、拒收等。`
  private static func members(_ letters: Letters) -> [[Unicode.Scalar]] {
    let list = letters.drop { $0 == ":" || $0 == "*" || $0 == " " }.prefix { !$0.isFullStop && $0 != "." && $0 != "(" }
    let marks: Set<Unicode.Scalar> = list.contains("、") ? ["、"] : [","]
    return list.split(whereSeparator: { marks.contains($0) }).prefix(most).map { part -> [Unicode.Scalar] in
      var part = part.trimmed
      if part.last == "等" { part = part.dropLast() }
      for opening in ["and ", "or "] where part.has(Array(opening.unicodeScalars), at: part.startIndex) { part = part.dropFirst(opening.count) }
      return Array(part)
    }.filter { $0.count >= 2 && $0.count <= 24 && !$0.contains("/") }
  }
}
