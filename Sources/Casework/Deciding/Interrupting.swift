import Playbook

extension Deciding {
  /// The innermost procedure that stands at a step with an alternative for this event, or for what is now known.
  func interruptible(by event: NamedEvent.ID?) -> (frame: Int, branch: Branch)? {
    for index in state.frames.indices.reversed() {
      guard let step = state.frames[index].step.flatMap(plan.step), isWaiting(step, frame: index) else { continue }
      if let branch = alternatives(of: step).first(where: { takesNow($0.condition, event: event) }) { return (index, branch) }
    }
    return nil
  }

  /// Waits and follow-ups can be ended from outside; other steps see to their own answers.
  private func isWaiting(_ step: Step, frame index: Int) -> Bool {
    switch step.kind {
    case .wait: isStillWaiting(step, state.frames[index])
    case .followUp: index < state.frames.count - 1 && state.frames[index + 1].followUp != nil
    default: false
    }
  }

  /// Until its time is over, also while the moment it counts from is being asked for or is lacking.
  private func isStillWaiting(_ step: Step, _ frame: Frame) -> Bool {
    guard state.answers[step.id] != WaitAnswer.expired else { return false }
    switch frame.awaiting {
    case .timer, .source: return true
    default: return state.incident?.kind == .unknownOrigin
    }
  }

  /// Without an event only conditions that are about facts count, so that a wait isn't ended by every report.
  func takesNow(_ condition: Condition, event: NamedEvent.ID?) -> Bool {
    truth(condition, answer: event) == .yes
  }

  /// The alternative that ends a wait or a follow-up before it begins: what would end it is so already.
  mutating func endedAlready(_ step: Step) -> Branch? {
    deriveSought(among: alternatives(of: step).flatMap(\.condition.facts))
    return alternatives(of: step).first { takesNow($0.condition, event: nil) }
  }

  /// Somebody who was asked has told these facts. They, and what tables make of them, may end the wait or follow-up in which they were asked for.
  /// - Returns: whether one was ended.
  mutating func ends(by facts: [Fact.ID]) -> Bool {
    guard !facts.isEmpty else { return false }
    deriveSought(among: facts + plan.vocabulary.derived(from: facts))
    return interrupt(by: nil)
  }

  /// Ends the innermost wait that the event or the known facts end. - Returns: whether one was ended.
  @discardableResult
  mutating func interrupt(by event: NamedEvent.ID?) -> Bool {
    guard let (index, branch) = interruptible(by: event), let step = state.frames[index].step.flatMap(plan.step) else { return false }
    if state.incident != nil { record(.incidentResolved(IncidentResolved(repair: .move(to: step.id), sender: sender)), step: step.id) }
    leaveFrames(above: index, outcome: nil)
    if let awaiting = frame?.awaiting { cancel(awaiting) }
    let noticed = noticed(by: branch, event.flatMap(plan.event))
    if case .goOn(let next) = take(branch, of: step, answer: event, noticed: noticed) { proceed(to: next) }
    return true
  }

  /// Ends the procedures that run inside a frame, cancelling what they wait for, innermost first.
  mutating func leaveFrames(above index: Int, outcome: String?) {
    while state.frames.count > index + 1, let top = frame {
      if let awaiting = top.awaiting { cancel(awaiting) }
      if let limit = top.followUp?.limit { cancelTimer(limit) }
      let caller = state.frames[state.frames.count - 2].step
      // The outcome is that of the outermost one; those inside were broken off.
      let isLast = state.frames.count == index + 2
      record(.procedureLeft(ProcedureLeft(procedure: top.procedure, outcome: isLast ? outcome : nil)), step: caller)
    }
  }

  /// Lets go of what a procedure waits for.
  mutating func cancel(_ awaiting: Awaiting) {
    switch awaiting {
    case .effect(let key): withdraw(key)
    case .retry(let timer), .timer(let timer), .round(let timer): cancelTimer(timer)
    case .task(let task): withdraw(task)
    case .source(_, _, let wait): withdraw(wait)
    case .contact(let progress):
      switch progress.wait {
      case .between: break
      case .effect(let key): withdraw(key)
      case .pause(let timer): cancelTimer(timer)
      }
    }
  }
}
