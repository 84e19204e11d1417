/// **Finds** steps that lead back to each other and nowhere else, and a sentence that says to go on trying without saying how often or until when.
///
/// **Matters** because a case in such a loop ends only when the desk stops it as an incident.
///
/// ```
/// - 继续尝试其他方式联系      没有写试几次、试到什么时候为止。
/// ```
///
/// **Close it** with an alternative that leaves the loop (a number of rounds, a time, a person), or with a follow-up, which has an interval and an
/// end. **Level**: error for steps, warning for a sentence.
enum LoopWithoutExitCheck: Check {
  static let id = "loop-without-exit"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("走进去出不来的循环", "A loop that nothing leaves")
  static let help = Diagnostic.Message(
    "加一个离开循环的分支（次数、时限或转人工），或改用跟单。", "Add an alternative that leaves the loop (a count, a time, a person), or use a follow-up.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.procedures.flatMap { loops($0, checked) } + checked.steps.compactMap { endless($0, checked) }
  }

  /// A step going back closes a loop without an exit when the end of the procedure can't be reached from where it leads.
  private static func loops(_ procedure: Procedure, _ checked: CheckedPlan) -> [Diagnostic] {
    guard procedure.steps.contains(where: { goesBack($0) }) else { return [] }
    var before: [Step.ID: [Step.ID]] = [:]
    var queue: [Step.ID] = []
    for step in procedure.steps {
      let ways = checked.plan.ways(from: step)
      for next in ways.compactMap(\.next) { before[next, default: []].append(step.id) }
      var ends = ways.contains { $0.next == nil }
      if case .conclude = step.kind { ends = true }
      if ends { queue.append(step.id) }
    }
    var canEnd = Set(queue)
    while let id = queue.popLast() {
      for earlier in before[id] ?? [] where canEnd.insert(earlier).inserted { queue.append(earlier) }
    }
    return procedure.steps.filter { goesBack($0) && !canEnd.contains($0.id) }.map { step in
      checked.finding(
        Self.self, .error, at: step.sentence, "从这里回去以后再也走不到头：没有哪个分支离开这个循环。", "From here the procedure never ends: no alternative leaves this loop.",
        story: checked.story(to: step), suggestion: checked.plan.language.words("- 转人工", "- Hand over to a person"))
    }
  }

  private static func goesBack(_ step: Step) -> Bool {
    if case .goBack = step.kind { true } else { false }
  }

  private static let chineseWords = ["继续尝试", "反复尝试", "一直联系", "不断联系", "反复联系", "持续联系", "继续联系直到", "直到联系上", "直到接通"]
  private static let englishWords = ["keep trying", "keep calling", "try again until", "continue trying", "retry until", "until reached"]
  private static let bounds = ["次", "分钟", "小时", "天", "轮", "times", "attempts", "min", "hour", "day"]

  private static func endless(_ step: Step, _ checked: CheckedPlan) -> Diagnostic? {
    guard case .manual = step.kind else { return nil }
    let text = step.sentence.examined.lowercased()
    guard (chineseWords + englishWords).contains(where: { text.contains($0) }) else { return nil }
    // A figure with a unit bounds it, in the sentence or right below.
    let around = [text] + checked.children(of: step).map { $0.sentence.examined.lowercased() } + step.branches.map { $0.sentence.examined.lowercased() }
    if around.contains(where: { line in line.contains(where: \.isNumber) && bounds.contains { line.contains($0) } }) { return nil }
    return checked.finding(
      Self.self, .warning, at: step.sentence, "没有写试几次、试到什么时候为止。", "It doesn't say how often to try, nor until when.", story: checked.story(to: step),
      suggestion: checked.plan.language.words("- 跟单【…】", "- Follow up【…】"))
  }
}
