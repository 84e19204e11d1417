/// **Finds** a decision that says it is about one thing while all its alternatives are about another: `判断支付状态`, and below `未发起退款`, `已发起退款`.
///
/// **Matters** because who goes by the question looks up the payment, and who goes by the answers the refund.
///
/// ```
/// - 判断支付状态
///   - 条件：未发起退款
///   - 条件：已发起退款          问的是支付，分支写的都是退款。
/// ```
///
/// **Close it** by naming in the decision what the alternatives are about. **Level**: warning.
enum DecisionNamesAnotherCheck: Check {
  static let id = "decision-names-another"
  static let group = CheckGroup.names
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("问的是一件事，分支写的是另一件", "A decision about one thing, alternatives about another")
  static let help = Diagnostic.Message("把判断改成分支所写的那件事。", "Name in the decision what the alternatives are about.")

  /// What an order goes through; each stage has states of its own.
  private static let stages = [
    ["支付", "付款"], ["退款"], ["发货", "出库"], ["签收", "取件"], ["配送", "送达"], ["接单"], ["审核"], ["评价"], ["开票", "发票"],
    ["payment", "paid"], ["refund"], ["shipping", "shipped"], ["delivery", "delivered"], ["invoice"], ["review"],
  ]

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      guard case .manual(.decision) = step.kind, step.branches.count > 1 else { return nil }
      let question = step.sentence.examined.lowercased()
      let labels = step.branches.map { checked.bare($0).lowercased() }
      guard let asked = stage(of: question, alone: true), let answered = stages.first(where: { names in labels.allSatisfy { speaks($0, of: names) } }) else {
        return nil
      }
      guard asked != answered, !speaks(question, of: answered), !labels.contains(where: { speaks($0, of: asked) }) else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "问的是“\(asked[0])”，分支写的却都是“\(answered[0])”。",
        "It asks about “\(asked[0])”, but all its alternatives are about “\(answered[0])”.", story: checked.story(to: step),
        suggestion: step.sentence.text.replacing(asked.first { question.contains($0) } ?? asked[0], with: answered[0]))
    }
  }

  private static func stage(of text: String, alone: Bool) -> [String]? {
    let found = stages.filter { speaks(text, of: $0) }
    return found.count == 1 ? found[0] : nil
  }

  private static func speaks(_ text: String, of names: [String]) -> Bool { names.contains { text.contains($0) } }
}
