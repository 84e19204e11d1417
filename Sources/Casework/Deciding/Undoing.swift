import Playbook

/// What becomes of actions that were done below a decision that has turned out otherwise.
extension Deciding {
  typealias Undone = (deed: Deed, action: Action, past: PastAction)

  /// The actions done since a decision, newest first: those that are taken back, and those that nothing takes back.
  ///
  /// - Parameter trial: the case as it goes on from the decision. What it comes to again stands.
  func behind(_ contradiction: Contradiction, _ trial: Deciding) -> (undone: [Undone], left: [PastAction]) {
    let kept = found(standingBy: trial)
    var undone: [Undone] = []
    var left: [PastAction] = []
    for deed in state.deeds.reversed() where deed.sequence > contradiction.decision.sequence && isDone(deed) && !kept.contains(deed.sequence) {
      guard let action = deed.action, let key = deed.key else { continue }
      let past = PastAction(key: key, action: action)
      if let undo = plan.undo(of: action), canUndo(by: undo, trial) {
        undone.append((deed, undo, past))
      } else if deed.isListed != true {
        left.append(past)
      }
    }
    return (undone, left)
  }

  private func found(standingBy trial: Deciding) -> Set<Int> {
    Set(trial.events[events.count...].compactMap { if case .stood(let stood) = $0.kind { stood.deed } else { nil } })
  }

  private func isDone(_ deed: Deed) -> Bool {
    guard deed.kind == .action, deed.isUnderWay != true, let action = deed.action.flatMap(plan.action) else { return false }
    return action.outcomes.first { $0.id == deed.answer }?.isFailure == false
  }

  /// Bans and requirements hold for what is taken back too.
  private func canUndo(by action: Action, _ trial: Deciding) -> Bool {
    var trial = trial
    return state.clause(forbidding: action.id) == nil && trial.isReady(action)
  }

  /// Its key is made from that of what it undoes: however often it is asked for, it is done once.
  mutating func undo(_ deed: Deed, by action: Action) {
    guard let key = deed.key else { return }
    planAside(action, deed.arguments ?? [:], step: deed.step, key: EffectKey(key.text + EffectKey.undoing))
  }

  /// A person sees to what nothing takes back, where it matters.
  mutating func review(_ left: [PastAction]) {
    let serious = left.compactMap { plan.action($0.action) }.filter { [.money, .order, .disclose, .task].contains($0.kind) }
    guard !serious.isEmpty else { return }
    let chinese = serious.map { "【\($0.name)】" }.joined(separator: "、")
    let english = serious.map { "[\($0.name)]" }.joined(separator: ", ")
    let words = plan.language.words("情况变了，已经办过的收不回来，请查看：\(chinese)", "The facts have changed; what was done can't be taken back, please look at it: \(english)")
    openTask(.review, step: nil, text: words, choices: [])
  }

  /// The procedure has ended: a person sees to what it would have decided otherwise.
  mutating func reviewLastDecisions(_ facts: [Fact.ID]) {
    let changed = changed(facts)
    guard !changed.isEmpty else { return }
    for decision in state.lastDecisions {
      guard let changes = changes(against: decision, by: changed), let step = plan.step(decision.step) else { continue }
      let names = changes.map { plan.fact($0.fact)?.name ?? $0.fact }.joined(separator: plan.language.words("、", ", "))
      let words = plan.language.words(
        "流程已走完，\(names)又变了，这一步的判断会不同，请查看：\(step.sentence.text)",
        "The procedure has ended and \(names) changed: this would be decided otherwise, please look at it: \(step.sentence.text)")
      return openTask(.review, step: step, text: words, choices: [])
    }
  }

  // MARK: reports that come late

  /// Something that was broken off when the case went back, and whose receiver may have done it all the same.
  func brokenOff(_ key: EffectKey) -> Deed? {
    let found = state.deeds.first {
      $0.key == key && $0.isUnderWay == true && $0.isStanding == true && ($0.kind == .action || $0.kind == .saying)
    }
    // Its step has been come to again and has done it: what the first attempt reports is the same doing, and it stands.
    guard !state.deeds.contains(where: { $0.key == key && $0.isUnderWay != true && ($0.kind == .saying || isDone($0)) }) else { return nil }
    return found
  }

  /// A receiver has done what was broken off, or hasn't.
  mutating func endLate(_ deed: Deed, _ key: EffectKey, _ report: EffectReport) throws(Refusal) {
    let action = deed.action.flatMap(plan.action)
    let outcomes = action?.outcomes.map(\.id) ?? [SayOutcome.sent, SayOutcome.failed]
    guard outcomes.contains(report.outcome) else { throw .notAnOutcome(report.outcome, of: outcomes) }
    try check(report.facts)
    record(
      .effectEnded(EffectEnded(key: key, outcome: report.outcome, detail: report.detail, inDoubt: report.isInDoubt ? true : nil)), step: deed.step)
    for fact in report.facts { record(.factLearned(FactLearned(reported: fact, isExpected: action.map(\.kind.isOwn) ?? false)), step: deed.step) }
    if let action, action.outcomes.first(where: { $0.id == report.outcome })?.isFailure == false { wasDoneAfterAll(deed, key, action) }
    factsChanged(report.facts.map(\.fact))
    closeIfSettled()
  }

  /// What was broken off was done: it is undone now, or listed for a person.
  private mutating func wasDoneAfterAll(_ deed: Deed, _ key: EffectKey, _ action: Action) {
    let paid = state.payment(under: key)
    // Taken back already, its ruling doesn't stand any more: a person was asked to get it back then.
    if let paid, state.isTakenBack(paid.id) { return }
    guard let undo = plan.undo(of: action.id), canUndo(by: undo, self) else {
      if let paid { openClaim(paid, step: deed.step) }
      return review([PastAction(key: key, action: action.id)])
    }
    if let paid { takeBack(paid) }
    self.undo(deed, by: undo)
  }
}

extension Plan {
  /// The action that takes another one back.
  func undo(of id: Action.ID) -> Action? {
    action(id)?.undo.flatMap { name in action(name) ?? vocabulary.action(named: name) }
  }
}

extension ActionKind {
  /// What it changes, the document knows: it asked for it. What is said in a contact, it doesn't.
  var isOwn: Bool {
    switch self {
    case .money, .order, .record, .task: true
    case .contact, .disclose: false
    }
  }
}
