/// Words that measure something without saying how it is measured, and whether anything hangs on them where they stand.
struct VagueWord {
  enum Kind { case deadline, amount, degree }

  let word: String
  let kind: Kind
  let range: Range<Int>

  static func uses(in passage: Passage) -> [VagueWord] {
    vague.matches(in: passage.all).compactMap { match in
      guard let kind = kinds[vague.text(match)], decides(kind, match.range, passage), !isMeasured(match.range, passage) else { return nil }
      return VagueWord(word: vague.text(match), kind: kind, range: match.range)
    }
  }

  static func words(in letters: Letters) -> [String] { vague.matches(in: letters).map(vague.text) }

  // MARK: the words

  private static let deadlines = [
    "及时", "尽快", "尽早", "第一时间", "适时", "promptly", "as soon as possible", "asap", "soon", "in a timely manner", "in due course", "timely",
    "without undue delay", "quickly",
  ]
  private static let amounts = ["适当", "酌情", "一定的", "少许", "appropriate", "reasonable", "suitable", "a small", "some", "generous"]
  private static let degrees = [
    "合理", "轻微", "严重", "较轻", "较重", "较低", "较高", "较大", "较小", "复杂", "多次", "频繁", "超重", "重大", "特殊问题", "特殊情况", "态度强硬", "情绪激动", "大量", "minor",
    "serious", "severe", "major", "significant", "complex", "complicated", "repeatedly", "repeated", "several times", "frequent", "frequently", "low-value",
    "high-value", "low value", "high value", "special cases", "special case", "slightly", "badly",
  ]
  private static let vague = WordList(deadlines + amounts + degrees)
  private static let kinds = Dictionary(
    deadlines.map { ($0, Kind.deadline) } + amounts.map { ($0, .amount) } + degrees.map { ($0, .degree) }, uniquingKeysWith: { first, _ in first })

  // MARK: whether something hangs on it

  private static let duties = WordList([
    "应", "应当", "须", "需", "需要", "必须", "要", "请", "务必", "must", "should", "shall", "has to", "have to", "please", "need to", "needs to",
  ])
  private static let deeds = WordList([
    "通知", "回复", "联系", "处理", "修正", "反馈", "告知", "上报", "跟进", "退款", "补发", "补送", "更新", "归还", "解决", "回访", "响应", "修改", "登记", "报告", "安排", "发货", "回拨",
    "回电", "致电", "送达", "核实", "转交", "升级", "办理", "为用户", "为商家", "为顾客", "为客户", "将", "把",
  ])
  private static let given = WordList([
    "补偿", "赔偿", "赔付", "优惠", "减免", "退款", "金额", "费用", "折扣", "延长", "奖励", "处罚", "时间", "compensation", "compensate", "refund", "discount",
    "voucher", "amount", "credit", "time", "period", "reward", "goodwill", "fee",
  ])
  private static let conditions = WordList([
    "若", "如", "如果", "当", "对", "对于", "遇到", "遇", "因", "的", "if", "when", "for", "in case of", "unless", "where", "are", "is",
  ])
  private static let negations = WordList(["未", "不", "没有", "没", "not"])

  private static func decides(_ kind: Kind, _ range: Range<Int>, _ passage: Passage) -> Bool {
    let clause = passage.clause(around: range.lowerBound)
    let before = clause[..<range.lowerBound]
    let behind = clause[range.upperBound...]
    switch kind {
    case .deadline:
      // English deadlines stand at the end of what is to be done.
      if passage.letters[range].first?.isLatin == true {
        // `as soon as it has arrived` names an event.
        if behind.starts(with: " as ".unicodeScalars) { return false }
        return before.count > 3 || duties.isIn(clause)
      }
      return duties.isIn(before) || deeds.isIn(behind.prefix(8))
    case .amount:
      return given.isIn(behind.prefix(16))
    case .degree:
      // `未合理使用…判为责任`; in praise it decides nothing.
      if passage.letters[range].text == "合理" { return negations.match(endingAt: range.lowerBound, in: before) != nil }
      return isLabel(range, passage) || isCondition(clause, before, behind, passage)
    }
  }

  /// `严重污染：全额退款`
  private static func isLabel(_ range: Range<Int>, _ passage: Passage) -> Bool {
    guard let label = passage.label else { return false }
    return label.startIndex <= range.lowerBound && range.upperBound <= label.endIndex && passage.letters.count > label.endIndex + 1
  }

  private static let dispatches = WordList(["升级", "转", "纳入", "上报", "需", "须", "应", "可", "由", "修改", "escalate", "must", "goes to", "go to"])

  private static func isCondition(_ clause: Letters, _ before: Letters, _ behind: Letters, _ passage: Passage) -> Bool {
    if let opening = conditions.first(in: before.suffix(14)), opening.range.lowerBound >= before.startIndex { return true }
    // `复杂问题升级至主管`, `其他价值较低的商品，修改为…`
    let rest = passage.sentence(around: before.endIndex)
    return before.trimmed.count <= (behind.first == "的" ? 16 : 4) && dispatches.isIn(rest[behind.startIndex...])
  }

  /// A figure in the same clause, or in the parentheses right behind.
  private static func isMeasured(_ range: Range<Int>, _ passage: Passage) -> Bool {
    if !figures(in: passage.clause(around: range.lowerBound)).isEmpty { return true }
    // `promptly, within 2 hours`
    let behind = passage.sentence(around: range.lowerBound)[range.upperBound...].prefix(20)
    if behind.first == ",", figures(in: behind).contains(where: { $0.kind == .time }) { return true }
    let rest = passage.letters[range.upperBound...]
    guard let open = rest.prefix(10).firstIndex(of: "("), let close = rest[open...].prefix(60).firstIndex(of: ")") else { return false }
    return !figures(in: rest[open..<close]).isEmpty
  }
}
