/// **Finds** a contact with alternatives, none of which takes anything but an answer; also a sentence that calls somebody (`联系…`, `【外呼…】`) for a
/// person to do.
///
/// **Matters** because nobody answering is the most frequent outcome of a call.
///
/// ```
/// - 联系 骑手
///   - 条件：接通              没有写联系不到怎么办（无人接听、拒接、关机等）。
/// ```
///
/// **Close it** with `条件：联系不到`. **Level**: warning.
enum ContactWithoutNotReachedCheck: Check {
  static let id = "contact-without-not-reached"
  static let group = CheckGroup.people
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("没写联系不到怎么办", "A contact that doesn't say what happens when nobody is reached")
  static let help = Diagnostic.Message("加“条件：联系不到”。", "Add `When: not reached`.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.compactMap { step in
      guard isContact(step, checked), !step.branches.isEmpty, !step.branches.contains(where: { takesNotReached($0, checked) }) else { return nil }
      return checked.finding(
        Self.self, .warning, at: step.sentence, "没有写联系不到怎么办（无人接听、拒接、关机等）。",
        "Nothing is said about what happens when nobody is reached (no answer, refused, switched off and so on).",
        story: checked.story(to: step, then: checked.plan.language.words("联系不到", "not reached")), suggestion: checked.alternative("联系不到", "not reached"))
    }
  }

  private static func isContact(_ step: Step, _ checked: CheckedPlan) -> Bool {
    switch step.kind {
    case .contact, .manual(.contact): return true
    case .choose(let origin): if case .contact? = checked.plan.step(origin)?.kind { return true } else { return false }
    // A decision that a call is to settle: `…（问骑手【外呼骑手-…】）`.
    case .manual(.decision): return brackets(in: step.sentence.text[...]).contains { $0.name.contains("外呼") || $0.name.lowercased().contains("call") }
    default: return false
    }
  }

  private static func takesNotReached(_ branch: Branch, _ checked: CheckedPlan) -> Bool {
    if branch.condition.takesOtherwise { return true }
    let classes = Set(ContactOutcome.notReached.map(\.rawValue))
    let takesClass = branch.condition.alternatives.contains { if case .answer(let ids) = $0 { !classes.isDisjoint(with: ids) } else { false } }
    return takesClass || isNotReached(checked.bare(branch))
  }
}
