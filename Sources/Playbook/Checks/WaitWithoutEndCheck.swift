/// **Finds** a sentence that waits for somebody without saying how long: `等待用户回复`, `wait for the merchant`.
///
/// **Matters** because nobody is told when the answer doesn't come, and the case stands still.
///
/// ```
/// - 等待商家确认              没有写最多等多久。
/// ```
///
/// **Close it** with a time and its origin: `等待 30 分钟（自 此刻 起）` with `条件：超时`. **Level**: warning.
enum WaitWithoutEndCheck: Check {
  static let id = "wait-without-end"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("没有期限的等待", "A wait that has no end")
  static let help = Diagnostic.Message("写明等多久、从什么时候起，并加“条件：超时”。", "Say how long and from when, and add `When: expired`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      guard case .manual = step.kind else { return nil }
      let text = step.sentence.text[...].withoutNumbering
      guard isWait(text), !text.contains(where: \.isNumber), !text.contains("半") else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "没有写最多等多久，等不到怎么办。", "It doesn't say how long to wait, nor what happens when nothing comes.",
        story: checked.story(to: step), suggestion: checked.plan.language.words("- 等待 30 分钟（自 此刻 起）", "- Wait 30 min from now"))
    }
  }

  private static func isWait(_ text: Substring) -> Bool {
    if ["等待", "等候", "静候"].contains(where: { text.hasPrefix($0) }) { return true }
    if text.hasPrefix("等"), ["回复", "答复", "确认", "处理", "回电", "结果"].contains(where: { text.hasSuffix($0) }) { return true }
    return text.behind(word: ["wait for", "wait until", "await"]) != nil
  }
}
