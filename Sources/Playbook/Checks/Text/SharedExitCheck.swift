/// **Finds** one "no" for two different questions: `核实订单号，查询情况是否属实。是，…。否，…处理完结`. A wrong number and an untrue complaint leave by the same door.
///
/// **Matters** because the two need different words and different records: a customer who mistyped a number is sent away like one who made something up.
///
/// ```
/// - 核实订单号，查询是否属实。是，进入第二步。否，处理完结。     “核实订单号”和“查询是否属实”共用一个“否”。
/// ```
///
/// **Close it** with two decisions, each with its own alternatives. **Level**: warning.
enum SharedExitCheck: TextCheck {
  static let id = "shared-exit"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("两种原因走同一个出口", "One exit for two causes")
  static let help = Diagnostic.Message("拆成两个判断，各写各的分支。", "Make two decisions, each with its own alternatives.")

  private static let checks = WordList([
    "核实", "核对", "查询", "查明", "确认", "检查", "判断", "查看", "验证", "verify", "check", "confirm", "establish", "make sure", "find out", "look up",
  ])
  private static let questions = WordList(["是否", "有没有", "属实", "whether", "if"])
  private static let yes = ["是,", "是:", "yes,", "yes:", "if yes", "if so", "属实,", "是的,"].map { Array($0.unicodeScalars) }
  private static let no = ["否,", "否:", "否则", "no,", "no:", "if no", "if not", "otherwise"].map { Array($0.unicodeScalars) }

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [(spot: CheckedText.Spot, questions: [Letters])] = []
    for passage in text.passages where !passage.isWording {
      guard let yes = start(of: yes, in: passage, from: 0), let no = start(of: no, in: passage, from: yes) else { continue }
      let asked = Array(passage.letters[..<yes])[...]
      let all = checks.matches(in: asked)
      // Two checks of two things, one of them a question: `核实 X，查询 Y 是否 Z`.
      guard all.count >= 2, questions.isIn(asked) else { continue }
      let parts = passage.clauses.filter { $0.upperBound <= yes }.compactMap { clause in
        checks.first(in: passage.letters[clause]).map { passage.raw[$0.range.lowerBound..<clause.upperBound] }
      }
      guard parts.count >= 2 else { continue }
      spots.append((.init(passage: passage, range: no..<(no + 1)), parts))
    }
    guard let first = spots.first else { return [] }
    let also = text.also(spots.map(\.spot))
    let (left, right) = (first.questions[0].trimmed.short(), first.questions[1].trimmed.short())
    return [
      text.finding(
        Self.self, at: first.spot.passage, first.spot.range, "“\(left)”和“\(right)”共用一个“否”\(also.chinese)：两种原因的说法和去向不一样，应分开判断。",
        "“\(left)” and “\(right)” share one “no”\(also.english): the two causes need different words and ways.",
        suggestion: text.language.words(
          "- 判断 \(left)\n  - 条件：否\n    - 转人工\n- 判断 \(right)\n  - 条件：否\n    - 转人工",
          "- Check \(left)\n  - When: no\n    - Hand over to a person\n- Check \(right)\n  - When: no\n    - Hand over to a person"))
    ]
  }

  /// Where one of the words begins a sentence or clause.
  private static func start(of words: [[Unicode.Scalar]], in passage: Passage, from: Int) -> Int? {
    passage.clauses.first { clause in
      guard clause.lowerBound >= from else { return false }
      let start = passage.letters[clause].firstIndex { $0 != " " } ?? clause.lowerBound
      return words.contains { passage.all.has($0, at: start) }
    }?.lowerBound
  }
}
