import Playbook

extension Case {
  mutating func move(_ moved: Moved) {
    version = moved.to
    rename(moved.steps)
    for (index, place) in moved.stands.enumerated() where frames.indices.contains(index) {
      frames[index].procedure = place.procedure
      frames[index].step = place.step
    }
  }

  /// Calls steps otherwise, wherever the case names one: every field that holds a step's id is here.
  private mutating func rename(_ steps: [Step.ID: Step.ID]) {
    guard !steps.isEmpty else { return }
    func now(_ id: Step.ID) -> Step.ID { steps[id] ?? id }
    func renamed<Value>(_ table: [Step.ID: Value]) -> [Step.ID: Value] {
      Dictionary(table.map { (now($0.key), $0.value) }) { first, _ in first }
    }
    for index in frames.indices {
      frames[index].step = frames[index].step.map(now)
      frames[index].comings = renamed(frames[index].comings)
      for place in frames[index].trail.indices { frames[index].trail[place].rename(steps) }
    }
    for index in deeds.indices { deeds[index].step = now(deeds[index].step) }
    for index in lastDecisions.indices { lastDecisions[index].rename(steps) }
    // A step that takes another one's id takes its visits too: keys are made of both, and none may be made twice.
    var counted = Dictionary(visits.map { (now($0.key), $0.value) }, uniquingKeysWith: max)
    for (id, count) in visits { if let known = counted[id] { counted[id] = max(known, count) } }
    visits = counted
    answers = renamed(answers)
    inDoubt = renamed(inDoubt)
    prohibitions = prohibitions.map { Prohibition(actions: $0.actions, clause: now($0.clause)) }
    effects = effects.mapValues { $0.moved(to: $0.step.map(now)) }
    for (id, timer) in timers { timers[id]?.step = timer.step.map(now) }
    for (id, task) in tasks { tasks[id]?.step = task.step.map(now) }
    for (id, promise) in promises { promises[id]?.step = now(promise.step) }
    renameVisits(steps)
  }

  /// Approvals are about a visit of a step, `s3/1`.
  private mutating func renameVisits(_ steps: [Step.ID: Step.ID]) {
    func now(_ about: String) -> String {
      guard let slash = about.lastIndex(of: "/"), let step = steps[String(about[..<slash])] else { return about }
      return step + about[slash...]
    }
    approvals = Dictionary(approvals.map { (now($0.key), $0.value) }) { first, _ in first }
    for (id, task) in tasks {
      guard case .approval(var request) = task.purpose else { continue }
      request.about = now(request.about)
      tasks[id]?.purpose = .approval(of: request)
    }
  }
}

extension Footstep {
  fileprivate mutating func rename(_ steps: [Step.ID: Step.ID]) {
    step = steps[step] ?? step
    decision?.rename(steps)
    for index in (inner ?? []).indices { inner?[index].rename(steps) }
  }
}

extension PastDecision {
  fileprivate mutating func rename(_ steps: [Step.ID: Step.ID]) {
    step = steps[step] ?? step
    branch = branch.map { steps[$0] ?? $0 }
  }
}
