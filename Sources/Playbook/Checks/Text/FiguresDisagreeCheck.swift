/// **Finds** one measure with two figures: a target of 30 minutes beside an average of 45, service hours given twice and differently, a sentence that comes again with
/// another number.
///
/// **Matters** because both are in force. The customer is told one, the report counts the other.
///
/// ```
/// - 平均解决时效45分钟
/// - 平均处理时长（目标30分钟内）     和第 1 行的“平均解决时效45分钟”说的是同一件事，数字不同。
/// ```
///
/// **Close it** by keeping one, or by naming what each of the two measures. **Level**: warning.
enum FiguresDisagreeCheck: TextCheck {
  static let id = "figures-disagree"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("同一件事两个数字", "One measure with two figures")
  static let help = Diagnostic.Message("只留一个，或写明两个数字各量什么。", "Keep one, or say what each of them measures.")

  private static let measures: [(key: String, words: [String])] = [
    (
      "average handling",
      ["平均处理时长", "平均处理时间", "平均解决时效", "平均解决时长", "平均解决时间", "平均处理时效", "average handling time", "average resolution time", "average handle time"]
    ),
    ("handling", ["处理时限", "处理时效", "处理时长", "解决时效", "解决时长", "处理期限", "handling time", "resolution time", "time to resolution"]),
    ("response", ["响应时间", "响应时效", "响应时限", "回复时限", "回复时效", "首次响应", "response time", "first response"]),
    ("hours", ["服务时间", "工作时间", "营业时间", "客服时间", "service hours", "working hours", "opening hours", "business hours", "office hours"]),
    ("holidays", ["节假日", "法定节假日", "on holidays", "public holidays"]), ("weekends", ["周末", "on weekends"]),
    ("retention", ["保存期限", "保存期", "保留期限", "存档期限", "retention period", "kept for", "retained for"]),
    ("answer rate", ["接听率", "接通率", "接起率", "answer rate"]), ("solution rate", ["解决率", "resolution rate"]), ("satisfaction", ["满意率", "satisfaction rate"]),
    ("refund time", ["退款时效", "退款时限", "到账时间", "到账时效", "refund time"]), ("return window", ["退货期限", "退货时限", "退换期限", "return window", "return period"]),
    ("delivery fee", ["配送费", "运费", "delivery fee", "shipping fee"]),
  ]
  private static let words = WordList(measures.flatMap(\.words))
  private static let keys = measures.flatMap { measure in measure.words.map { _ in measure.key } }
  /// Kinds of figures that answer one another.
  private struct Key: Hashable {
    let measure: String
    let kind: Figure.Kind
  }

  private struct Stated {
    let passage: Passage
    let figure: Figure
    let said: Range<Int>
  }

  static func findings(in text: CheckedText) -> [Diagnostic] { named(text) + repeated(text) }

  private static func named(_ text: CheckedText) -> [Diagnostic] {
    var stated: [Key: Stated] = [:]
    var told: Set<Key> = []
    var found: [Diagnostic] = []
    for passage in text.passages {
      for match in words.matches(in: passage.all) {
        let reach = 12
        let behind = passage.letters[match.range.upperBound..<min(passage.letters.count, match.range.upperBound + reach + 12)]
        guard let figure = figures(in: behind).first, figure.range.lowerBound - match.range.upperBound <= reach else { continue }
        let between = passage.letters[match.range.upperBound..<figure.range.lowerBound]
        guard !between.contains(where: { $0.isFullStop || $0 == "," || $0 == "、" }) else { continue }
        let key = Key(measure: keys[match.word], kind: figure.kind)
        let clause = passage.clause(around: figure.range.lowerBound)
        let here = Stated(
          passage: passage, figure: figure, said: match.range.lowerBound..<max(figure.range.upperBound, min(clause.endIndex, figure.range.upperBound + 4)))
        guard let first = stated[key] else {
          stated[key] = here
          continue
        }
        guard first.figure.amount != figure.amount, first.passage.line != passage.line, told.insert(key).inserted else { continue }
        found.append(disagree(here, first, text))
      }
    }
    return found
  }

  /// The same words with another number.
  private static func repeated(_ text: CheckedText) -> [Diagnostic] {
    var firsts: [[Unicode.Scalar]: Stated] = [:]
    var told: Set<[Unicode.Scalar]> = []
    var found: [Diagnostic] = []
    for passage in text.passages where !passage.isWording {
      for clause in passage.clauses {
        let all = figures(in: passage.letters[clause])
        guard all.count == 1, let figure = all.first, figure.kind != .times else { continue }
        var masked = Array(passage.letters[clause].prefix(upTo: figure.range.lowerBound)).map { $0 }
        masked.append("#")
        masked += passage.letters[figure.range.upperBound..<clause.upperBound]
        let key = Letters(masked).filter { $0 == "#" || $0.isLatin || $0.isDigit || isHan($0) }
        // Short clauses come again about other things: `满 30 元`.
        guard key.count >= 7 else { continue }
        let here = Stated(passage: passage, figure: figure, said: clause)
        guard let first = firsts[key] else {
          firsts[key] = here
          continue
        }
        guard first.figure.kind == figure.kind, first.figure.amount != figure.amount,
          first.passage.parent != passage.parent || first.passage.line == passage.line,
          told.insert(key).inserted
        else { continue }
        found.append(disagree(here, first, text))
      }
    }
    return found
  }

  private static func disagree(_ here: Stated, _ first: Stated, _ text: CheckedText) -> Diagnostic {
    let said = Letters(here.passage.raw[here.said]).trimmed.short(30)
    let before = Letters(first.passage.raw[first.said]).trimmed.short(30)
    return text.finding(
      Self.self, at: here.passage, here.said, "“\(said)”和第 \(first.passage.line) 行的“\(before)”说的是同一件事，数字不同：哪一个算数，还是量的不是一回事？",
      "“\(said)” and “\(before)” on line \(first.passage.line) speak of one thing with two figures: which one counts, or do they measure different things?")
  }
}
