/// **Finds** an action, or a contact, on a path behind a ban on it: `禁止：【提供号码】`, and further on `【提供号码】`.
///
/// **Matters** because the desk refuses the action, whoever asks, and the case becomes an incident there: the two sentences contradict each other.
///
/// ```
/// - 禁止：【短信通知】
/// - 【短信通知】               前面已经禁止“短信通知”，走到这里会被拒绝。
/// ```
///
/// **Close it** by moving the ban below the branch it is meant for, or by taking the action out. **Level**: error.
enum ForbiddenActionLaterCheck: Check {
  static let id = "forbidden-action-later"
  static let group = CheckGroup.money
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("禁止过的动作后面又用到", "An action that was forbidden earlier on the path")
  static let help = Diagnostic.Message("把禁令移到它管的分支里，或去掉后面的动作。", "Move the ban into the branch it is meant for, or take the action out.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    bans(in: checked).flatMap { ban -> [Diagnostic] in
      let property = PathProperty(
        watching: decidedAbove(ban.steps, checked), does: { ban.steps.contains($0.id) },
        isBroken: { state, step in state.isDone && step.flatMap(action).map(ban.actions.contains) ?? false })
      return property.breaches(in: checked).compactMap { breach -> Diagnostic? in
        guard let step = breach.step, let action = action(step) else { return nil }
        let name = action == Action.contactPrimitive ? checked.plan.language.words("联系", "contact") : checked.plan.action(action)?.name ?? action
        return checked.finding(
          Self.self, breach.isUnsure ? .warning : .error, at: step.sentence, "前面已经禁止“\(name)”，走到这里会被拒绝。",
          "“\(name)” was forbidden earlier on the path: here it is refused.",
          story: breach.story)
      }
    }
  }

  /// Actions that the same sentences forbid are looked for together.
  private struct Ban {
    let steps: Set<Step.ID>
    var actions: Set<Action.ID>
  }

  private static func bans(in checked: CheckedPlan) -> [Ban] {
    var order: [Action.ID] = []
    var steps: [Action.ID: Set<Step.ID>] = [:]
    for step in checked.steps {
      guard case .never(let actions) = step.kind else { continue }
      for action in actions {
        if steps[action] == nil { order.append(action) }
        steps[action, default: []].insert(step.id)
      }
    }
    return order.reduce(into: []) { bans, action in
      let place = bans.firstIndex { $0.steps == steps[action] }
      if let place { bans[place].actions.insert(action) } else { bans.append(Ban(steps: steps[action] ?? [], actions: [action])) }
    }
  }

  /// What was decided on the way to the bans: a case that comes by later is still the same case.
  private static func decidedAbove(_ bans: Set<Step.ID>, _ checked: CheckedPlan) -> Set<Fact.ID> {
    var facts: Set<Fact.ID> = []
    for step in bans.compactMap(checked.plan.step) {
      var above = step.parent.flatMap(checked.plan.step)
      while let here = above {
        if case .decide(let fact) = here.kind { facts.insert(fact) }
        above = here.parent.flatMap(checked.plan.step)
      }
    }
    return facts
  }

  /// The action that a step runs, if it runs one.
  private static func action(_ step: Step) -> Action.ID? {
    switch step.kind {
    case .act(let call): call.action
    case .contact: Action.contactPrimitive
    default: nil
    }
  }
}
