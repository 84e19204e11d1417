/// **Finds** an action of the kind 资金 (money) that declares no requirement, or that stands on a path on which its requirement isn't established: no
/// ruling on who is liable, no approval.
///
/// **Matters** because money that was paid without a ruling has to be asked back from somebody. The desk refuses such an action; the check says so
/// before a case stands there.
///
/// ```
/// - 【退款】                    “退款”要花钱，却没有声明前提（谁的责任、谁批准）。
/// ```
///
/// **Close it** by naming the ruling, and above a limit the approval, in the column `前提`, and by acting only in the alternative that establishes
/// them. **Level**: error; a warning where nothing is required at all.
enum MoneyWithoutGuardCheck: Check {
  static let id = "money-without-guard"
  static let group = CheckGroup.money
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("没有判责或批准就动了钱", "Money without liability or approval")
  static let help = Diagnostic.Message(
    "在动作的“前提”写明责任和批准，并只在确认了的分支里执行。", "Name liability and approval in the action's requirement, and act only where they are established.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    unguardedConsequences(checked)
      + checked.plan.procedures.flatMap { procedure -> [Diagnostic] in
        guard procedure.steps.contains(where: { money($0, checked) != nil }) else { return [] }
        let known = EstablishedFacts(procedure: procedure, checked: checked)
        return procedure.steps.compactMap { step in
          guard let action = money(step, checked) else { return nil }
          guard let required = action.guardCondition else {
            return checked.finding(
              Self.self, .warning, at: step.sentence, "“\(action.name)”要花钱，却没有声明前提（谁的责任、谁批准）。",
              "“\(action.name)” moves money but declares no requirement (whose liability, whose approval).", story: checked.story(to: step))
          }
          if known.establishes(required, at: step.id) { return nil }
          let facts = required.facts.reduce(into: [String]()) { list, id in
            if let name = checked.plan.fact(id)?.name, !list.contains(name) { list.append(name) }
          }
          return checked.finding(
            Self.self, .error, at: step.sentence, "有一条路可以走到“\(action.name)”，而“\(facts.joined(separator: "、"))”没有确认。",
            "There is a path to “\(action.name)” on which “\(facts.joined(separator: ", "))” isn't established.", story: checked.story(to: step))
        }
      }
  }

  /// A broken promise acts by itself, when nobody can say any more what was established: its action's own requirement is all that stands before it.
  private static func unguardedConsequences(_ checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      guard case .promise(let terms) = step.kind, let action = terms.otherwise.flatMap({ checked.plan.action($0.action) }) else { return nil }
      guard action.kind == .money, action.guardCondition == nil else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "“\(action.name)”要花钱，却没有声明前提（谁的责任、谁批准）。",
        "“\(action.name)” moves money but declares no requirement (whose liability, whose approval).", story: checked.story(to: step))
    }
  }

  private static func money(_ step: Step, _ checked: CheckedPlan) -> Action? {
    guard case .act(let call) = step.kind, let action = checked.plan.action(call.action), action.kind == .money else { return nil }
    return action
  }
}
