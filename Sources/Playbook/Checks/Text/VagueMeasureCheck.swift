/// **Finds** a word without a measure where a deadline, an amount or a decision hangs on it: `及时通知`, `适当补偿`, `严重污染：…`, `若多次…`, `promptly`,
/// `minor damage: …`. Each word is told of once, with the lines that use it. A word with its figure beside it (`2 小时内及时回复`, `多次（3 次以上）`) is fine.
///
/// **Matters** because two people draw the line in two places: one customer gets a refund for what another gets an apology.
///
/// ```
/// - 轻微破损：补发          “轻微”没有说到什么程度，却由它决定怎么办。
/// ```
///
/// **Close it** by giving the figure, or the list of what counts: `轻微（外包装破、食品无漏）`; or by declaring a fact whose values are described. **Level**: warning.
enum VagueMeasureCheck: TextCheck {
  static let id = "vague-measure"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("没有尺度的词决定了怎么办", "A word without a measure that decides something")
  static let help = Diagnostic.Message("写明数字、范围或清单。", "Give the figure, the range or the list.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [String: (kind: VagueWord.Kind, all: [CheckedText.Spot])] = [:]
    var order: [String] = []
    for passage in text.passages where !passage.isWording {
      let quoted = passage.quotations
      for use in VagueWord.uses(in: passage) where !quoted.contains(where: { $0.contains(use.range.lowerBound) }) {
        if spots[use.word] == nil { order.append(use.word) }
        spots[use.word, default: (use.kind, [])].all.append(.init(passage: passage, range: use.range))
      }
    }
    let defined = definedWords(text)
    return order.compactMap { word in
      guard let (kind, all) = spots[word], let first = all.first, !defined.contains(word) else { return nil }
      let also = text.also(all)
      let why =
        switch kind {
        case .deadline: ("没有说是多久", "doesn't say how soon")
        case .amount: ("没有说是多少、由谁定", "doesn't say how much, nor who decides")
        case .degree: ("没有说到什么程度算，却由它决定怎么办", "isn't defined, yet it decides what is done")
        }
      return text.finding(Self.self, at: first.passage, first.range, "“\(word)”\(why.0)\(also.chinese)。", "“\(word)” \(why.1)\(also.english).")
    }
  }

  private static let definitions = WordList(["指", "是指", "即", "定义为", "means", "is defined as", "refers to"])

  /// `严重：指…`, `minor means …` anywhere in the document.
  private static func definedWords(_ text: CheckedText) -> Set<String> {
    var defined: Set<String> = []
    for passage in text.passages {
      for definition in definitions.matches(in: passage.all) {
        let before = passage.letters[max(0, definition.range.lowerBound - 12)..<definition.range.lowerBound]
        for word in VagueWord.words(in: before) { defined.insert(word) }
      }
    }
    return defined
  }
}
