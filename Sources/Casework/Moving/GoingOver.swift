import Playbook

/// A case going over to another version from where it stands: one deciding under the new plan.
extension Deciding {
  /// Records the move and what becomes of all that stands.
  /// - Parameters:
  ///   - former: how the case stood before it left this version, when it comes back: what still stands gets back what it had.
  ///   - landing: the place of the procedure in which it goes on at another step; nil when every procedure stays where it stands.
  mutating func goOver(by change: PlanChange, former: Case?, landing: Int? = nil) {
    let before: Case = state
    record(.moved(moved(by: change, former: former, landing: landing)))
    reschedule(before, by: change, former)
    reword(former)
    renewPromises(by: change, before, former)
  }

  private func moved(by change: PlanChange, former: Case?, landing: Int?) -> Moved {
    let stands = state.frames.enumerated().map { index, frame in
      var step = frame.step.flatMap { change.successor(ofStep: $0)?.id }
      if index == landing { step = nil }
      if step == nil, landing == nil, let former, former.frames.indices.contains(index) { step = former.frames[index].step }
      return Moved.Place(procedure: change.successor(ofProcedure: frame.procedure)?.id ?? frame.procedure, step: step)
    }
    return Moved(from: change.old.version, to: plan.version, steps: names(by: change), stands: stands, isBack: former == nil ? nil : true)
  }

  /// What the steps that the case has come to are called now. One that is gone gives its name up if another step has it now.
  private func names(by change: PlanChange) -> [Step.ID: Step.ID] {
    var names: [Step.ID: Step.ID] = [:]
    for id in state.knownSteps {
      if let now = change.successor(ofStep: id)?.id {
        if now != id { names[id] = now }
        for branch in change.old.step(id)?.branches ?? [] {
          if let after = change.successor(ofBranch: branch.id), after != branch.id { names[branch.id] = after }
        }
      } else if let name = change.restoredName(of: id) ?? change.setAside(id) {
        names[id] = name
      }
    }
    return names
  }

  // MARK: timers

  private mutating func reschedule(_ before: Case, by change: PlanChange, _ former: Case?) {
    for id in before.timers.keys.sorted() {
      guard let timer = before.timers[id] else { continue }
      guard let wanted = former?.timers[id] ?? rescheduled(timer, by: change) else {
        cancelTimer(id)
        continue
      }
      // The deadline of an effect that is out isn't touched: it only loses its step where that is gone.
      if state.timers[id] != wanted, timer.purpose != .effectDeadline { record(.timerSet(wanted), step: wanted.step) }
    }
    guard let former else { return setNewLimits(by: change) }
    // Limits that the other version had no use for count on.
    for timer in former.timers.values.sorted(by: { $0.id < $1.id }) where state.timers[timer.id] == nil {
      switch timer.purpose {
      case .caseLimit where change.old.timeLimit == nil: record(.timerSet(timer), step: timer.step)
      case .followUpLimit:
        guard let frame = state.frames.indices.first(where: { $0 > 0 && state.frames[$0 - 1].step == timer.step }) else { continue }
        guard let followUp = state.frames[frame].followUp, change.old.vocabulary.followUp(followUp.id)?.limit == nil else { continue }
        record(.timerSet(timer), step: timer.step)
      default: continue
      }
    }
  }

  // MARK: what people are to do

  private mutating func reword(_ former: Case?) {
    for id in state.tasks.keys.sorted() {
      guard let task = state.tasks[id], let wanted = former?.tasks[id] ?? reworded(task), wanted != task else { continue }
      record(.taskOpened(wanted), step: wanted.step)
    }
  }

  /// The task as the plan words it; nil when it comes from no sentence.
  private func reworded(_ task: OpenTask) -> OpenTask? {
    guard let step = task.step.flatMap(plan.step) else { return nil }
    var (text, offered, role) = (task.text, task.choices, task.role)
    switch (task.purpose, step.kind) {
    case (.step, .manual), (.handOff, .handOff):
      (text, offered) = (step.sentence.text, choices(of: step))
      if case .handOff(let named) = step.kind { role = named }
    case (.fact(let id), _):
      guard let fact = plan.fact(id), case .source(_, let index, _)? = frame?.awaiting else { return nil }
      text = plan.language.words("请确认：\(fact.name)", "Please establish: \(fact.name)")
      offered = choices(fact, at: step, isLastSource: index == max(fact.sources.count, 1) - 1)
    default: return nil
    }
    return OpenTask(id: task.id, step: task.step, purpose: task.purpose, text: text, choices: offered.isEmpty ? [doneChoice] : offered, role: role)
  }

  // MARK: promises

  private mutating func renewPromises(by change: PlanChange, _ before: Case, _ former: Case?) {
    for id in state.promises.keys.sorted() {
      guard let promise = state.promises[id], let wanted = former?.promises[id] ?? renewed(promise, before.promises[id], by: change), wanted != promise
      else { continue }
      record(.promised(wanted), step: wanted.step)
    }
  }

  private func renewed(_ promise: Promise, _ before: Promise?, by change: PlanChange) -> Promise? {
    guard case .promise(let terms)? = plan.step(promise.step)?.kind, case .promise(let was)? = before.flatMap({ change.old.step($0.step) })?.kind else {
      return nil
    }
    guard terms != was else { return nil }
    let timer = state.timers.values.first { $0.purpose == .promise && $0.about == promise.id.text }
    return Promise(id: promise.id, step: promise.step, owner: terms.owner, text: terms.text, due: timer?.due ?? promise.due, keptBy: terms.keptBy)
  }
}

extension Case {
  /// Every step that the case names anywhere.
  var knownSteps: Set<Step.ID> {
    Set(visits.keys).union(answers.keys).union(inDoubt.keys).union(frames.compactMap(\.step)).union(frames.flatMap(\.comings.keys))
      .union(prohibitions.map(\.clause)).union(effects.values.compactMap(\.step)).union(timers.values.compactMap(\.step))
      .union(tasks.values.compactMap(\.step)).union(promises.values.map(\.step))
  }
}
