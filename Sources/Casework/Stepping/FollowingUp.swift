import Playbook

/// The pause between rounds of a follow-up that declares none: never a circle without a wait.
let usualInterval = TimeAmount.minutes(1)

extension Deciding {
  /// Starts a follow-up: its first round comes one interval from now.
  mutating func followUp(_ id: FollowUp.ID, _ step: Step) -> Progress {
    guard let followUp = plan.followUp(id) else {
      raise(.actionFailed, about: id, step: step.id)
      return .waiting
    }
    // Rounds without a step would follow each other for ever and do nothing.
    guard let procedure = plan.procedure(of: followUp), procedure.first != nil else {
      raise(.actionFailed, about: "\(followUp.name): \(followUp.procedure)", step: step.id)
      return .waiting
    }
    if let branch = endedAlready(step) { return take(branch, of: step, answer: nil) }
    if let progress = standsSpell(.followUp, at: step) { return progress }
    let began = beginning(.followUp, at: step)
    record(.procedureEntered(ProcedureEntered(procedure: procedure.id, followUp: id, round: 0)), step: step.id)
    if let limit = followUp.limit { setTimer(.followUpLimit, step: step.id, after: limit, in: procedure.id, from: began) }
    pauseForNextRound()
    return .waiting
  }

  mutating func pauseForNextRound() {
    guard let state = frame?.followUp, let followUp = plan.followUp(state.id) else { return }
    let interval = followUp.interval.flatMap { $0.isNothing ? nil : $0 } ?? .wall(usualInterval)
    setTimer(.round, step: callingStep?.id, after: interval, in: frame?.procedure)
  }

  mutating func beginRound() {
    guard let top = frame, let followUp = top.followUp else { return }
    record(.procedureEntered(ProcedureEntered(procedure: top.procedure, followUp: followUp.id, round: followUp.round + 1)), step: callingStep?.id)
    proceed(to: plan.procedure(top.procedure)?.first)
  }

  /// The follow-up ends with its last outcome, wherever its round stands.
  mutating func followUpTimeOver(_ timer: TimerID) {
    guard let index = state.frames.firstIndex(where: { $0.followUp?.limit == timer }), index > 0 else { return }
    let outcome = state.frames[index].followUp.flatMap { plan.followUp($0.id) }?.outcomes.last?.id
    if state.incident != nil { record(.incidentResolved(IncidentResolved(repair: .skip, sender: sender)), step: currentStep?.id) }
    leaveFrames(above: index - 1, outcome: outcome)
    guard let step = currentStep else { return }
    chooseBranch(of: step, answer: outcome)
  }

  /// The step that runs the procedure that runs now.
  private var callingStep: Step? {
    state.frames.count > 1 ? state.frames[state.frames.count - 2].step.flatMap(plan.step) : nil
  }

  /// How deep procedures may call each other.
  private static let deepestCall = 20

  mutating func call(_ id: Procedure.ID, _ step: Step) -> Progress {
    guard let procedure = plan.procedure(id), state.frames.count < Self.deepestCall else {
      raise(.endless, about: step.sentence.text, step: step.id)
      return .waiting
    }
    record(.procedureEntered(ProcedureEntered(procedure: id, followUp: nil, round: 1)), step: step.id)
    return .goOn(to: procedure.first)
  }

  mutating func conclude(_ conclusion: Conclusion, _ step: Step) -> Progress {
    let settings = conclusion.settings.map { Concluded.Setting(fact: $0.fact, value: $0.value) }
    record(.concluded(Concluded(settings: settings, isProvisional: conclusion.isProvisional)), step: step.id)
    return leave(outcome: conclusion.outcome)
  }
}
