/// **Finds** a decision that names several places to look, without an order and without saying which one counts: `确认位置（隐私号、问商家、问骑手）`, `determine the state (from the order, ask the shop)`.
///
/// **Matters** because the sources disagree sooner or later. Then one person believes the rider and the next one the shop.
///
/// ```
/// - 确认餐品位置（问商家、问骑手）     2 个来源，没有写先问谁、说法不一以谁为准。
/// ```
///
/// **Close it** by declaring a fact with its sources in order, and an alternative for answers that disagree. **Level**: warning.
enum SourcesWithoutOrderCheck: TextCheck {
  static let id = "sources-without-order"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("几个来源没有先后", "Several sources without an order")
  static let help = Diagnostic.Message("在事实的“来源”里按先后写；说法不一以谁为准也写明。", "Declare the sources in order, and say which counts when they disagree.")

  private static let deciding = WordList(Keywords.decide)
  private static let sources = WordList(["根据", "依据", "结合", "问", "询问", "查询", "参考", "信号", "ask", "from", "by", "look at", "check", "according to", "based on"])
  private static let orders = WordList([
    "先", "再", "优先", "依次", "为准", "其次", "最后", "顺序", "first", "then", "in this order", "prevails", "counts", "takes precedence",
  ])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    text.passages.compactMap { passage in
      let start = passage.letters.firstIndex { $0 != "*" && $0 != " " } ?? 0
      guard deciding.match(at: start, in: passage.all) != nil, !orders.isIn(passage.all) else { return nil }
      guard let open = passage.letters.firstIndex(of: "("), let close = passage.letters[open...].firstIndex(of: ")") else { return nil }
      let inside = passage.letters[(open + 1)..<close]
      guard sources.isIn(inside), figures(in: inside).isEmpty else { return nil }
      let parts = list(inside)
      guard parts.count >= 2, parts.count <= 8 else { return nil }
      return text.finding(
        Self.self, at: passage, (open + 1)..<close, "写了 \(parts.count) 个来源，没有写先后，也没有写说法不一时以谁为准。",
        "\(parts.count) sources without an order, and nothing says which counts when they disagree.")
    }
  }

  private static func list(_ letters: Letters) -> [Letters] {
    if letters.contains(where: isHan) { return letters.split(whereSeparator: { $0 == "、" || $0 == "," }) }
    return letters.split(whereSeparator: { $0 == "," })
  }
}
