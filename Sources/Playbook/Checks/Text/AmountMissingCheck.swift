/// **Finds** a compensation, voucher or reward that is promised without how much: `全额退款+赔偿`, `协商补偿`, `give a voucher`. Told once, with the lines.
///
/// **Matters** because whoever sits there decides, the generous and the tight; the next customer has heard of the generous one.
///
/// ```
/// - 严重污染：全额退款+赔偿     “赔偿”没有写多少、最多多少、由谁批。
/// ```
///
/// **Close it** with the amount, or its range and who approves it. **Level**: warning.
enum AmountMissingCheck: TextCheck {
  static let id = "amount-missing"
  static let group = CheckGroup.money
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("给补偿没有写给多少", "A compensation without an amount")
  static let help = Diagnostic.Message("写明金额、上限和由谁批。", "Give the amount, the most, and who approves it.")

  private static let given = WordList([
    "补偿优惠券", "赔偿优惠券", "补偿", "赔偿", "奖励", "优惠券", "代金券", "compensation", "voucher", "vouchers", "coupon", "coupons", "goodwill credit", "reward",
  ])
  private static let giving = WordList(["给予", "给", "发放", "赠送", "提供", "协商", "give", "offer", "send", "grant", "provide", "pay", "issue", "negotiate", "refund"])
  private static let details = WordList([
    "按", "标准", "金额", "额度", "上限", "适当", "酌情", "规则", "according to", "amount", "worth", "as per", "up to", "limit", "appropriate", "table",
  ])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [CheckedText.Spot] = []
    for passage in text.passages where !passage.isWording {
      guard figures(in: passage.all).isEmpty, !details.isIn(passage.all) else { continue }
      if let match = given.matches(in: passage.all).first(where: { isGiven($0, passage) }) { spots.append(.init(passage: passage, range: match.range)) }
    }
    guard let first = spots.first else { return [] }
    let also = text.also(spots)
    let said = Letters(first.passage.raw[first.range]).text
    return [
      text.finding(
        Self.self, at: first.passage, first.range, "“\(said)”没有写多少、最多多少、由谁批\(also.chinese)。",
        "“\(said)”: how much, how much at most, and who approves it isn't said\(also.english).")
    ]
  }

  /// The end of what is given: `+赔偿。`, `协商退换/补偿`, `give a voucher`. `赔偿责任` and choices in parentheses give nothing.
  private static func isGiven(_ match: WordList.Match, _ passage: Passage) -> Bool {
    let clause = passage.clause(around: match.range.lowerBound)
    guard passage.all.at(clause.startIndex - 1) != "(",
      passage.all.at(match.range.upperBound).map({ $0.isClauseMark || $0 == "+" || $0 == " " || $0 == "." || $0 == "/" }) ?? true
    else { return false }
    let before = clause[..<match.range.lowerBound]
    let isAdded = before.trimmed.last == "+" || before.suffix(4).contains("+")
    return isAdded || giving.isIn(before.suffix(30))
  }
}
