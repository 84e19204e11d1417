/// **Finds** an action, contact or follow-up whose outcomes are branched on while one of them is left out. The only good outcome of an action may be
/// left out: the procedure goes on. An action without any alternatives is fine, too: when it fails, the case becomes an incident.
///
/// **Matters** because somebody thought of some ends and not of the others.
///
/// ```
/// - 联系 骑手
///   - 条件：接通
///   - 条件：拒接              “联系 骑手”少了结果的分支：占线、关机、无人接听、…
/// ```
///
/// **Close it** with an alternative for the outcome, `条件：其他`, or `条件：联系不到` for every way of not reaching somebody. **Level**: warning.
enum OutcomeWithoutBranchCheck: Check {
  static let id = "outcome-without-branch"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("结果少了分支", "An outcome that no alternative takes")
  static let help = Diagnostic.Message("给缺的结果加“条件：…”，或加“条件：其他”。", "Add a `When:` for the missing outcome, or `When: Otherwise`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step -> Diagnostic? in
      guard !step.branches.isEmpty, let outcomes = outcomes(of: answering(step, checked), checked) else { return nil }
      if step.branches.contains(where: { $0.condition.takesOtherwise }) { return nil }
      let taken = Set(step.branches.flatMap { answersTaken(by: $0.condition) })
      var missing = outcomes.filter { !taken.contains($0.id) }
      if case .act(let call) = answering(step, checked).kind, let action = checked.plan.action(call.action),
        action.outcomes.filter({ !$0.isFailure }).count == 1
      {
        missing.removeAll { $0.id == action.success.id }
      }
      guard !missing.isEmpty else { return nil }
      // A contact that takes no way of not being reached is the contact check's finding.
      if case .contact = answering(step, checked).kind, taken.isDisjoint(with: ContactOutcome.notReached.map(\.rawValue)) { return nil }
      let names = missing.map(\.name)
      return checked.finding(
        Self.self, .warning, at: step.sentence, "“\(checked.short(step.sentence.text))”少了结果的分支：\(names.joined(separator: "、"))。",
        "“\(checked.short(step.sentence.text))” has no alternative for the outcome: \(names.joined(separator: ", ")).",
        story: checked.story(to: step, then: names[0]), suggestion: checked.alternative(names.joined(separator: " 或 "), names.joined(separator: " or ")))
    }
  }

  /// The step whose answer is branched on: its own, or that of the step it was split from.
  private static func answering(_ step: Step, _ checked: CheckedPlan) -> Step {
    if case .choose(let origin) = step.kind { checked.plan.step(origin) ?? step } else { step }
  }

  private static func outcomes(of step: Step, _ checked: CheckedPlan) -> [(id: String, name: String)]? {
    let language = checked.plan.language
    switch step.kind {
    case .act(let call): return checked.plan.action(call.action)?.outcomes.map { ($0.id, $0.labels.first ?? $0.id) }
    case .followUp(let id): return checked.plan.followUp(id)?.outcomes.map { ($0.id, $0.name) }
    case .contact(let terms):
      let ends = ContactOutcome.allCases.map { ($0.rawValue, $0.name(in: language)) }
      return terms.notice == nil ? ends : ends + [(ContactAnswer.cancelled, language.words("已取消", "cancelled"))]
    default: return nil
    }
  }

  private static func answersTaken(by condition: Condition) -> [String] {
    condition.alternatives.flatMap { alternative -> [String] in if case .answer(let ids) = alternative { ids } else { [] } }
  }
}
