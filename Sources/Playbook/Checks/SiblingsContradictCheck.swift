/// **Finds** two sentences of one row, or an alternative's steps, of which one says to do what the other says not to: `不发短信` beside `发短信`.
///
/// **Matters** because both can't be followed, and which one is depends on who reads them.
///
/// ```
/// - 不提供号码
/// - 提供号码                  和第 1 行的“不提供号码”相反。
/// ```
///
/// **Close it** by deleting one, or by saying under which condition each holds. **Level**: warning.
enum SiblingsContradictCheck: Check {
  static let id = "siblings-contradict"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("并列的两句互相矛盾", "Two sentences side by side that contradict each other")
  static let help = Diagnostic.Message("去掉一句，或各写一个条件。", "Delete one, or give each a condition.")

  private static let negations = ["不得", "不要", "不能", "不可", "不允许", "禁止", "无需", "不用", "不必", "不", "do not ", "don't ", "never ", "must not "]

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    struct Row: Hashable {
      let parent: Step.ID?
      let under: Branch.ID?
    }
    var rows: [Row: [(Step, String)]] = [:]
    var order: [Row] = []
    for step in checked.steps {
      guard case .manual = step.kind else { continue }
      let row = Row(parent: step.parent, under: step.under)
      if rows[row] == nil { order.append(row) }
      rows[row, default: []].append((step, normalized(step.sentence.text[...].withoutNumbering.withoutFullStop)))
    }
    return order.flatMap { row -> [Diagnostic] in
      let sentences = rows[row] ?? []
      let byText = Dictionary(sentences.map { ($0.1, $0.0) }, uniquingKeysWith: { first, _ in first })
      return sentences.compactMap { step, text in
        guard let positive = positive(of: text), let other = byText[positive], other.id != step.id else { return nil }
        let (first, second) = other.sentence.place.line < step.sentence.place.line ? (other, step) : (step, other)
        return checked.finding(
          Self.self, .warning, at: second.sentence,
          "和第 \(first.sentence.place.line) 行的“\(checked.short(first.sentence.text))”相反，两句不能都照办。",
          "The opposite of line \(first.sentence.place.line), “\(checked.short(first.sentence.text))”: both can't be followed.",
          story: checked.story(to: second))
      }
    }
  }

  /// What a negation denies; nil when the sentence denies nothing.
  private static func positive(of text: String) -> String? {
    for negation in negations {
      let negation = normalized(negation)
      guard text.hasPrefix(negation), text.count > negation.count + 1 else { continue }
      return String(text.dropFirst(negation.count))
    }
    return nil
  }
}
