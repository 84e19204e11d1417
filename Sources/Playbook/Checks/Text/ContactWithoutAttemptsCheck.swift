/// **Finds** contacts in sentences that are branched on as "reached" and "not reached" without saying how often to try and how far apart, and what
/// counts as not reached. Told once for a file, with all its lines.
///
/// **Matters** because one agent rings once and another five times, and a refusal, an engaged line and a wrong number each end differently.
///
/// ```
/// - 联系用户
///   - 条件：联系到
///   - 条件：联系不到            没有写打几次、隔多久，占线、拒接、错号算不算联系不到。
/// ```
///
/// **Close it** with the contact primitive: `联系 用户（电话；2 次，间隔 3 分钟）`. **Level**: warning.
enum ContactWithoutAttemptsCheck: Check {
  static let id = "contact-without-attempts"
  static let group = CheckGroup.people
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("“联系不到”没有定义", "“Not reached” that isn't defined")
  static let help = Diagnostic.Message(
    "写明次数和间隔：“联系 用户（电话；2 次，间隔 3 分钟）”。", "Say how often and how far apart: `Contact customer (phone; 2 attempts, 3 min apart)`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    let undefined = checked.steps.filter { step in
      guard case .manual = step.kind, step.branches.contains(where: { isNotReached(checked.bare($0)) }) else { return false }
      let text = step.sentence.examined.lowercased()
      return !["次", "遍", "attempt", "times", "twice"].contains { text.contains($0) }
    }
    let byFile = Dictionary(grouping: undefined) { $0.sentence.file }
    return byFile.keys.sorted().compactMap { file in
      guard let steps = byFile[file], let first = steps.first else { return nil }
      let lines = steps.dropFirst().map { String($0.sentence.place.line) }
      return checked.finding(
        Self.self, .warning, at: first.sentence,
        "没有写打几次、隔多久，占线、拒接、关机、错号算不算联系不到" + (lines.isEmpty ? "。" : "（第 \(lines.joined(separator: "、")) 行也是）。"),
        "It doesn't say how often to try and how far apart, nor whether busy, refused, off and wrong number count as not reached"
          + (lines.isEmpty ? "." : " (lines \(lines.joined(separator: ", ")) as well)."),
        story: checked.story(to: first),
        suggestion: checked.plan.language.words("- 联系 用户（电话；2 次，间隔 3 分钟）", "- Contact customer (phone; 2 attempts, 3 min apart)"))
    }
  }
}
