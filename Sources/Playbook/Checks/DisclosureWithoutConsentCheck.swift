/// Personal data that is given away on a path where nobody has agreed to it.
///
/// An action of the kind `disclose` has to require something (its consent fact), and on every path to it that must have been established by an alternative.
/// What was established is forgotten when the fact may have changed: behind a call or question that can bring it anew.
enum DisclosureWithoutConsentCheck: Check {
  static let id = "disclosure-without-consent"

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    unguardedConsequences(checked)
      + checked.plan.procedures.flatMap { procedure -> [Diagnostic] in
        guard procedure.steps.contains(where: { disclosure($0, checked) != nil }) else { return [] }
        let known = EstablishedFacts(procedure: procedure, plan: checked.plan)
        return procedure.steps.compactMap { step in
          guard let action = disclosure(step, checked) else { return nil }
          guard let required = action.guardCondition else { return undeclared(step, action, checked) }
          if known.establishes(required, at: step.id) { return nil }
          let facts = required.facts.compactMap { checked.plan.fact($0)?.name }.joined(separator: "、")
          return finding(
            step, checked, "有一条路可以走到“\(action.name)”，而“\(facts)”没有确认：先判断它，只在同意的分支里执行。",
            "There is a path to “\(action.name)” on which “\(facts)” isn't established: decide it first, and act only in the alternative of consent.")
        }
      }
  }

  private static func disclosure(_ step: Step, _ checked: CheckedPlan) -> Action? {
    guard case .act(let call) = step.kind, let action = checked.plan.action(call.action), action.kind == .disclose else { return nil }
    return action
  }

  /// A broken promise acts when nobody can say any more what was established; its action's own requirement is all that stands before it.
  private static func unguardedConsequences(_ checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      guard case .promise(let terms) = step.kind, let action = terms.otherwise.flatMap({ checked.plan.action($0.action) }) else { return nil }
      guard action.kind == .disclose, action.guardCondition == nil else { return nil }
      return undeclared(step, action, checked)
    }
  }

  private static func undeclared(_ step: Step, _ action: Action, _ checked: CheckedPlan) -> Diagnostic {
    finding(
      step, checked, "“\(action.name)”会把个人信息交给别人，却没有声明前提（谁同意）。",
      "“\(action.name)” gives personal data away but declares no requirement (whose consent).")
  }

  private static func finding(_ step: Step, _ checked: CheckedPlan, _ chinese: String, _ english: String) -> Diagnostic {
    checked.finding(Self.self, .error, at: step.sentence, chinese, english, story: checked.story(to: step))
  }
}
