import Playbook

/// How often a case may go back by itself before a person has to look at it.
private let mostReconsiderations = 20

/// Going back to a decision that would be another one now.
extension Deciding {
  /// Goes back where facts that have just changed speak against a decision. An alternative of the wait or follow-up that the case stands in, and that speaks
  /// of the change, comes first: there the document says itself what then.
  ///
  /// - Returns: whether the case went elsewhere.
  mutating func goesBack(by facts: [Fact.ID], event: NamedEvent? = nil) -> Bool {
    guard let contradiction = wayBack(by: facts, event: event) else { return false }
    return reconsider(contradiction)
  }

  func wayBack(by facts: [Fact.ID], event: NamedEvent? = nil) -> Contradiction? {
    guard !hasReconsidered else { return nil }
    let changed = changed(facts + plan.vocabulary.derived(from: facts))
    guard let contradiction = contradiction(by: changed) else { return nil }
    guard let exit = interruptible(by: event?.id) else { return contradiction }
    guard let unnoticed = self.contradiction(by: changed, noticed: noticed(by: exit.branch, event)), unnoticed.frame <= exit.frame else { return nil }
    return unnoticed
  }

  /// The facts that an alternative takes notice of, which ends a wait or a follow-up.
  func noticed(by branch: Branch, _ event: NamedEvent?) -> [Fact.ID] {
    let brought = event.map { event in branch.condition.names(event.id) ? event.brings.map(\.fact) : [] } ?? []
    let spoken = branch.condition.facts + brought
    return changed(spoken + plan.vocabulary.derived(from: spoken))
  }

  /// - Returns: whether the case went elsewhere; not so when the new branch leads to where it stands.
  mutating func reconsider(_ contradiction: Contradiction) -> Bool {
    hasReconsidered = true
    guard state.reconsiderations < mostReconsiderations else {
      goBack(to: contradiction, undone: [], left: [])
      raise(.endless, about: plan.step(contradiction.footstep.step)?.sentence.text ?? "", step: contradiction.footstep.step)
      return true
    }
    // On a copy first: what is come to again isn't taken back, and perhaps nothing changes but the reason.
    var trial = self
    trial.goBack(to: contradiction, undone: [], left: [])
    trial.goOn(from: contradiction)
    let (undone, left) = behind(contradiction, trial)
    if undone.isEmpty, leadsBack(trial) {
      let reconsidered = reconsidered(contradiction, undone: [], left: left, leadsBack: decisions(of: trial, from: contradiction))
      record(.reconsidered(reconsidered), step: contradiction.footstep.step)
      review(left)
      return false
    }
    goBack(to: contradiction, undone: undone.map(\.past), left: left)
    for (deed, action, _) in undone { undo(deed, by: action) }
    review(left)
    goOn(from: contradiction)
    return true
  }

  /// Breaks off what is under way below a decision, and stands at it again.
  private mutating func goBack(to contradiction: Contradiction, undone: [PastAction], left: [PastAction]) {
    let step = contradiction.footstep.step
    if state.incident != nil { record(.incidentResolved(IncidentResolved(repair: .move(to: step), sender: sender)), step: frame?.step) }
    leaveFrames(above: contradiction.frame, outcome: nil)
    if let awaiting = frame?.awaiting { cancel(awaiting) }
    record(.reconsidered(reconsidered(contradiction, undone: undone, left: left)), step: step)
  }

  /// Chooses again with the facts as they are. A procedure in which something would be otherwise is run again.
  private mutating func goOn(from contradiction: Contradiction) {
    guard let step = plan.step(contradiction.footstep.step) else { return }
    if contradiction.decision.step == step.id {
      chooseBranch(of: step, answer: contradiction.decision.answer)
    } else if case .call(let procedure) = step.kind, case .goOn(let first) = call(procedure, step) {
      proceed(to: first)
    }
  }

  private func reconsidered(
    _ contradiction: Contradiction, undone: [PastAction], left: [PastAction], leadsBack: [[Footstep]]? = nil
  ) -> Reconsidered {
    var lapsed: [Fact.ID] = []
    if leadsBack == nil {
      let trail = state.frames[contradiction.frame].trail
      for passed in trail.drop(while: { $0.step != contradiction.footstep.step }) {
        for past in passed.replaced ?? [] where !lapsed.contains(past.fact) { lapsed.append(past.fact) }
      }
    }
    return Reconsidered(
      frame: contradiction.frame, decision: contradiction.decision.step, from: contradiction.decision.branch, changes: contradiction.changes, undone: undone,
      left: left, lapsed: lapsed, leadsBack: leadsBack)
  }
}

extension Condition {
  /// Whether it names this answer or event.
  fileprivate func names(_ answer: String) -> Bool {
    switch self {
    case .answer(let labels): labels.contains(answer)
    case .all(let parts), .any(let parts): parts.contains { $0.names(answer) }
    case .fact, .compare, .isUnknown, .otherwise, .unknown: false
    }
  }
}
