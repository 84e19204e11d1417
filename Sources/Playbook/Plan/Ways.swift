extension Plan {
  /// The outcome with which a step goes on behind its alternatives although none of them speaks of it.
  ///
  /// An action that has only its failures looked after went well: nothing special is to be done. With several ways to go well, which one it was has to be
  /// asked about. The engine and the checks both go by this.
  public func unlookedSuccess(of step: Step) -> String? {
    let origin = if case .choose(let origin) = step.kind { self.step(origin) } else { step }
    if !step.branches.isEmpty, case .rule(let terms)? = origin?.kind, terms.approver != nil {
      return step.branches.contains { $0.condition.names(HeldBackAnswer.approved) || $0.condition.takesOtherwise } ? nil : HeldBackAnswer.approved
    }
    guard !step.branches.isEmpty, case .act(let call)? = origin?.kind, let outcomes = action(call.action)?.outcomes.filter({ !$0.isFailure }) else {
      return nil
    }
    guard outcomes.count == 1, let success = outcomes.first?.id else { return nil }
    return step.branches.contains { $0.condition.names(success) || $0.condition.takesOtherwise } ? nil : success
  }

  /// Where the procedure may go on from a step, with the alternative that leads there: nil for going on behind the step, or past it on another channel.
  func ways(from step: Step) -> [(branch: Branch?, next: Step.ID?)] {
    let past: [(Branch?, Step.ID?)] = step.channels.isEmpty ? [] : [(nil, step.past)]
    switch step.kind {
    case .conclude: return past
    case .goBack(let target): return [(nil, target)] + past
    default:
      // With alternatives that fit nothing, the engine stops; without any it goes on.
      let through: [(Branch?, Step.ID?)] = step.branches.map { ($0, $0.first ?? step.next) }
      let goesOn = step.branches.isEmpty || unlookedSuccess(of: step) != nil
      return through + (goesOn ? [(nil, step.next)] : []) + past
    }
  }
}

extension Condition {
  /// Whether a part of it speaks of this answer.
  func names(_ answer: String) -> Bool {
    switch self {
    case .answer(let answers): answers.contains(answer)
    case .all(let parts), .any(let parts): parts.contains { $0.names(answer) }
    case .fact, .compare, .isUnknown, .otherwise, .unknown: false
    }
  }
}
