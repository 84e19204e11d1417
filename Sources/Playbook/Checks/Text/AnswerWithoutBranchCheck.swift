/// **Finds** a step that is taken when somebody agrees, accepts or is satisfied, with nothing about the case that they don't: `在用户认可的情况下处理完结`,
/// `with the customer's consent, give the number`. Conditions that begin with `如` or `if` are told of by `hidden-alternative`.
///
/// **Matters** because people do say no. Whoever hears it then does what they think best, or asks until they hear yes.
///
/// ```
/// - 解释说明，在用户认可的情况下处理完结     没有写用户不认可怎么办。
/// ```
///
/// **Close it** with the other alternative: `条件：不认可`. **Level**: warning.
enum AnswerWithoutBranchCheck: TextCheck {
  static let id = "answer-without-branch"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("只写了对方同意怎么办", "Only the answer yes has a way on")
  static let help = Diagnostic.Message("补上“条件：不同意”。", "Add `When: they don't agree`.")

  private static let consents = WordList(["认可", "同意", "满意", "接受", "愿意"])
  private static let parties = WordList([
    "用户", "顾客", "客户", "买家", "消费者", "对方", "商家", "骑手", "下单人", "收货人", "收件人", "投诉人",
  ])
  private static let openings = WordList(["在", "经", "征得", "取得", "当", "只要", "得到", "待"])
  private static let endings = WordList(["的情况下", "的前提下", "后", "的话", "时"])
  private static let english = WordList([
    "once the customer agrees", "when the customer agrees", "provided the customer agrees", "provided that the customer agrees", "once they agree",
    "with the customer's consent", "with the customer's agreement", "with the user's consent", "with the merchant's consent", "with the guest's consent",
    "with the recipient's consent", "once the guest agrees", "once the customer accepts", "when the customer accepts", "as long as the customer agrees",
    "subject to the customer's consent", "with their consent",
  ])
  private static let refusals = WordList([
    "不认可", "不同意", "不接受", "不满意", "不愿", "拒绝", "拒不", "否则", "反之", "未同意", "未认可", "不满", "disagree", "disagrees", "refuse", "refuses", "refused", "decline",
    "declines", "does not agree", "doesn't agree", "does not accept", "doesn't accept", "do not agree", "don't agree", "do not accept", "don't accept",
    "not satisfied", "otherwise", "if not", "not happy", "unhappy", "without consent", "not agreed", "rejects",
  ])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    // How many of the passages so far speak of refusing: then a whole stretch is asked at once.
    var refusing = [0]
    for passage in text.passages { refusing.append(refusing[refusing.count - 1] + (refusals.isIn(passage.all) ? 1 : 0)) }
    var spots: [String: [CheckedText.Spot]] = [:]
    var order: [String] = []
    for (index, passage) in text.passages.enumerated() where !passage.isWording {
      guard let answer = consent(in: passage) else { continue }
      let stretch = stretch(around: index, text)
      guard refusing[stretch.upperBound] == refusing[stretch.lowerBound] else { continue }
      let said = Letters(passage.raw[answer]).text
      if spots[said] == nil { order.append(said) }
      spots[said, default: []].append(.init(passage: passage, range: answer))
    }
    return order.compactMap { said in
      guard let all = spots[said], let first = all.first else { return nil }
      let also = text.also(all)
      return text.finding(
        Self.self, at: first.passage, first.range, "只写了“\(said)”怎么办\(also.chinese)，没有写对方不同意怎么办。",
        "It says what to do “\(said)”\(also.english), but not what to do when they don't.",
        suggestion: text.language.words("- 条件：不同意\n  - 转人工", "- When: they don't agree\n  - Hand over to a person"))
    }
  }

  /// What stands beside the passage and below its parent; without a parent, beside it only.
  private static func stretch(around index: Int, _ text: CheckedText) -> Range<Int> {
    if let parent = text.passages[index].parent { return parent..<text.ends[parent] }
    let near = 3
    return max(0, index - near)..<min(text.passages.count, max(text.ends[index], index + near + 1))
  }

  private static func consent(in passage: Passage) -> Range<Int>? {
    if let match = english.first(in: passage.all) { return match.range }
    for match in consents.matches(in: passage.all) {
      let clause = passage.clause(around: match.range.lowerBound)
      let before = clause[..<match.range.lowerBound]
      let behind = clause[match.range.upperBound...]
      // `满意度`, `是否同意`, `不满意`
      if let next = behind.first, "度率否吗与".unicodeScalars.contains(next) { continue }
      if let last = before.last, "不未没否应需".unicodeScalars.contains(last) { continue }
      guard let party = parties.first(in: before.suffix(8)) else { continue }
      // Nothing but the party between the opening and the answer: `如用户同意`, `在用户认可的情况下`, `征得收货人同意后`.
      let opening = openings.match(endingAt: party.range.lowerBound, in: before)
      let isCondition = opening != nil && party.range.upperBound + 2 >= match.range.lowerBound
      guard isCondition || (opening != nil && endings.match(at: match.range.upperBound, in: clause) != nil) else { continue }
      let start = opening?.range.lowerBound ?? party.range.lowerBound
      let end = endings.match(at: match.range.upperBound, in: clause)?.range.upperBound ?? match.range.upperBound
      return start..<end
    }
    return nil
  }
}
