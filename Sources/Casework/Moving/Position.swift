import Playbook

/// Where a case stands, as far as another version of the plan cares: cases at the same position move, or don't, for the same reasons.
struct Position: Hashable {
  struct Standing: Hashable {
    let procedure: Procedure.ID
    /// Nil between two rounds of a follow-up too: then it doesn't matter where the last one ended.
    let step: Step.ID?
    let followUp: FollowUp.ID?
    /// Facts that are being asked for, with the place of the source that was turned to last.
    let asked: [Fact.ID: Int]
    let isBetweenRounds: Bool
  }

  struct Errand: Hashable {
    let step: Step.ID?
    let purpose: Effect.Purpose
    let action: Action.ID?
    let fact: Fact.ID?
    let rung: Int?
    let outcomes: [String]
  }

  struct Moment: Hashable {
    let step: Step.ID?
    let purpose: CaseTimer.Purpose
    /// For the pause of a contact: the rung it comes back to.
    let rung: Int?
  }

  let frames: [Standing]
  let effects: Set<Errand>
  let moments: Set<Moment>
  /// Facts that persons were asked to establish.
  let askedOfPersons: Set<Fact.ID>
  let promises: Set<Step.ID>
  let bans: Set<Step.ID>

  /// The procedures under way up to one of them, whose own place doesn't matter.
  init(_ state: Case, downTo index: Int) {
    frames = state.frames.prefix(index + 1).enumerated().map { number, frame in
      Standing(procedure: frame.procedure, step: number == index ? nil : frame.step, followUp: frame.followUp?.id, asked: [:], isBetweenRounds: false)
    }
    (effects, moments, askedOfPersons, promises, bans) = ([], [], [], [], [])
  }

  init(_ state: Case) {
    frames = state.frames.map { frame in
      var asked = frame.turnedTo ?? [:]
      if case .source(let fact, let index, _)? = frame.awaiting { asked[fact] = index }
      let isBetweenRounds = if case .round? = frame.awaiting { true } else { false }
      return Standing(
        procedure: frame.procedure, step: isBetweenRounds ? nil : frame.step, followUp: frame.followUp?.id, asked: asked, isBetweenRounds: isBetweenRounds)
    }
    effects = Set(
      state.effects.values.map {
        Errand(step: $0.step, purpose: $0.purpose, action: $0.action, fact: $0.fact, rung: $0.purpose == .contact ? $0.rung : nil, outcomes: $0.outcomes)
      })
    moments = Set(
      state.timers.values.map { timer in
        let rung = timer.purpose == .contactPause ? (timer.about?.split(separator: "-").first).flatMap { Int($0) } : nil
        return Moment(step: timer.step, purpose: timer.purpose, rung: rung)
      })
    askedOfPersons = Set(state.tasks.values.compactMap { if case .fact(let fact) = $0.purpose { fact } else { nil } })
    promises = Set(state.promises.values.map(\.step))
    bans = Set(state.prohibitions.map(\.clause))
  }
}
