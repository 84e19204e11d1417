/// **Finds** a follow-up without an interval, without an end (a limit), or without an owner; and one that is run without saying where the procedure goes
/// on when its time is over.
///
/// **Matters** because a follow-up is what is forgotten first: without an interval nobody looks again, without an end nobody stops.
///
/// ```
/// | follow | 联系跟单 | #跟进 | 客服 | | |     跟单“联系跟单”没有写间隔、期限。
/// ```
///
/// **Close it** by filling in the columns `间隔`, `期限` and `负责`, and with an alternative for the outcome that stands for "time over". **Level**: warning.
enum FollowUpIncompleteCheck: Check {
  static let id = "follow-up-incomplete"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("跟单缺少间隔、期限、负责人或回到哪里", "A follow-up without interval, end, owner or place of return")
  static let help = Diagnostic.Message(
    "补全跟单表的间隔、期限和负责，写明期满后怎么办。", "Fill in interval, limit and owner of the follow-up, and say what happens when its time is over.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    let declared = checked.plan.vocabulary.followUps.compactMap { followUp -> Diagnostic? in
      var missing: [Diagnostic.Message] = []
      if followUp.interval == nil { missing.append(.init("间隔", "interval")) }
      if followUp.limit == nil { missing.append(.init("期限", "limit")) }
      if followUp.owner.isEmpty { missing.append(.init("负责", "owner")) }
      guard !missing.isEmpty else { return nil }
      return Diagnostic(
        check: id, level: .warning, file: followUp.file, place: followUp.place, language: checked.plan.language,
        message: .init(
          "跟单“\(followUp.name)”没有写\(missing.map(\.chinese).joined(separator: "、"))。",
          "The follow-up “\(followUp.name)” has no \(missing.map(\.english).joined(separator: ", "))."))
    }
    return declared + checked.steps.compactMap { unreturned($0, checked) }
  }

  /// With several ways to end and nothing behind, nobody sees how it ended.
  private static func unreturned(_ step: Step, _ checked: CheckedPlan) -> Diagnostic? {
    guard case .followUp(let id) = step.kind, let followUp = checked.plan.followUp(id) else { return nil }
    guard step.branches.isEmpty, step.next == nil, followUp.outcomes.count > 1 else { return nil }
    let last = followUp.outcomes[followUp.outcomes.count - 1].name
    return checked.finding(
      Self.self, .warning, at: step.sentence, "跟单结束以后回到哪里、怎么办，没有写。", "It doesn't say where the procedure goes on when the follow-up has ended.",
      story: checked.story(to: step, then: last), suggestion: checked.alternative(last, last))
  }
}
