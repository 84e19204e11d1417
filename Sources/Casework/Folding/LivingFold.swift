import Playbook

/// What is known, and what decisions stand on it.
extension Case {
  mutating func learn(_ learned: FactLearned, _ event: Event) {
    let before = facts[learned.fact]
    let isSame = before.map { $0.value == learned.value } ?? false
    // Who repeats what the procedure has brought about tells nothing new.
    let wasExpected = before?.isExpected == true || before?.source == KnownFact.conclusion
    facts[learned.fact] = KnownFact(
      value: learned.value, source: learned.source, at: event.at, learned: event.sequence, since: isSame ? before.map { $0.since ?? $0.learned } : nil,
      isExpected: learned.isExpected == true || isSame && wasExpected ? true : nil)
    if let index = deeds.indices.last, deeds[index].kind == .question, deeds[index].fact == learned.fact, deeds[index].value == nil, learned.isExpected == true
    {
      deeds[index].value = learned.value
    }
  }

  mutating func conclude(_ concluded: Concluded, _ event: Event) {
    let isLooked = standsOnDecisions
    for setting in concluded.settings {
      if isLooked, let last = frames.indices.last, !frames[last].trail.isEmpty {
        frames[last].trail[frames[last].trail.count - 1].add([Replaced(fact: setting.fact, known: facts[setting.fact])])
      }
      facts[setting.fact] = KnownFact(value: setting.value, source: KnownFact.conclusion, at: event.at, learned: event.sequence)
    }
  }

  /// Whether some decision under way stands on facts, or may before its procedure is run again: only then can the case go back over what is done now.
  var standsOnDecisions: Bool {
    if frames.count > 1 { return true }
    for frame in frames.indices {
      for place in frames[frame].trail.indices where frames[frame].trail[place].decision != nil || frames[frame].trail[place].inner != nil { return true }
    }
    return false
  }

  // MARK: the trail

  /// Coming to a step again takes back what was passed since.
  mutating func extendTrail(to step: Step.ID, _ event: Event, wasVisited: Bool) {
    let last = frames.count - 1
    if wasVisited, let index = frames[last].trail.firstIndex(where: { $0.step == step }) { cutTrail(from: index) }
    frames[last].trail.append(Footstep(step: step, reached: event.sequence))
  }

  /// Forgets the footsteps from an index on. What conclusions there have replaced is kept before them.
  mutating func cutTrail(from index: Int) {
    guard let last = frames.indices.last, index < frames[last].trail.count else { return }
    let replaced = frames[last].trail[index...].flatMap { $0.replaced ?? [] }
    frames[last].trail.removeSubrange(index...)
    if !replaced.isEmpty { addReplaced(replaced, frame: last) }
  }

  private mutating func addReplaced(_ replaced: [Replaced], frame: Int) {
    guard let index = frames[...frame].lastIndex(where: { !$0.trail.isEmpty }) else { return }
    frames[index].trail[frames[index].trail.count - 1].add(replaced)
  }

  /// What a procedure that ends has decided stays with the step that called it.
  mutating func passOnTrail() {
    guard let top = frames.last else { return }
    let decisions = top.followUp == nil ? top.trail.flatMap { ($0.inner ?? []) + ($0.decision.map { [$0] } ?? []) } : []
    guard frames.count > 1 else {
      lastDecisions = decisions
      return
    }
    let caller = frames.count - 2
    if !decisions.isEmpty, !frames[caller].trail.isEmpty {
      frames[caller].trail[frames[caller].trail.count - 1].inner = (frames[caller].trail[frames[caller].trail.count - 1].inner ?? []) + decisions
    }
    let replaced = top.trail.flatMap { $0.replaced ?? [] }
    if !replaced.isEmpty { addReplaced(replaced, frame: caller) }
  }

  mutating func remember(_ decided: Decided, _ event: Event) {
    for fact in decided.noticed ?? [] { facts[fact]?.isExpected = true }
    guard let step = event.step else { return }
    endSpell(at: step, answer: decided.answer)
    guard !decided.uses.isEmpty, let last = frames.indices.last, let index = frames[last].trail.indices.last, frames[last].trail[index].step == step else {
      return
    }
    frames[last].trail[index].decision = PastDecision(
      step: step, sequence: event.sequence, branch: decided.branch, answer: decided.answer, uses: decided.uses)
  }

  // MARK: going back

  mutating func reconsider(_ reconsidered: Reconsidered, _ event: Event) {
    let frame = reconsidered.frame
    guard let step = event.step, frames.indices.contains(frame), let index = frames[frame].trail.lastIndex(where: { $0.step == step }) else { return }
    for past in reconsidered.left {
      if let deed = deeds.firstIndex(where: { $0.key == past.key }) { deeds[deed].isListed = true }
    }
    let footstep = frames[frame].trail[index]
    var replaced: [Replaced] = []
    for passed in frames[frame].trail[index...] { replaced.add(passed.replaced ?? []) }
    if let decisions = reconsidered.leadsBack {
      frames[frame].trail.removeSubrange(index...)
      for (offset, path) in decisions.enumerated() where frames.indices.contains(frame + offset) {
        let kept = offset == 0 ? replaced : frames[frame + offset].trail.flatMap { $0.replaced ?? [] }
        frames[frame + offset].trail = (offset == 0 ? frames[frame].trail : []) + path
        if !kept.isEmpty { frames[frame + offset].trail[offset == 0 ? index : 0].add(kept) }
      }
      return
    }
    reconsiderations += 1
    for past in replaced { facts[past.fact] = past.known }
    // The step itself is not done again where its own choice is made anew; all that a call has done is passed again.
    let since = reconsidered.decision == step ? footstep.decision?.sequence ?? footstep.reached : footstep.reached
    for deed in deeds.indices where deeds[deed].sequence > since { deeds[deed].isStanding = true }
    frames[frame].trail.removeSubrange(index...)
    frames[frame].trail.append(Footstep(step: step, reached: footstep.reached))
    frames[frame].step = step
    frames[frame].reached = footstep.reached
    frames[frame].asked = []
    frames[frame].turnedTo = nil
    frames[frame].attempt = 0
    frames[frame].awaiting = nil
    answers[step] = footstep.decision?.answer
  }
}

extension Footstep {
  mutating func add(_ more: [Replaced]) {
    var all = replaced ?? []
    all.add(more)
    if !all.isEmpty { replaced = all }
  }
}

extension [Replaced] {
  /// What was known first counts.
  fileprivate mutating func add(_ more: [Replaced]) {
    for past in more where !contains(where: { $0.fact == past.fact }) { append(past) }
  }
}
