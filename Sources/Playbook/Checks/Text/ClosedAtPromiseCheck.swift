/// **Finds** a sentence that closes the case in the same breath in which it promises something for later: `告知物品会在…送达，处理完结`, `tell them it will be delivered, case closed`.
///
/// **Matters** because nobody looks any more whether the promise is kept. When the parcel doesn't come, the customer's next call is a new complaint.
///
/// ```
/// - 回拨用户告知物品会在明天送达，处理完结     刚答应就结案：送到了没有，没有人再看。
/// ```
///
/// **Close it** with a promise that stays open until it is kept: `承诺：物流 在 24 小时内 送达；超时 则 【催单】`, then wait for the confirmation. **Level**: warning.
enum ClosedAtPromiseCheck: TextCheck {
  static let id = "closed-at-promise"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("刚答应就结案", "Closed at the promise")
  static let help = Diagnostic.Message("写成“承诺：…；超时 则 …”，兑现并确认后再结案。", "Make it a `Promise:` that stays open, and close when it is kept and confirmed.")

  private static let closers = WordList([
    "处理完结", "完结", "结案", "关闭工单", "工单关闭", "关单", "处理结束", "流程结束", "结束工单", "结束流程", "case closed", "close the case", "close the ticket", "ticket closed",
    "closes the case", "closes the ticket", "closed",
  ])
  private static let promises = WordList([
    "承诺", "会在", "将在", "将于", "会于", "稍后会", "稍后将", "will be", "will deliver", "will arrive", "will refund", "will send", "will receive", "promise", "will get",
  ])
  /// The closing waits for something.
  private static let waits = WordList(["后", "待", "直到", "确认", "once", "after", "when", "until", "unless", "if", "not", "未", "不"])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [CheckedText.Spot] = []
    for passage in text.passages where !passage.isWording {
      guard let closer = closers.matches(in: passage.all).first(where: { closes($0, passage) }) else { continue }
      spots.append(.init(passage: passage, range: closer.range))
    }
    guard let first = spots.first else { return [] }
    let also = text.also(spots)
    return [
      text.finding(
        Self.self, at: first.passage, first.range, "刚答应以后的事就结案\(also.chinese)：东西送到、钱退到没有，没有人再看。",
        "The case is closed in the breath that promises something for later\(also.english): nobody looks any more whether it is kept.",
        suggestion: text.language.words(
          "- 承诺：负责部门 在 24 小时内 办到；超时 则 转人工\n- 用户确认后结案",
          "- Promise: the team within 24 hours does it; else a person takes over\n- Close when the customer has confirmed"))
    ]
  }

  private static func closes(_ closer: WordList.Match, _ passage: Passage) -> Bool {
    let clause = passage.clause(around: closer.range.lowerBound)
    guard !waits.isIn(clause) else { return false }
    let sentence = passage.sentence(around: closer.range.lowerBound)
    // `…送达；确认后…` is cut at `；`; a promise may stand in the part before.
    let before = passage.letters[..<closer.range.lowerBound]
    let reach = before.suffix(60)
    return promises.isIn(sentence[..<closer.range.lowerBound]) || (promises.isIn(reach) && !reach.contains("。"))
  }
}
