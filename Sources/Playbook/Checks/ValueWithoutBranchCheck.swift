/// **Finds** a decision with a value that no alternative takes.
///
/// - On a declared fact: every value of a choice or flag needs an alternative, or `其他`; numbers and amounts need alternatives that leave nothing
///   between them; `未知` is needed unless an agent is among the sources, who always answers something.
/// - In a sentence that a person decides: neither `其他` nor `未知` among the alternatives, unless one is plainly the other's opposite (`评价问题`, `非评价问题`);
///   or a question "whether" of which only the "no" is followed up.
///
/// **Matters** because a case with that value becomes an incident, and a person without a choice guesses.
///
/// ```
/// - 判断支付状态
///   - 条件：未发起退款
///   - 条件：已发起退款        “判断支付状态”少了分支：其他 或 未知。
/// ```
///
/// **Close it** with an alternative for what is missing, or `条件：其他`, and `条件：未知` for "asked, and nobody can say". **Level**: warning.
enum ValueWithoutBranchCheck: Check {
  static let id = "value-without-branch"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("判断少了分支", "A decision with a value that no alternative takes")
  static let help = Diagnostic.Message(
    "给缺的取值加“条件：…”，或加“条件：其他”；查不到时走“条件：未知”。", "Add a `When:` for the missing value or `When: Otherwise`; `When: Unknown` for nobody knows.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { step -> [Diagnostic] in
      switch step.kind {
      case .decide(let fact): declared(step, fact, checked)
      case .ask(_, let fact, _): declared(step, fact, checked)
      case .choose(let origin): if case .ask(_, let fact, _)? = checked.plan.step(origin)?.kind { declared(step, fact, checked) } else { [] }
      case .manual(.decision), .manual(.contact): undeclared(step, checked)
      default: []
      }
    }
  }

  // MARK: declared facts

  private static func declared(_ step: Step, _ id: Fact.ID, _ checked: CheckedPlan) -> [Diagnostic] {
    guard let fact = checked.plan.fact(id), !step.branches.isEmpty else { return [] }
    let conditions = step.branches.map(\.condition)
    let hasOtherwise = conditions.contains { $0.takesOtherwise }
    var missing: [String] = []
    if !hasOtherwise {
      if let values = fact.values {
        let taken = conditions.flatMap { $0.valuesSurelyTaken(of: id) }
        missing = values.filter { !taken.contains($0) }.map { fact.words(for: $0, in: checked.plan.language) }
      } else if !coversTheLine(conditions, fact) {
        missing = [checked.plan.language.words("其他", "Otherwise")]
      }
    }
    let takesUnknown = conditions.contains { $0.takesUnknown || $0.alternatives.contains(.isUnknown(id)) }
    if !takesUnknown, canStayUnknown(step, fact) { missing.append(checked.plan.language.words("未知", "Unknown")) }
    guard !missing.isEmpty else { return [] }
    return [finding(step, checked, fact.name, missing)]
  }

  /// Two comparisons that meet leave nothing between them: `< 30` and `>= 30`.
  private static func coversTheLine(_ conditions: [Condition], _ fact: Fact) -> Bool {
    let bounds = conditions.flatMap(\.alternatives).compactMap { alternative -> (Comparison, Value)? in
      if case .compare(fact.id, let comparison, let value) = alternative { (comparison, value) } else { nil }
    }
    for (low, bound) in bounds where low == .less || low == .atMost {
      for (high, other) in bounds where high == .more || high == .atLeast {
        guard let order = other.order(to: bound) else { continue }
        if order < 0 || (order == 0 && (low == .atMost || high == .atLeast)) { return true }
      }
    }
    return false
  }

  /// An agent who is asked last always answers something; every other source may stay silent.
  private static func canStayUnknown(_ step: Step, _ fact: Fact) -> Bool {
    // A fact without sources is an agent's to establish.
    if case .decide = step.kind { return !fact.sources.isEmpty && !fact.sources.contains(.agent) }
    return true
  }

  // MARK: undeclared decisions

  private static func undeclared(_ step: Step, _ checked: CheckedPlan) -> [Diagnostic] {
    let labels = step.branches.map { checked.bare($0) }
    if labels.isEmpty { return [] }
    if let (there, missing) = onlyNegative(step, checked) { return [onlyNegative(step, checked, there, missing)] }
    let open = (Keywords.otherwise + Keywords.unknown).map { normalized($0) }
    if labels.contains(where: { label in open.contains { normalized(label).contains($0) } }) { return [] }
    if isContact(step), labels.contains(where: isNotReached) { return [] }
    if labels.count >= 2, isComplementary(labels) { return [] }
    return [
      finding(
        step, checked, checked.short(step.sentence.text[...].withoutNumbering.description), [checked.plan.language.words("其他 或 未知", "Otherwise or Unknown")])
    ]
  }

  private static func isContact(_ step: Step) -> Bool {
    if case .manual(.contact) = step.kind { true } else { false }
  }

  /// `评价问题` and `非评价问题`. `已` and `未` are not opposites: there is before, during and after.
  private static func isComplementary(_ labels: [String]) -> Bool {
    let marks = ["非", "不", "无", "没有", "not ", "no "]
    return labels.contains { label in
      marks.contains { mark in
        label.hasPrefix(mark) && labels.contains { other in other == label.dropFirst(mark.count) || alike(other, String(label.dropFirst(mark.count))) }
      }
    }
  }

  /// `可以配送` and `可配送`.
  private static func alike(_ left: String, _ right: String) -> Bool {
    left.replacing("可以", with: "可") == right.replacing("可以", with: "可") || left.replacing("可以", with: "可") == "可" + right
  }

  /// `是否可以到店自取`, and below only `不自取`: the answer "yes" leads nowhere. - Returns: the answer that is there, and the missing one.
  private static func onlyNegative(_ step: Step, _ checked: CheckedPlan) -> (there: String, missing: String)? {
    guard let question = step.sentence.text[...].range(of: "是否") else { return nil }
    let asked = step.sentence.text[question.upperBound...]
    let children = checked.children(of: step)
    // What stands under one alternative is compared with what stands beside it there; alternatives are compared with each other.
    let byAlternative = Dictionary(grouping: children) { $0.under }
    let rows = [step.branches.map { checked.bare($0) }] + ([nil] + step.branches.map(\.id)).map { byAlternative[$0, default: []].map(\.sentence.text) }
    for sentences in rows {
      for sentence in sentences where sentence.hasPrefix("不") || sentence.hasPrefix("没") {
        let negated = sentence.dropFirst().prefix(while: { !$0.isPunctuation && !$0.isWhitespace && $0 != "/" })
        guard negated.count >= 2, asked.contains(negated) else { continue }
        if !sentences.contains(where: { !$0.hasPrefix("不") && !$0.hasPrefix("没") && $0.contains(negated) }) {
          return (String(sentence.prefix(1) + negated), String(negated))
        }
      }
    }
    return nil
  }

  private static func onlyNegative(_ step: Step, _ checked: CheckedPlan, _ there: String, _ missing: String) -> Diagnostic {
    checked.finding(
      Self.self, .warning, at: step.sentence, "只写了“\(there)”怎么办，没有写“\(missing)”怎么办。", "It says what to do for “\(there)”, but not for “\(missing)”.",
      story: checked.story(to: step, then: missing), suggestion: checked.alternative(missing, missing))
  }

  private static func finding(_ step: Step, _ checked: CheckedPlan, _ name: String, _ missing: [String]) -> Diagnostic {
    checked.finding(
      Self.self, .warning, at: step.sentence, "“\(name)”少了分支：\(missing.joined(separator: "、"))。",
      "“\(name)” has no alternative for: \(missing.joined(separator: ", ")).", story: checked.story(to: step, then: missing[0]),
      suggestion: checked.alternative(missing.joined(separator: " 或 "), missing.joined(separator: " or ")))
  }
}

/// Whether an alternative speaks of not having reached somebody.
func isNotReached(_ label: String) -> Bool {
  let text = normalized(label)
  let words = ContactOutcome.notReachedLabels + ["未联系", "没联系", "联系不", "打不通", "未接", "无人接", "没人接", "不通", "无法联系", "couldn't reach", "can't be reached"]
  return words.contains { text.contains(normalized($0)) }
}
