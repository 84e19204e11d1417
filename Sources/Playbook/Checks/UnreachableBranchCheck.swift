/// An alternative that is never taken, or a step that is never come to.
///
/// Values that earlier siblings took already; anything behind "otherwise"; sentences behind a conclusion or a jump in the same row.
enum UnreachableBranchCheck: Check {
  static let id = "unreachable-branch"

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { deadBranches($0, checked) } + checked.plan.procedures.flatMap { deadSteps($0, checked) }
  }

  private static func deadBranches(_ step: Step, _ checked: CheckedPlan) -> [Diagnostic] {
    var taken: Set<Condition> = []
    var hadOtherwise = false
    var hadUnknown = false
    return step.branches.compactMap { branch in
      let atoms = branch.condition.alternatives.flatMap(atoms)
      let isDead = !atoms.isEmpty && atoms.allSatisfy { atom in
        switch atom {
        case .otherwise: hadOtherwise
        case .unknown, .isUnknown: hadUnknown
        default: taken.contains(atom)
        }
      }
      let isBehindOtherwise = hadOtherwise && !atoms.contains { $0 == .unknown } && !atoms.isEmpty
      for atom in atoms {
        if atom == .otherwise { hadOtherwise = true } else if atom == .unknown { hadUnknown = true } else { taken.insert(atom) }
      }
      guard isDead || isBehindOtherwise else { return nil }
      return checked.finding(
        Self.self, .warning, at: branch.sentence, "这个分支永远走不到：前面的分支已经包含了“\(checked.bare(branch))”。",
        "This alternative is never taken: earlier ones cover “\(checked.bare(branch))”.", story: checked.story(to: step, then: checked.bare(branch)))
    }
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
      queue += successors(of: step)
    }
    // Only the first of a dead stretch: the rest follows from it.
    return procedure.steps.filter { step in
      guard !reached.contains(step.id), case let parentReached = step.parent.map({ reached.contains($0) }) ?? true, parentReached else { return false }
      if case .group = step.kind { return false }
      // Not the steps of an alternative that was told of above, or that hangs below something dead.
      let branchFirst = step.under.flatMap { under in step.parent.flatMap(checked.plan.step)?.branches.first { $0.id == under }?.first }
      return branchFirst != step.id
    }.map { step in
      checked.finding(
        Self.self, .warning, at: step.sentence, "这一步永远走不到：它前面的步骤都已结束或跳走。",
        "This step is never come to: everything before it has ended or gone elsewhere.", story: checked.story(to: step))
    }
  }

  /// Where the engine may go on from a step.
  static func successors(of step: Step) -> [Step.ID] {
    switch step.kind {
    case .conclude: return step.channels.isEmpty ? [] : [step.past].compactMap { $0 }
    case .goBack(let target): return [target] + (step.channels.isEmpty ? [] : [step.past].compactMap { $0 })
    default:
      // With alternatives that fit nothing, the engine stops; without any it goes on.
      let through = step.branches.isEmpty ? [step.next] : step.branches.map { $0.first ?? step.next }
      return through.compactMap { $0 } + (step.channels.isEmpty ? [] : [step.past].compactMap { $0 })
    }
  }
}
