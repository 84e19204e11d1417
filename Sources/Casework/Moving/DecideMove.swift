public import Playbook

/// Decides how a case goes to another version of its playbook: the counterpart of `decide` for signals that move, which need both plans.
///
/// Pure. The events are ready to be folded into the case and stored.
/// - Parameters:
///   - change: from the version the case is under to the one it is to go to.
///   - former: for `back`: the case as it was before it left the version it goes back to.
/// - Returns: the events; empty when the case is there already.
/// - Throws: `Refusal.needsDecision` with every reason; `.unknownName` for a step that the new version doesn't have where the case could stand.
public func decideMove(
  _ signal: Signal, case state: Case, by change: PlanChange, former: Case? = nil, now: Instant
) throws(Refusal) -> [Event] {
  guard case .move(let version, let manner) = signal.content else { throw .unknownName(signal.id.text) }
  if state.version == version { return [] }
  guard state.version == change.old.version else { throw .wrongVersion(expected: state.version, actual: change.old.version) }
  guard version == change.new.version, change.new.id == state.playbook else { throw .wrongVersion(expected: version, actual: change.new.version) }
  guard state.phase != .closed else { throw .caseClosed(state.id) }
  let move = CaseMove(state: state, change: change, now: now, sender: signal.sender)
  switch manner {
  case .byItself: return try move.byItself()
  case .toStep(let step): return try move.to(step)
  case .handOver: return move.handOver()
  case .back: return try move.back(to: former)
  }
}

/// One case and the two versions.
struct CaseMove {
  let state: Case
  let change: PlanChange
  let now: Instant
  let sender: Sender

  private func deciding(under plan: Plan) -> Deciding { Deciding(state: state, plan: plan, now: now, sender: sender) }

  // MARK: why not

  /// Everything that stands in the way, found at its position and in what it knows.
  func reasons(at position: PositionReasons, former: Case? = nil) -> [MoveReason] {
    var reasons = position.reasons
    for fact in change.retypedFacts {
      guard let value = state.facts[fact]?.value, let declared = change.new.fact(fact), !declared.accepts(value) else { continue }
      reasons.append(MoveReason(.valueLost, about: declared.name))
    }
    reasons += waits(former)
    guard !position.choices.isEmpty else { return reasons }
    let deciding = deciding(under: change.new)
    for choice in position.choices {
      let answer = state.answers[choice.step.id]
      let holding = choice.siblings.first { deciding.truth($0.condition, answer: answer) == .yes }
      if holding?.id == choice.now.id || (holding == nil && choice.branch.condition == choice.now.condition) { continue }
      reasons.append(MoveReason(.branchFails, old: choice.branch.sentence, new: choice.now.sentence))
    }
    return reasons
  }

  /// Waits that count from another moment now, which isn't known.
  private func waits(_ former: Case?) -> [MoveReason] {
    state.timers.values.sorted { $0.id < $1.id }.compactMap { timer in
      guard timer.purpose == .wait, former?.timers[timer.id] == nil, let id = timer.step, let before = change.old.step(id),
        let after = change.successor(ofStep: id), case .wait(let was) = before.kind, case .wait(let terms) = after.kind, was.origin != terms.origin
      else { return nil }
      if let origin = terms.origin, case .time? = deciding(under: change.new).value(origin) { return nil }
      return MoveReason(.originUnknown, old: before.sentence, new: after.sentence)
    }
  }

  // MARK: how

  func byItself() throws(Refusal) -> [Event] {
    let reasons = reasons(at: PositionReasons(Position(state), change))
    guard reasons.isEmpty else { throw .needsDecision(reasons) }
    var over = goneOver(former: nil)
    // What would end a wait of the new version may be so already.
    if state.frames.contains(where: { $0.step.map(change.changes) ?? false }) { over.interrupt(by: nil) }
    return over.events
  }

  /// The case right behind the move, before anything else comes of it.
  func goneOver(former: Case?) -> Deciding {
    var over = deciding(under: change.new)
    over.goOver(by: change, former: former)
    return over
  }

  func back(to former: Case?) throws(Refusal) -> [Event] {
    guard let former, former.version == change.new.version else { throw .needsDecision([MoveReason(.neverMoved)]) }
    var reasons = reasons(at: PositionReasons(Position(state), change), former: former)
    // Where it stood before it can stand again, whatever led there.
    if standsWhere(former) { reasons.removeAll { $0.kind == .branchGone || $0.kind == .branchFails } }
    guard reasons.isEmpty else { throw .needsDecision(reasons) }
    var over = goneOver(former: former)
    if former.facts != state.facts { over.interrupt(by: nil) }
    return over.events
  }

  private func standsWhere(_ former: Case) -> Bool {
    state.frames.count == former.frames.count
      && zip(state.frames, former.frames).allSatisfy { now, then in now.step.flatMap { change.successor(ofStep: $0)?.id } == then.step }
  }

  /// A person has decided where it goes on: what it waits for there is let go of.
  func to(_ step: Step.ID) throws(Refusal) -> [Event] {
    let landings = state.frames.indices.reversed().filter { index in
      change.successor(ofProcedure: state.frames[index].procedure)?.steps.contains { $0.id == step } == true
    }
    guard let landing = landings.first(where: { $0 == 0 || PositionReasons(Position(state, downTo: $0), change).reasons.isEmpty }) else {
      throw .unknownName(step)
    }
    var leaving = deciding(under: change.old)
    if state.incident != nil { leaving.record(.incidentResolved(IncidentResolved(repair: .move(to: step), sender: sender)), step: leaving.frame?.step) }
    leaving.leaveFrames(above: landing, outcome: nil)
    if let awaiting = leaving.frame?.awaiting { leaving.cancel(awaiting) }
    var over = Deciding(state: leaving.state, plan: change.new, now: now, sender: sender)
    over.goOver(by: change, former: nil, landing: landing)
    for fact in change.retypedFacts {
      guard let value = state.facts[fact]?.value, change.new.fact(fact)?.accepts(value) == false else { continue }
      over.record(.factLearned(FactLearned(fact: fact, value: nil, source: FactLearned.outdated)))
    }
    over.proceed(to: step)
    return leaving.events + over.events
  }

  /// A person is asked to look; nothing else happens, and nobody is asked twice.
  func handOver() -> [Event] {
    let plan = change.old
    let reasons = reasons(at: PositionReasons(Position(state), change)).map { $0.text(in: plan.language) }
    let why = reasons.joined(separator: plan.language.words("；", "; "))
    let version = change.new.shortVersion
    let words =
      plan.language.words("流程有了新版本 \(version)，请决定这张工单怎么走。", "There is a new version \(version) of the playbook; please decide how this case goes on. ") + why
    var asking = deciding(under: plan)
    guard !state.tasks.values.contains(where: { $0.purpose == .review && $0.text == words }) else { return [] }
    asking.openTask(.review, step: asking.currentStep, text: words, choices: [])
    return asking.events
  }
}

extension FactLearned {
  /// The source of "not known any more": what was known is no value in the new version.
  public static let outdated = "outdated"
}
