/// **Finds** an alternative that joins several outcomes while a sentence below it speaks of one of them only: `不要餐/未联系到用户`, and below
/// `联系不到【短信通知】`.
///
/// **Matters** because read word for word, a person who has just answered gets the message for those who didn't.
///
/// ```
/// - 条件：不要餐/未联系到用户
///   - 不退款，联系不到【短信通知】    “未联系到用户”才要做的事，写在了合并的分支下面。
/// ```
///
/// **Close it** by giving each outcome its own alternative. **Level**: warning.
enum MergedOutcomesCheck: Check {
  static let id = "merged-outcomes"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("合并的分支里有只适合其中一种的步骤", "Merged outcomes whose steps fit only one of them")
  static let help = Diagnostic.Message("把合并的结果拆成各自的分支。", "Give each of the merged outcomes an alternative of its own.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { step in
      step.branches.compactMap { branch -> Diagnostic? in
        let parts = parts(of: checked.bare(branch))
        guard parts.count > 1 else { return nil }
        for below in checked.children(of: step) where below.under == branch.id {
          guard isDone(below), let (clause, part) = lone(in: below.sentence.examined, of: parts) else { continue }
          let first = checked.plan.language.words("条件：\(part)", "When: \(part)")
          return checked.finding(
            Self.self, .warning, at: branch.sentence,
            "这个分支合并了\(parts.map { "“\($0)”" }.joined(separator: "和"))，下面第 \(below.sentence.place.line) 行的“\(clause)”却只适合“\(part)”。",
            "This alternative merges \(parts.map { "“\($0)”" }.joined(separator: " and ")), but “\(clause)” on line \(below.sentence.place.line) fits “\(part)” only.",
            story: checked.story(to: step, then: checked.bare(branch)), suggestion: "- \(first)\n  - \(checked.short(String(clause)))")
        }
        return nil
      }
    }
  }

  /// Something to do, not a decision or an end of its own.
  private static func isDone(_ step: Step) -> Bool {
    switch step.kind {
    case .manual, .act, .say, .group: true
    default: false
    }
  }

  private static func parts(of label: String) -> [String] {
    let open = Set((Keywords.otherwise + Keywords.unknown).map { normalized($0) })
    return label[...].cutOutsideBrackets(at: ["或者", "或", "/", "、", " or "]).map { String($0.trimmed) }.filter { $0.count > 1 && !open.contains(normalized($0)) }
  }

  private static let clauseEnds: Set<Character> = ["，", "。", "；", "+", "/", ",", ";", "（", "）", "(", ")"]

  /// A clause that is about one of the parts and no other; the sentence as a whole may be about all.
  private static func lone(in sentence: String, of parts: [String]) -> (Substring, String)? {
    let clauses = sentence[...].cut(at: clauseEnds)
    guard clauses.count > 1 else { return nil }
    for clause in clauses {
      let named = parts.filter { speaks(clause, of: $0) }
      if named.count == 1 { return (clause, named[0]) }
    }
    return nil
  }

  private static func speaks(_ clause: Substring, of part: String) -> Bool {
    clause.contains(part) || (isNotReached(part) && isNotReached(String(clause)))
  }
}
