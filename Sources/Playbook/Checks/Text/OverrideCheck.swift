/// **Finds** a supplement at the end that rules a class of cases without asking (`客服应主动告知用户会为其补齐`), while another section asks first (`询问用户是否需要补货`).
///
/// **Matters** because the same case is treated by whichever section was read: one customer is asked, the next one gets a parcel.
///
/// ```
/// 二、少货
/// - 询问用户是否需要补货
/// 补充说明
/// - 数量不符，应主动告知会为其补齐     第 2 行先问用户要不要补，这里直接补。
/// ```
///
/// **Close it** by saying which one goes first, in both places. **Level**: warning.
enum OverrideCheck: TextCheck {
  static let id = "override"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("补充说明和前面的做法不一样", "A supplement that overrides an earlier section")
  static let help = Diagnostic.Message("两处都写明以哪一处为准。", "Say in both places which one goes first.")

  private static let supplements = WordList(["补充说明", "附则", "补充规定", "其他说明", "其它说明", "supplement", "supplementary notes", "general rules", "additional notes"])
  private static let asking = WordList(["询问", "征求", "问用户", "问顾客", "问客户", "ask", "asks"])
  private static let unasked = WordList(["应主动", "主动", "直接", "一律", "均", "会为其", "always", "directly", "without asking", "automatically"])
  /// What is done about a case: words of one row are one deed.
  private static let deeds: [[String]] = [
    ["补齐", "补发", "补送", "补货", "补寄", "退换补", "resend", "send the missing", "make up", "replace the missing"], ["退款", "退钱", "refund"],
    ["换货", "更换", "退换", "replace", "exchange"],
    ["补偿", "赔偿", "compensate"], ["取消", "cancel"],
  ]
  private static let deedWords = WordList(deeds.flatMap { $0 })
  private static let deedOfWord = deeds.enumerated().flatMap { row, words in words.map { _ in row } }

  static func findings(in text: CheckedText) -> [Diagnostic] {
    guard let start = text.passages.firstIndex(where: { $0.letters.count <= 24 && supplements.isIn($0.all) }) else { return [] }
    var asked: [Int: [CheckedText.Spot]] = [:]
    for passage in text.passages[..<start] where !passage.isWording {
      for sentence in passage.sentences {
        guard let ask = asking.first(in: passage.letters[sentence]) else { continue }
        let behind = passage.letters[ask.range.upperBound..<sentence.upperBound]
        guard behind.holds(Array("是否".unicodeScalars)) || behind.holds(Array("whether".unicodeScalars)) || behind.holds(Array(" if ".unicodeScalars)) else {
          continue
        }
        for deed in deedWords.matches(in: behind) { asked[deedOfWord[deed.word], default: []].append(.init(passage: passage, range: sentence)) }
      }
    }
    var told: Set<Int> = []
    return text.passages[start...].flatMap { passage -> [Diagnostic] in
      passage.clauses.flatMap { clause -> [Diagnostic] in
        let letters = passage.letters[clause]
        guard unasked.isIn(letters), !asking.isIn(letters) else { return [] }
        return deedWords.matches(in: letters).compactMap { deed in
          guard let spots = asked[deedOfWord[deed.word]], let first = spots.first, told.insert(deedOfWord[deed.word]).inserted else { return nil }
          let lines = Set(spots.map(\.passage.line)).sorted().prefix(6).map(String.init)
          let said = Letters(passage.raw[clause]).trimmed.short(30)
          let question = Letters(first.passage.raw[first.range]).trimmed.short(30)
          return text.finding(
            Self.self, at: passage, clause, "这里不问就做（“\(said)”），第 \(lines.joined(separator: "、")) 行要先问（“\(question)”）：同一种情况以哪一处为准？",
            "Here it is done without asking (“\(said)”), on line \(lines.joined(separator: ", ")) the customer is asked first (“\(question)”): which one goes for the same case?"
          )
        }
      }
    }
  }
}
