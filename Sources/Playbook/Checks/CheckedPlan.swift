/// A plan with what the checks ask of it again and again: who stands above whom, and how one gets there.
struct CheckedPlan {
  let plan: Plan
  let names: Names
  /// Of all procedures, in document order.
  let steps: [Step]
  /// What each step may change.
  let changes: ChangedFacts
  private let branches: [Branch.ID: Branch]
  private let childrenByParent: [Step.ID: [Step]]

  init(plan: Plan, names: Names) {
    self.plan = plan
    self.names = names
    changes = ChangedFacts(plan)
    steps = plan.procedures.flatMap(\.steps)
    branches = Dictionary(steps.flatMap(\.branches).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [Step.ID: [Step]] = [:]
    for step in steps { if let parent = step.parent { children[parent, default: []].append(step) } }
    childrenByParent = children
  }

  /// The steps that hang right below a step, those of its alternatives too.
  func children(of step: Step) -> [Step] { childrenByParent[step.id] ?? [] }

  /// The decisions that lead to a step, from the top: `餐品位置 → 在收餐位置`.
  func story(to step: Step, then last: String? = nil) -> [String] {
    var lines: [String] = []
    var current: Step? = step
    while let here = current {
      if let under = here.under.flatMap({ branches[$0] }), let parent = here.parent.flatMap(plan.step) {
        lines.append("\(short(parent.sentence.text)) → \(bare(under))")
      }
      current = here.parent.flatMap(plan.step)
    }
    lines.reverse()
    if let last { lines.append("\(short(step.sentence.text)) → \(last)") }
    return lines
  }

  /// What stands behind `条件：`.
  func bare(_ branch: Branch) -> String {
    let text = branch.sentence.text[...].withoutNumbering
    return String(text.behind(Keywords.when) ?? text)
  }

  func short(_ text: String) -> String {
    let limit = 30
    return text.count > limit ? text.prefix(limit) + "…" : text
  }

  func finding(
    _ check: any Check.Type, _ level: Diagnostic.Level, at sentence: Sentence, _ chinese: String, _ english: String, story: [String] = [],
    suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      check: check.id, level: level, file: sentence.file, place: sentence.place, language: plan.language, message: .init(chinese, english), story: story,
      suggestion: suggestion)
  }

  /// An alternative to insert below a step, in the document's language: the bullet and a person to take over.
  func alternative(_ chinese: String, _ english: String) -> String {
    plan.language.words("- 条件：\(chinese)\n  - 转人工", "- When: \(english)\n  - Hand over to a person")
  }
}
