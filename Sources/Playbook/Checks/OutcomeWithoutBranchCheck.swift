/// A step whose outcomes are branched on, and one of them is left out.
///
/// An action without alternatives needs none: its failure becomes an incident, and the procedure goes on otherwise. One whose failures alone are looked
/// after goes on when it went well, if there is only one way for it to go well.
enum OutcomeWithoutBranchCheck: Check {
  static let id = "outcome-without-branch"

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
    case .followUp(let id): return checked.plan.vocabulary.followUp(id)?.outcomes.map { ($0.id, $0.name) }
    case .contact: return ContactOutcome.allCases.map { ($0.rawValue, $0.name(in: language)) }
    default: return nil
    }
  }

  private static func answersTaken(by condition: Condition) -> [String] {
    condition.alternatives.flatMap { alternative -> [String] in if case .answer(let ids) = alternative { ids } else { [] } }
  }
}
