/// **Finds** an action of the kind 披露 (disclose) that declares no requirement, or that stands on a path on which its requirement isn't established.
/// What was established is forgotten behind a call or question that can change it.
///
/// **Matters** because personal data that was given away can't be taken back. The desk refuses such an action anyway; the check says so before a case
/// stands there.
///
/// ```
/// - 判断 `用户同意`
///   - 条件：同意
///     - 告知
///   - 条件：不同意 或 未知
/// - 【提供号码】              有一条路可以走到“提供号码”，而“用户同意”没有确认…
/// ```
///
/// **Close it** by acting only in the alternative of consent, and by naming the consent in the column `前提`. **Level**: error.
enum DisclosureWithoutConsentCheck: Check {
  static let id = "disclosure-without-consent"
  static let group = CheckGroup.people
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("没有同意就给出个人信息", "Personal data given away without consent")
  static let help = Diagnostic.Message(
    "先判断是否同意，只在同意的分支里执行；动作的“前提”写明是谁的同意。", "Decide the consent first and act only in its alternative; name the consent in the action's requirement.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    unguardedConsequences(checked)
      + checked.plan.procedures.flatMap { procedure -> [Diagnostic] in
        guard procedure.steps.contains(where: { disclosure($0, checked) != nil }) else { return [] }
        let known = EstablishedFacts(procedure: procedure, checked: checked)
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
