/// **Finds** a figure that stands only behind `如`, `例如`, `e.g.` and has to serve as the rule: `告知处理时效（如30分钟内响应）`, `compensation (e.g. 3 times the price)`.
///
/// **Matters** because an example binds nobody: one takes it for the limit, another for one case of many, and the customer hears both.
///
/// ```
/// - 告知用户处理时效（如30分钟内响应）     “30分钟”只是举例，却没有别处写明规定是多少。
/// ```
///
/// **Close it** by writing the figure as the rule, or by naming who decides it: `处理时效：30 分钟内响应`. **Level**: warning.
enum ExampleAsRuleCheck: TextCheck {
  static let id = "example-as-rule"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("举例的数字当成了规定", "An example's figure used as the rule")
  static let help = Diagnostic.Message("把数字写成规定，或写明由谁决定。", "Write the figure as the rule, or say who decides it.")

  private static let markers = WordList(["例如", "比如", "譬如", "诸如", "e.g.", "e.g", "for example", "for instance", "such as"])
  private static let limits = WordList([
    "内", "以内", "之内", "超", "超过", "以上", "以下", "不低于", "不少于", "至少", "至多", "最多", "不得", "within", "at least", "at most", "no more than",
    "up to", "more than", "over", "under", "exceeds", "above", "below",
  ])
  private static let topics = WordList([
    "时效", "时间", "时限", "期限", "赔偿", "补偿", "赔付", "金额", "费用", "上限", "下限", "限额", "标准", "额度", "deadline", "time", "hours", "limit", "fee",
    "compensation", "amount", "refund", "threshold", "period",
  ])
  /// Words of reports: what was measured once is no rule.
  private static let measured = WordList([
    "占比", "增加", "减少", "平均", "下降", "上升", "同比", "环比", "average", "increase", "increased", "decrease", "share of", "rose", "fell",
  ])
  /// `如` that means "if".
  private static let conditional = WordList(["则", "就", "未", "没", "无法", "then"])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [[Unicode.Scalar]: [CheckedText.Spot]] = [:]
    var order: [[Unicode.Scalar]] = []
    for passage in text.passages where !passage.isWording {
      for example in examples(in: passage) {
        guard let figure = ruling(example, passage) else { continue }
        let key = passage.letters[figure.range].spoken
        if spots[key] == nil { order.append(key) }
        spots[key, default: []].append(.init(passage: passage, range: figure.range))
      }
    }
    return order.compactMap { key in
      guard let all = spots[key], let first = all.first else { return nil }
      let also = text.also(all)
      let figure = Letters(first.passage.raw[first.range]).text
      return text.finding(
        Self.self, at: first.passage, first.range, "“\(figure)”只是举例\(also.chinese)，没有写明规定是多少：照它办，还是另有规定？",
        "“\(figure)” is only an example\(also.english), and what the rule is isn't said: is it the limit, or one case of many?")
    }
  }

  /// What stands behind the marker, to the end of its parentheses or sentence.
  private static func examples(in passage: Passage) -> [Range<Int>] {
    let longest = 160
    var found: [Range<Int>] = []
    let letters = passage.all
    for index in letters.indices where letters[index] == "如" && letters.at(index - 1) == "(" {
      if let end = letters[index...].prefix(longest).firstIndex(of: ")") { found.append((index + 1)..<end) }
    }
    for match in markers.matches(in: letters) {
      let isInside = letters.at(match.range.lowerBound - 1) == "("
      let rest = letters[match.range.upperBound...].prefix(longest)
      let end = rest.firstIndex { isInside ? $0 == ")" : $0.isFullStop || $0 == ")" } ?? rest.endIndex
      if !found.contains(where: { $0.contains(match.range.lowerBound) }) { found.append(match.range.upperBound..<end) }
    }
    return found
  }

  /// The first figure of the example that something is decided by.
  private static func ruling(_ example: Range<Int>, _ passage: Passage) -> Figure? {
    let letters = passage.all[example]
    guard letters.contains(where: \.isDigit), !conditional.isIn(letters) else { return nil }
    let quoted = passage.quotations
    let before = passage.letters[max(0, example.lowerBound - 14)..<example.lowerBound]
    return figures(in: letters).first { figure in
      if quoted.contains(where: { $0.contains(figure.range.lowerBound) }) { return false }
      let clause = passage.clause(around: figure.range.lowerBound)
      let isLimit = limits.isIn(clause[max(clause.startIndex, example.lowerBound)...])
      if measured.isIn(clause), !isLimit { return false }
      return isLimit || figure.kind == .hours || figure.kind == .multiple || topics.isIn(before) || topics.isIn(clause)
    }
  }
}
