/// **Finds** an alternative whose values earlier siblings took already, `其他` where every value has its alternative, and a sentence behind a
/// conclusion or a jump in the same row.
///
/// **Matters** because what is written there never happens, and its author believes that it does.
///
/// ```
/// - 判断 `责任方`
///   - 条件：骑手责
///   - 条件：骑手责            这个分支永远走不到：“骑手责”已经被别的分支占了。
/// - 结论：处理结果=已办结
/// - 发短信                    这一步永远走不到：它前面的步骤都已结束或跳走。
/// ```
///
/// **Close it** by deleting it or by changing what covers it. **Level**: warning.
enum UnreachableBranchCheck: Check {
  static let id = "unreachable-branch"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("走不到的分支或步骤", "An alternative or step that is never come to")
  static let help = Diagnostic.Message("删掉它，或改写前面盖住它的条件。", "Delete it, or change the earlier alternative that covers it.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { deadBranches($0, checked) } + checked.plan.procedures.flatMap { deadSteps($0, checked) }
  }

  /// Order doesn't matter to "otherwise" and "unknown": they are looked at when no other alternative holds.
  private static func deadBranches(_ step: Step, _ checked: CheckedPlan) -> [Diagnostic] {
    var taken: Set<Condition> = []
    let values = allValues(step, checked)
    let all = Set(step.branches.flatMap { $0.condition.alternatives.flatMap(atoms) })
    return step.branches.compactMap { branch in
      let atoms = branch.condition.alternatives.flatMap(atoms)
      let isDead = !atoms.isEmpty && atoms.allSatisfy { atom in taken.contains(atom) || (atom == .otherwise && !values.isEmpty && values.isSubset(of: all)) }
      taken.formUnion(atoms)
      guard isDead else { return nil }
      return checked.finding(
        Self.self, .warning, at: branch.sentence, "这个分支永远走不到：“\(checked.bare(branch))”已经被别的分支占了。",
        "This alternative is never taken: others cover “\(checked.bare(branch))”.", story: checked.story(to: step, then: checked.bare(branch)))
    }
  }

  /// What a decision's fact can be, where that is a closed list.
  private static func allValues(_ step: Step, _ checked: CheckedPlan) -> Set<Condition> {
    guard case .decide(let id) = step.kind, let values = checked.plan.fact(id)?.values else { return [] }
    return Set(values.map { .fact(id, isOneOf: [$0]) })
  }

  /// One condition for each single value, so that lists can be compared. A conjunction may fail, so it takes nothing away from others.
  private static func atoms(_ condition: Condition) -> [Condition] {
    switch condition {
    case .fact(let id, let values): values.map { .fact(id, isOneOf: [$0]) }
    case .answer(let ids): ids.map { .answer(isOneOf: [$0]) }
    default: [condition]
    }
  }

  private static func deadSteps(_ procedure: Procedure, _ checked: CheckedPlan) -> [Diagnostic] {
    var reached: Set<Step.ID> = []
    var queue = procedure.first.map { [$0] } ?? []
    while let id = queue.popLast() {
      guard reached.insert(id).inserted, let step = checked.plan.step(id) else { continue }
      queue += checked.plan.ways(from: step).compactMap(\.next)
    }
    // Only the first of a dead stretch: the rest follows from it. Below a dead alternative nothing is told: the alternative is.
    var deadRows: Set<Row> = []
    return procedure.steps.compactMap { step in
      let row = Row(parent: step.parent, under: step.under)
      if reached.contains(step.id) {
        deadRows.remove(row)
        return nil
      }
      let isFirst = deadRows.insert(row).inserted
      if case .choose = step.kind { return nil }
      guard isFirst, step.parent.map({ reached.contains($0) }) ?? true, !begins(step, checked) else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "这一步永远走不到：它前面的步骤都已结束或跳走。",
        "This step is never come to: everything before it has ended or gone elsewhere.", story: checked.story(to: step))
    }
  }

  /// Sentences that run one behind another.
  private struct Row: Hashable {
    let parent: Step.ID?
    let under: Branch.ID?
  }

  /// Whether an alternative begins with the step.
  private static func begins(_ step: Step, _ checked: CheckedPlan) -> Bool {
    guard let under = step.under, let parent = step.parent.flatMap(checked.plan.step) else { return false }
    return parent.branches.contains { $0.id == under && $0.first == step.id }
  }
}
