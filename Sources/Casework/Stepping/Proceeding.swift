import Playbook

/// How often a procedure may come to one of its steps before it is taken for a circle.
private let mostComings = 50
/// How many steps one signal may set off.
private let mostStepsPerSignal = 500

/// What a step leaves the engine with.
enum Progress {
  case goOn(to: Step.ID?)
  case waiting
}

extension Deciding {
  /// Runs the procedure from a step on, until something has to be waited for.
  mutating func proceed(to first: Step.ID?) {
    var next = first
    while state.incident == nil, !state.frames.isEmpty {
      guard let id = next else {
        switch ranOut() {
        case .goOn(let following): next = following
        case .waiting: return
        }
        continue
      }
      guard let step = plan.step(id) else { return raise(.noBranch, about: id, step: nil) }
      stepsTaken += 1
      guard step.channels.isEmpty || step.channels.contains(state.channel) else {
        record(.stepPassed(StepPassed(channels: step.channels)), step: id)
        next = step.past
        continue
      }
      let visit = (state.visits[id] ?? 0) + 1
      record(.stepReached(StepReached(visit: visit)), step: id)
      guard frame?.comings[id] ?? 0 <= mostComings, stepsTaken <= mostStepsPerSignal else { return raise(.endless, about: step.sentence.text, step: id) }
      switch run(step) {
      case .goOn(let following): next = following
      case .waiting: return
      }
    }
  }

  /// Goes on with a step once a fact it asked for is known or can't be, without coming to it anew. What the step does is not done again: only its choice is
  /// left to be made.
  mutating func resume(_ step: Step) {
    switch asksFirst(step) ? run(step) : branch(of: step, answer: state.answers[step.id]) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  /// Whether the step asked for the fact before doing anything.
  private func asksFirst(_ step: Step) -> Bool {
    switch step.kind {
    case .decide, .ask, .choose, .group: true
    case .wait: state.answers[step.id] != WaitAnswer.expired
    // Money has to know how much it is before it goes out.
    case .act(let call): state.answers[step.id] == nil && plan.action(call.action)?.money != nil
    default: false
    }
  }

  private mutating func run(_ step: Step) -> Progress {
    switch step.kind {
    case .decide(let fact): decideFact(fact, step)
    case .act(let call): act(call, step, attempt: 1)
    case .contact: contact(step)
    case .ask(let party, let fact, let within): ask(party, fact, within, step)
    case .wait(let terms): wait(terms, step)
    case .say(let saying): say(saying, step)
    case .never(let actions): forbid(actions, step)
    case .promise(let terms): promise(terms, step)
    case .followUp(let id): followUp(id, step)
    case .call(let procedure): call(procedure, step)
    case .conclude(let conclusion): conclude(conclusion, step)
    case .rule(let terms): rule(terms, step)
    case .overturn: overturn(step)
    case .goBack(let target): .goOn(to: target)
    case .handOff(let role): handOff(role, step)
    case .manual: doByHand(step)
    case .choose(let origin): branch(of: step, answer: state.answers[origin])
    case .group: branch(of: step, answer: nil)
    }
  }

  // MARK: ends

  /// The running procedure has nothing more to do.
  private mutating func ranOut() -> Progress {
    guard let top = frame else { return .waiting }
    if top.followUp != nil {
      pauseForNextRound()
      return .waiting
    }
    return leave(outcome: nil)
  }

  /// Ends the running procedure. Its caller goes on, or the case comes to its end.
  mutating func leave(outcome: String?) -> Progress {
    guard let top = frame else { return .waiting }
    if let limit = top.followUp?.limit { cancelTimer(limit) }
    let caller = state.frames.count > 1 ? state.frames[state.frames.count - 2].step : nil
    record(.procedureLeft(ProcedureLeft(procedure: top.procedure, outcome: outcome)), step: caller)
    if let step = caller.flatMap(plan.step) { return branch(of: step, answer: outcome) }
    closeIfSettled()
    return .waiting
  }

  /// Closes a case whose procedure has ended, once no promise, effect or task is open.
  mutating func closeIfSettled() {
    guard state.phase == .settling, state.promises.isEmpty, state.effects.isEmpty, state.tasks.isEmpty else { return }
    for timer in state.timers.keys.sorted() { cancelTimer(timer) }
    record(.closed(Closed(reason: state.isConcluded ? .concluded : .ranOut)))
  }
}
