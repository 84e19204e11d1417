/// **Finds** a promise without an owner, without a time, or without a word about what happens when it isn't kept; and a sentence of a raw outline that
/// promises something without a time.
///
/// **Matters** because a promise that nobody has and no clock watches is kept by chance.
///
/// ```
/// - 承诺：在 5 分钟内 上传照片     这个承诺没有写由谁兑现。
/// - 承诺尽快补发                    没有写由谁、在多久之内兑现。
/// ```
///
/// **Close it** with `承诺：骑手 在 5 分钟内 上传照片；超时 则 【升级主管】`. **Level**: warning.
enum PromiseIncompleteCheck: Check {
  static let id = "promise-incomplete"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("承诺缺少由谁兑现、期限或违约后果", "A promise without owner, clock or consequence")
  static let help = Diagnostic.Message("写成“承诺：谁 在 多久内 做什么；超时 则 【动作】”。", "Write “Promise: WHO within TIME WHAT; else [action]”.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      switch step.kind {
      case .promise(let terms): declared(terms, step, checked)
      case .manual: raw(step, checked)
      default: nil
      }
    }
  }

  private static func declared(_ terms: PromiseTerms, _ step: Step, _ checked: CheckedPlan) -> Diagnostic? {
    if terms.owner == nil {
      return finding(step, "这个承诺没有写由谁兑现。", "The promise doesn't say who keeps it.", checked)
    }
    guard terms.otherwise == nil, terms.takenOverBy == nil else { return nil }
    return finding(step, "这个承诺到时没有兑现会怎样，没有写。", "The promise doesn't say what happens when it isn't kept.", checked)
  }

  private static func raw(_ step: Step, _ checked: CheckedPlan) -> Diagnostic? {
    let text = step.sentence.examined.lowercased()
    let promises = ["承诺", "向用户保证", "保证在", "promise to", "promise that", "promise the"]
    guard promises.contains(where: { text.contains($0) }), !text.contains("承诺时间"), !text.contains("承诺函"), !text.contains("按照承诺") else { return nil }
    guard TimeMention.limits(in: step.sentence.examined).isEmpty else { return nil }
    return finding(step, "承诺了，却没有写由谁、在多久之内兑现。", "Something is promised, but not by whom nor until when.", checked)
  }

  private static func finding(_ step: Step, _ chinese: String, _ english: String, _ checked: CheckedPlan) -> Diagnostic {
    checked.finding(
      Self.self, .warning, at: step.sentence, chinese, english, story: checked.story(to: step),
      suggestion: checked.plan.language.words("- 承诺：… 在 … 内 …；超时 则 【…】", "- Promise: … within … …; else [ … ]"))
  }
}
