/// Time that runs from nobody knows when: a wait without "from", or a limit in a sentence without the event that starts it.
///
/// A wait without an origin counts from the case's arrival at the step, which is rarely what was meant: the report, the call or the delivery came earlier.
enum TimerWithoutOriginCheck: Check {
  static let id = "timer-without-origin"

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      switch step.kind {
      case .wait(let terms) where terms.origin == nil && !statesOrigin(step.sentence.text):
        let amount = terms.amount.text(in: checked.plan.language)
        return finding(step, amount[...], checked, suggestion: checked.plan.language.words("- 等待 \(amount)（自 此刻 起）", "- Wait \(amount) from now"))
      case .manual, .group:
        guard let mention = TimeMention.limits(in: step.sentence.text).first(where: { !$0.hasOrigin }) else { return nil }
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
