/// **Finds** a path on which an invariant of the front matter doesn't hold: an end without the action that must come before it, an action without what
/// must come first, an action where it must never be run. Paths through linked procedures and rounds of follow-ups count.
///
/// **Matters** because "every complaint is mailed" is broken by the one early exit that nobody thought of.
///
/// ```
/// invariants:
///   - 每个工单：结束前【报备邮件】        有一条路没有“报备邮件”就结束了。
/// ```
///
/// **Close it** by adding the action on the path that the story shows, or by taking the invariant back. **Level**: error.
enum InvariantBrokenCheck: Check {
  static let id = "invariant-broken"
  static let group = CheckGroup.money
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("有一条路破坏了不变式", "A path that breaks an invariant")
  static let help = Diagnostic.Message("在提示的那条路上补上动作，或者改掉不变式。", "Add the action on the path that is shown, or change the invariant.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.invariants.flatMap { invariant in
      property(invariant.rule, checked).breaches(in: checked).map { breach in
        let words = words(invariant.rule, checked)
        // What breaks it stands in the procedure; an end that lacks something is nobody's sentence but the last one's.
        return checked.finding(
          Self.self, breach.isUnsure ? .warning : .error, at: (breach.step ?? breach.last)?.sentence ?? invariant.sentence,
          "\(words.chinese)（不变式：\(invariant.sentence.text)）",
          "\(words.english) (invariant: \(invariant.sentence.text))", story: breach.story)
      }
    }
  }

  private static func property(_ rule: Invariant.Rule, _ checked: CheckedPlan) -> PathProperty {
    func runs(_ action: Action.ID) -> (Step) -> Bool { { step in if case .act(let call) = step.kind { call.action == action } else { false } } }
    // What a broken promise does, or what a decision asks for a fact, may be run there as well.
    func mayRun(_ action: Action.ID) -> (Step) -> Bool {
      { step in
        switch step.kind {
        case .act(let call): call.action == action
        case .promise(let terms): terms.otherwise?.action == action
        case .decide(let fact): checked.plan.fact(fact)?.sources.contains(.action(action)) == true
        default: false
        }
      }
    }
    switch rule {
    case .beforeEnd(let action, let condition):
      return PathProperty(
        condition: condition, does: runs(action),
        isBroken: { state, step in step == nil && !state.isDone && condition.map { state.known.establishes($0) } ?? true })
    case .actionBefore(let action, let before):
      return PathProperty(does: runs(action), isBroken: { state, step in !state.isDone && step.map(mayRun(before)) ?? false })
    case .conditionBefore(let condition, let before):
      return PathProperty(
        condition: condition, does: { _ in false }, isBroken: { state, step in step.map(mayRun(before)) ?? false && !state.known.establishes(condition) })
    case .never(let action, let condition):
      return PathProperty(
        condition: condition, does: { _ in false }, isBroken: { state, step in step.map(mayRun(action)) ?? false && state.known.establishes(condition) })
    }
  }

  private static func words(_ rule: Invariant.Rule, _ checked: CheckedPlan) -> Diagnostic.Message {
    func name(_ action: Action.ID) -> String { checked.plan.action(action)?.name ?? action }
    switch rule {
    case .beforeEnd(let action, _): return .init("有一条路没有“\(name(action))”就结束了。", "A path ends without “\(name(action))”.")
    case .actionBefore(let action, let before):
      return .init("有一条路没有先“\(name(action))”就走到“\(name(before))”。", "A path comes to “\(name(before))” without “\(name(action))” first.")
    case .conditionBefore(_, let before):
      return .init("有一条路走到“\(name(before))”而条件没有确认。", "A path comes to “\(name(before))” while the condition isn't established.")
    case .never(let action, _): return .init("有一条路在不许的情形下走到“\(name(action))”。", "A path comes to “\(name(action))” where it must not be run.")
    }
  }
}
