import Playbook

/// Whether a decision that is another one now comes to the same: then the case stays where it is.
extension Deciding {
  /// Whether the case has come to where this one stands, having done nothing new.
  func leadsBack(_ trial: Deciding) -> Bool {
    guard trial.state.phase == state.phase, trial.state.incident == state.incident, trial.state.frames.count == state.frames.count else { return false }
    for (mine, its) in zip(state.frames, trial.state.frames) {
      guard mine.procedure == its.procedure, mine.step == its.step, mine.followUp?.id == its.followUp?.id else { return false }
    }
    guard Set(trial.state.prohibitions) == Set(state.prohibitions), trial.state.isConcluded == state.isConcluded else { return false }
    guard trial.state.facts.mapValues(\.value) == state.facts.mapValues(\.value) else { return false }
    return isNothingNew(trial.events[events.count...], trial) && awaitsTheSame(trial)
  }

  /// Only what the case waits for in the end may have been begun.
  private func isNothingNew(_ news: ArraySlice<Event>, _ trial: Deciding) -> Bool {
    let awaiting = trial.frame?.awaiting
    return news.allSatisfy { event in
      switch event.kind {
      case .effectPlanned(let effect): awaiting?.isFor(effect.key) == true
      case .taskOpened(let task): awaiting?.isFor(task.id) == true
      case .promised, .posted, .ruled, .closed: false
      default: true
      }
    }
  }

  private func awaitsTheSame(_ trial: Deciding) -> Bool {
    switch (frame?.awaiting, trial.frame?.awaiting) {
    case (nil, nil): return state.incident != nil
    case (.effect(let mine)?, .effect(let its)?): return isSame(mine, its, trial)
    // An attempt that failed, and the one that would be made at once instead.
    case (.retry?, .effect?), (.contact?, .contact?), (.round?, .round?): return true
    case (.source(let mine, _, let wait)?, .source(let its, _, _)?): return mine == its && wait != .chosen
    case (.timer(let mine)?, .timer(let its)?):
      return state.timers[mine].map { ($0.from, $0.due) == (trial.state.timers[its]?.from, trial.state.timers[its]?.due) } == true
    case (.task(let mine)?, .task(let its)?): return state.tasks[mine].map { $0.text == trial.state.tasks[its]?.text } == true
    default: return false
    }
  }

  private func isSame(_ mine: EffectKey, _ its: EffectKey, _ trial: Deciding) -> Bool {
    guard let mine = state.effects[mine], let its = trial.state.effects[its] else { return false }
    return mine.content == its.content && mine.step == its.step
  }

  /// The decisions as they are now, by procedure from that of the contradiction on, where those of the case stood.
  func decisions(of trial: Deciding, from contradiction: Contradiction) -> [[Footstep]] {
    var place = contradiction.footstep
    return (contradiction.frame..<trial.state.frames.count).map { index in
      let mine = state.frames[index].trail
      let its = trial.state.frames[index].trail
      let path = index == contradiction.frame ? its.drop { $0.step != contradiction.footstep.step } : its[...]
      return path.map { footstep in
        // Numbered as the events of the case are: what was done since stays behind it.
        if let same = mine.first(where: { $0.step == footstep.step }) { place = same }
        let since = place.decision?.sequence ?? place.reached
        func here(_ decision: PastDecision) -> PastDecision {
          let sequence = (place.inner ?? []).first { $0.step == decision.step }?.sequence ?? since
          return PastDecision(step: decision.step, sequence: sequence, branch: decision.branch, answer: decision.answer, uses: decision.uses)
        }
        var moved = Footstep(step: footstep.step, reached: place.reached)
        moved.decision = footstep.decision.map(here)
        moved.inner = footstep.inner?.map(here)
        return moved
      }
    }
  }
}
