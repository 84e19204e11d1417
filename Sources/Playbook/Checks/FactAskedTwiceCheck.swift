/// **Finds** a decision or a question on a fact that every path to it has settled already, with nothing in between that could change it; in a raw
/// outline, the same question again below one of its own answers.
///
/// **Matters** because a person is asked what they just said, and one of the two decisions has alternatives that are never taken.
///
/// ```
/// - 判断 `责任方`
///   - 条件：骑手责
///     - 判断 `责任方`         走到这里“责任方”已经确定是骑手责，不必再问。
/// ```
///
/// **Close it** by deleting the second one, or by saying what may have changed. **Level**: warning.
enum FactAskedTwiceCheck: Check {
  static let id = "fact-asked-twice"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("同一件事问了两遍", "One thing asked twice")
  static let help = Diagnostic.Message("去掉第二次判断，或写明中间什么会变。", "Delete the second decision, or say what may have changed in between.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.procedures.flatMap { declared($0, checked) } + checked.steps.compactMap { raw($0, checked) }
  }

  private static func declared(_ procedure: Procedure, _ checked: CheckedPlan) -> [Diagnostic] {
    guard procedure.steps.contains(where: { if case .decide = $0.kind { true } else { false } }) else { return [] }
    let known = EstablishedFacts(procedure: procedure, checked: checked)
    return procedure.steps.compactMap { step in
      guard case .decide(let id) = step.kind, let fact = checked.plan.fact(id), let value = known.soleValue(of: id, at: step.id, checked: checked) else {
        return nil
      }
      // What goes stale may be another by now.
      guard fact.freshFor == nil else { return nil }
      let words = fact.words(for: value, in: checked.plan.language)
      return checked.finding(
        Self.self, .warning, at: step.sentence, "走到这里“\(fact.name)”已经确定是“\(words)”，不必再问。", "“\(fact.name)” is settled here: it is “\(words)”.",
        story: checked.story(to: step))
    }
  }

  private static func raw(_ step: Step, _ checked: CheckedPlan) -> Diagnostic? {
    guard case .manual(.decision) = step.kind, !step.branches.isEmpty else { return nil }
    let sentence = normalized(step.sentence.text[...].withoutNumbering)
    var above = step.parent.flatMap(checked.plan.step)
    while let earlier = above {
      if case .manual(.decision) = earlier.kind, normalized(earlier.sentence.text[...].withoutNumbering) == sentence {
        return checked.finding(
          Self.self, .warning, at: step.sentence, "第 \(earlier.sentence.place.line) 行已经问过同样的话，答案就在上面。",
          "Line \(earlier.sentence.place.line) asked the same: the answer stands above.", story: checked.story(to: step))
      }
      above = earlier.parent.flatMap(checked.plan.step)
    }
    return nil
  }
}
