/// **Finds** a wait with alternatives of which none is `超时`, and a time limit in a sentence with no word about what happens when it is over.
///
/// **Matters** because the time runs out in the case that needs the rule most.
///
/// ```
/// - 等待 30 分钟（自 上报时间 起）
///   - 条件：用户回电          “30 分钟”：时间过了怎么办，没有写。
/// ```
///
/// **Close it** with `条件：超时`. **Level**: warning.
enum TimerWithoutExpiryCheck: Check {
  static let id = "timer-without-expiry"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("时限过后没有下文", "A time limit with nothing behind it")
  static let help = Diagnostic.Message("加“条件：超时”，写明过后怎么办。", "Add `When: expired` and say what happens then.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      switch step.kind {
      case .wait(let terms) where !step.branches.isEmpty && !step.branches.contains(where: { takesExpiry($0.condition) }):
        return finding(step, terms.amount.text(in: checked.plan.language)[...], checked)
      case .manual, .group:
        guard let mention = TimeMention.limits(in: step.sentence.examined).first, !isTarget(step), !speaksOfExpiry(step, checked) else { return nil }
        return finding(step, mention.text, checked)
      default: return nil
      }
    }
  }

  private static func takesExpiry(_ condition: Condition) -> Bool {
    condition.alternatives.contains { alternative in
      if case .answer(let ids) = alternative { return ids.contains(WaitAnswer.expired) }
      return alternative == .otherwise
    }
  }

  /// What a team aims at (`目标30分钟内`) is measured; no case waits for it.
  private static func isTarget(_ step: Step) -> Bool {
    ["目标", "指标", "target", "goal"].contains { step.sentence.examined.lowercased().contains($0) }
  }

  private static func speaksOfExpiry(_ step: Step, _ checked: CheckedPlan) -> Bool {
    let words = ["超时", "逾期", "过期", "到期", "超过", "过后", "过了", "expire", "too late", "overdue", "otherwise", "否则"]
    let sentences = [step.sentence.examined] + step.branches.map(\.sentence.examined) + checked.children(of: step).map(\.sentence.examined)
    return sentences.contains { sentence in words.contains { sentence.lowercased().contains($0) } }
  }

  private static func finding(_ step: Step, _ amount: Substring, _ checked: CheckedPlan) -> Diagnostic {
    checked.finding(
      Self.self, .warning, at: step.sentence, "“\(amount)”：时间过了怎么办，没有写。", "“\(amount)”: nothing is said about what happens when the time is over.",
      story: checked.story(to: step, then: checked.plan.language.words("超时", "expired")), suggestion: checked.alternative("超时", "expired"))
  }
}
