/// **Finds** an action of the kind 资金 (money) that no table `## 资金` says the amount and the accounts of, and a recovery of such money.
///
/// **Matters** because what isn't declared isn't posted: no limit holds it, no budget counts it, and an overturned ruling can't find it.
///
/// ```
/// - 【退款】                    “退款”没有写明动多少钱、从哪个账户到哪个账户。
/// ```
///
/// **Close it** with a row in the table: `| 退款 | 平台 | 用户 | 退款金额 | 元 |`. **Level**: note; an error where the money is to be recovered.
enum MoneyWithoutTermsCheck: Check {
  static let id = "money-without-terms"
  static let group = CheckGroup.money
  static let level = Diagnostic.Level.note
  static let title = Diagnostic.Message("资金动作没有写明金额和账户", "Money without an amount and accounts")
  static let help = Diagnostic.Message("在“资金”表里给这个动作写一行。", "Give the action a row in the table “Money”.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var told: Set<Action.ID> = []
    return checked.steps.compactMap { step in
      guard case .act(let call) = step.kind, call.recovery == nil, let action = checked.plan.action(call.action), action.kind == .money else { return nil }
      guard action.money == nil, told.insert(action.id).inserted else { return nil }
      return checked.finding(
        Self.self, .note, at: step.sentence, "“\(action.name)”没有写明动多少钱、从哪个账户到哪个账户，不会记账。",
        "“\(action.name)” doesn't say how much moves between whom, so nothing is posted.",
        suggestion: checked.plan.language.words("| \(action.name) | 平台 | 用户 | … | 元 |", "| \(action.name) | platform | customer | … | CNY |"))
    }
  }
}
