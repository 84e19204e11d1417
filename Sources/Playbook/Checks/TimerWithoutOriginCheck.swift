/// **Finds** a wait without `自 … 起`, and a time limit in a sentence (`30min内…`, `within 2 hours`) that doesn't say from when it runs.
///
/// **Matters** because a wait without an origin counts from the moment the case comes to it, which is rarely what was meant: the report, the call or
/// the delivery was earlier, and two people count two different times.
///
/// ```
/// - 继续配送（美配30min内需点二次配送）   “30min内需点二次配送”：没有写明从什么时候起算。
/// ```
///
/// **Close it** with a fact of the type time: `等待 30 分钟（自 上报时间 起）`; or say on purpose that it counts from here: `（自 此刻 起）`. **Level**: warning.
enum TimerWithoutOriginCheck: Check {
  static let id = "timer-without-origin"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("时限没有起点", "Time that runs from nobody knows when")
  static let help = Diagnostic.Message("写明从哪个时间起算：“等待 30 分钟（自 上报时间 起）”。", "Say from which time it counts: `Wait 30 min from the report`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      switch step.kind {
      case .wait(let terms) where terms.origin == nil && !statesOrigin(step.sentence.examined):
        let amount = terms.amount.text(in: checked.plan.language)
        return finding(step, amount[...], checked, suggestion: checked.plan.language.words("- 等待 \(amount)（自 此刻 起）", "- Wait \(amount) from now"))
      case .manual, .group:
        guard let mention = TimeMention.limits(in: step.sentence.examined).first(where: { !$0.hasOrigin }) else { return nil }
        return finding(step, mention.text, checked, suggestion: nil)
      default: return nil
      }
    }
  }

  /// `自 此刻 起`, or a name that isn't declared, which is told of elsewhere.
  private static func statesOrigin(_ sentence: String) -> Bool {
    let words = sentence.lowercased().split(whereSeparator: { !($0.isASCII && $0.isLetter) })
    return ["自", "从", "此刻", "现在"].contains { sentence.contains($0) } || words.contains { $0 == "from" || $0 == "now" }
  }

  private static func finding(_ step: Step, _ amount: Substring, _ checked: CheckedPlan, suggestion: String?) -> Diagnostic {
    checked.finding(
      Self.self, .warning, at: step.sentence, "“\(amount)”：没有写明从什么时候起算。", "“\(amount)” doesn't say from when it counts.",
      story: checked.story(to: step), suggestion: suggestion)
  }
}
