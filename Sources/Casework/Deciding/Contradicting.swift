import Playbook

/// A decision that would be another one now.
struct Contradiction {
  /// The procedure under way it belongs to, the main one being 0.
  let frame: Int
  /// The step to go back to: the decision's own, or the one that called the procedure it was made in.
  let footstep: Footstep
  let decision: PastDecision
  let changes: [FactChange]
}

/// Finds the decisions that facts which have just changed speak against.
extension Deciding {
  /// Of these facts, those whose value is another one since this signal came in.
  func changed(_ facts: [Fact.ID]) -> [Fact.ID] {
    facts.filter { fact in state.facts[fact].map { ($0.since ?? $0.learned) > firstCount && $0.value != nil } == true }
  }

  /// The highest decision under way that would now be another one: of the outermost procedure first, the earliest first.
  ///
  /// - Parameter noticed: facts whose change the case takes notice of where it stands.
  func contradiction(by changed: [Fact.ID], noticed: [Fact.ID] = []) -> Contradiction? {
    guard !changed.isEmpty else { return nil }
    let standing = state.frames.count - 1
    for (index, frame) in state.frames.enumerated() {
      // A step that is gone in this version can't be gone back to.
      for (place, footstep) in frame.trail.enumerated() where plan.step(footstep.step) != nil {
        // What found no branch is an incident, which sees to itself.
        if state.incident != nil, index == standing, place == frame.trail.count - 1 { continue }
        for decision in footstep.inner ?? [] {
          if let changes = changes(against: decision, by: changed, noticed: noticed) {
            return Contradiction(frame: index, footstep: footstep, decision: decision, changes: changes)
          }
        }
        if let decision = footstep.decision, let changes = changes(against: decision, by: changed, noticed: noticed) {
          return Contradiction(frame: index, footstep: footstep, decision: decision, changes: changes)
        }
      }
    }
    return nil
  }

  /// What speaks against a decision: nil when it would be the same, or may be. What isn't known, or has grown old, is no change.
  func changes(against decision: PastDecision, by changed: [Fact.ID], noticed: [Fact.ID] = []) -> [FactChange]? {
    guard decision.uses.contains(where: { changed.contains($0.fact) }), let step = plan.step(decision.step), isReconsidered(step) else { return nil }
    var values: [Fact.ID: Value] = [:]
    var changes: [FactChange] = []
    for use in decision.uses {
      let value = isOutside(use, decision, noticed) ? value(use.fact) ?? use.value : use.value
      if let value { values[use.fact] = value }
      if value != use.value { changes.append(FactChange(fact: use.fact, before: use.value, after: value)) }
    }
    guard !changes.isEmpty, !isStillRight(decision, step, values) else { return nil }
    return changes
  }

  /// What ended a wait or a follow-up was a moment and not a state: such a choice isn't made again.
  private func isReconsidered(_ step: Step) -> Bool {
    switch step.kind {
    case .wait, .followUp: false
    case .choose(let origin): plan.step(origin).map(isReconsidered) ?? false
    default: true
    }
  }

  /// Whether what is known of a fact since a decision came from outside: what the procedure has concluded or brought about itself, it knows.
  private func isOutside(_ use: FactUse, _ decision: PastDecision, _ noticed: [Fact.ID]) -> Bool {
    guard let known = state.facts[use.fact], known.learned > use.learned ?? 0, !noticed.contains(use.fact) else { return false }
    return !isExpected(known, since: decision.sequence)
  }

  private func isExpected(_ known: KnownFact, since sequence: Int) -> Bool {
    if known.isExpected == true || known.source == KnownFact.conclusion { return true }
    guard !plan.tables.isEmpty, let table = RowReference(source: known.source).flatMap({ plan.table($0.table) }) else { return false }
    // What a table has told is the procedure's own when that is all it was told from since.
    let news = table.inputs.compactMap { state.facts[$0] }.filter { $0.learned > sequence }
    return !news.isEmpty && news.allSatisfy { isExpected($0, since: sequence) }
  }

  /// Whether the branch that was taken is right with these values, or may be.
  private func isStillRight(_ decision: PastDecision, _ step: Step, _ values: [Fact.ID: Value]) -> Bool {
    let taken = step.branches.first { $0.id == decision.branch }
    // A branch that this plan doesn't have: nothing can be said.
    if decision.branch != nil, taken == nil { return true }
    var isOpen = false
    switch step.kind {
    case .decide(let fact), .ask(_, let fact, _): isOpen = values[fact] == nil
    default: break
    }
    for branch in step.branches {
      guard let condition = branch.condition.withoutRest else { continue }
      switch condition.truth(facts: { values[$0] }, answer: decision.answer ?? "") {
      case .yes: return branch.id == decision.branch
      case .no: continue
      case .unknown:
        if branch.id == decision.branch { return true }
        isOpen = true
      }
    }
    if isOpen { return taken.map { $0.condition.takesUnknown || $0.condition.takesOtherwise } ?? true }
    return step.branches.first { $0.condition.takesOtherwise }?.id == decision.branch
  }
}

extension Condition {
  /// The condition without "otherwise" and "unknown"; nil when that is all it says.
  fileprivate var withoutRest: Condition? {
    switch self {
    case .otherwise, .unknown: return nil
    case .any(let parts):
      let kept = parts.compactMap(\.withoutRest)
      return kept.isEmpty ? nil : .any(kept)
    default: return self
    }
  }
}
