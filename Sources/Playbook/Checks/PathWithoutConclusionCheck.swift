/// **Finds** a path that runs to the end of the procedure without `结论`. An outline without any conclusion gets one finding. Rounds of a follow-up may
/// run out: the next round comes.
///
/// **Matters** because nobody can tell how the case ended, and figures can't count it.
///
/// ```
/// - 判断 `责任方`
///   - 条件：骑手责
///     - 结论：责任方=骑手责
///   - 条件：其他              这条路走到头，没有结论。
/// ```
///
/// **Close it** with a conclusion at the end of the path. **Level**: warning.
enum PathWithoutConclusionCheck: Check {
  static let id = "path-without-conclusion"
  static let group = CheckGroup.people
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("走到头没有结论", "A path that ends without a conclusion")
  static let help = Diagnostic.Message("在这条路的末尾写“结论：…”。", "End the path with `Conclude: …`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    let main = checked.plan.main
    guard !main.steps.isEmpty else { return [] }
    let hasConclusion = main.steps.contains { if case .conclude = $0.kind { true } else { false } }
    let ends = reachableEnds(main, checked)
    guard hasConclusion else {
      guard let (step, branch) = ends.first, !saysWhenItEnds(main) else { return [] }
      let conclusion = checked.plan.language.words("- 结论：…", "- Conclude: …")
      return [
        checked.finding(
          Self.self, .warning, at: main.steps[0].sentence, "整篇没有写结论：办到哪一步、以什么结果算结束，看不出来。", "No path ends in a conclusion: nobody can tell when a case is done.",
          story: story(step, branch, checked), suggestion: conclusion)
      ]
    }
    if isRound(main, checked) { return [] }
    return ends.map { step, branch in
      checked.finding(
        Self.self, .warning, at: branch?.sentence ?? step.sentence, "这条路走到头，没有结论。", "This path runs out without a conclusion.",
        story: story(step, branch, checked), suggestion: checked.plan.language.words("- 结论：…", "- Conclude: …"))
    }
  }

  /// A raw text says in its own words where a case is done.
  private static func saysWhenItEnds(_ procedure: Procedure) -> Bool {
    let closings = ["完结", "结案", "关闭工单", "工单关闭", "关单", "case closed", "close the case", "close the ticket", "ticket is closed"]
    return procedure.steps.contains { step in
      let text = step.sentence.examined.lowercased()
      return closings.contains { text.contains($0) }
    }
  }

  private static func story(_ step: Step, _ branch: Branch?, _ checked: CheckedPlan) -> [String] {
    checked.story(to: step, then: branch.map { checked.bare($0) })
  }

  /// The places from which a procedure runs out, and the alternative taken there.
  private static func reachableEnds(_ procedure: Procedure, _ checked: CheckedPlan) -> [(Step, Branch?)] {
    var reached: Set<Step.ID> = []
    var queue = procedure.first.map { [$0] } ?? []
    while let id = queue.popLast() {
      guard reached.insert(id).inserted, let step = checked.plan.step(id) else { continue }
      queue += checked.plan.ways(from: step).compactMap(\.next)
    }
    return procedure.steps.filter { reached.contains($0.id) }.flatMap { step -> [(Step, Branch?)] in
      if case .goBack = step.kind { return [] }
      return checked.plan.ways(from: step).filter { $0.next == nil }.map { (step, $0.branch) }
    }
  }

  private static func isRound(_ procedure: Procedure, _ checked: CheckedPlan) -> Bool {
    // A document that is read as the round of a follow-up concludes with that follow-up's outcomes.
    procedure.steps.contains { if case .conclude(let conclusion) = $0.kind { conclusion.outcome != nil } else { false } }
  }
}
