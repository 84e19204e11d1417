import Playbook

extension Case {
  /// Rebuilds a case from its events, from the first one on. - Returns: nil when they don't begin with `opened`.
  public init?(id: CaseID, folding events: some Sequence<Event>) {
    var state: Case?
    for event in events {
      if state == nil {
        guard case .opened(let opened) = event.kind else { return nil }
        state = Case(id: id, opened: opened, at: event.at)
      }
      state?.apply(event)
    }
    guard let state else { return nil }
    self = state
  }

  init(id: CaseID, opened: Opened, at: Instant) {
    self.init(
      id: id, playbook: opened.playbook, version: opened.version, subject: opened.subject, channel: opened.channel, openedAt: at, phase: .open,
      eventCount: 0, facts: [:], frames: [], visits: [:], answers: [:], prohibitions: [], effects: [:], inDoubt: [:], timers: [:], tasks: [:], promises: [:],
      incident: nil, isConcluded: false)
  }

  /// Takes one event into the state. It needs no plan: events say everything.
  public mutating func apply(_ event: Event) {
    eventCount = event.sequence
    switch event.kind {
    case .opened, .joined, .stepPassed: break
    case .reconsidered(let reconsidered): reconsider(reconsidered, event)
    case .stood(let stood): stand(stood, event)
    case .personsNamed(let named): persons.merge(named.persons) { $1 }
    case .held, .wrote, .deadlineWarned: break
    case .evidenceAdded(let added): evidence = (evidence ?? [:]).merging([added.evidence.id: added.evidence.sha256]) { $1 }
    case .heard(let heard): hear(heard, event)
    case .consented(let consented): consent(consented, event)
    case .ruled(let ruled): rule(ruled)
    case .posted(let posted): post(posted, step: event.step)
    case .approved(let approved): approve(approved, step: event.step)
    case .moved(let moved): move(moved)
    case .linked(let linked): links.append(linked)
    case .happened(let happened):
      // What a step was waiting for is its answer.
      if let step = event.step, happened.wasAwaited {
        answers[step] = happened.name
        endSpell(at: step, answer: happened.name)
      }
    case .factLearned(let learned): learn(learned, event)
    case .concluded(let concluded):
      conclude(concluded, event)
      if frames.count == 1 { isConcluded = true }
    case .stepReached(let reached): reach(event, reached)
    case .decided(let decided):
      if let step = event.step, let answer = decided.answer { answers[step] = answer }
      remember(decided, event)
      settleDoubt(event.step)
      setAwaiting(nil)
    case .asked(let asked): ask(asked)
    case .taskOpened(let task): open(task)
    case .taskDone(let done): finish(done)
    case .effectPlanned(let effect): plan(effect)
    case .effectEnded(let ended): end(ended, at: event.at)
    case .timerSet(let timer): set(timer)
    case .timerRang(let rang):
      if let timer = timers[rang.timer], timer.purpose == .wait, let step = timer.step {
        answers[step] = WaitAnswer.expired
        endSpell(at: step, answer: WaitAnswer.expired)
      }
      remove(rang.timer)
    case .timerCancelled(let cancelled):
      remove(cancelled.timer)
      if let index = frames.firstIndex(where: { $0.followUp?.limit == cancelled.timer }) { frames[index].followUp?.limit = nil }
    case .contactEnded(let ended):
      if let step = event.step { endContact(ended, step: step) }
      keepContact(ended, event.step)
      setAwaiting(nil)
    case .forbade(let forbade):
      if let step = event.step { prohibitions.append(Prohibition(actions: forbade.actions, clause: step)) }
    case .promised(let promise):
      // Told anew under its own name, it was made before.
      if promises.updateValue(promise, forKey: promise.id) == nil { keep(promise) }
    case .promiseSettled(let settled): promises[settled.promise] = nil
    case .procedureEntered(let entered): enter(entered, step: event.step, at: event.at)
    case .procedureLeft(let left): leave(left, step: event.step)
    case .incidentRaised(let raised):
      setAwaiting(nil)
      incident = raised
    case .incidentResolved(let resolved): resolve(resolved, step: event.step)
    case .closed:
      phase = .closed
      lastDecisions = []
    }
  }

  private mutating func resolve(_ resolved: IncidentResolved, step: Step.ID?) {
    // Visits count anew, so that what was taken for a circle can be tried again.
    if incident?.kind == .endless, !frames.isEmpty {
      frames[frames.count - 1].comings = [:]
      reconsiderations = 0
    }
    incident = nil
    switch resolved.repair {
    case .skip, .move: settleDoubt(step)
    case .retry, .setFact: break
    }
  }

  /// The procedure has drawn its conclusion from the failure: when it comes to the step again, that is a new act.
  private mutating func settleDoubt(_ step: Step.ID?) {
    guard let step, !inDoubt.isEmpty else { return }
    inDoubt[step.hasSuffix("+") ? String(step.dropLast()) : step] = nil
  }

  private mutating func setAwaiting(_ awaiting: Awaiting?) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].awaiting = awaiting
  }

  private mutating func reach(_ event: Event, _ reached: StepReached) {
    guard let step = event.step, !frames.isEmpty else { return }
    visits[step] = reached.visit
    answers[step] = nil
    extendTrail(to: step, event, wasVisited: reached.visit > 1)
    frames[frames.count - 1].step = step
    frames[frames.count - 1].reachedBefore = frames[frames.count - 1].reached
    frames[frames.count - 1].reached = event.sequence
    frames[frames.count - 1].asked = []
    frames[frames.count - 1].turnedTo = nil
    frames[frames.count - 1].comings[step, default: 0] += 1
    frames[frames.count - 1].attempt = 0
    frames[frames.count - 1].awaiting = nil
  }

  private mutating func ask(_ asked: Asked) {
    guard !frames.isEmpty else { return }
    if !frames[frames.count - 1].asked.contains(asked.fact) { frames[frames.count - 1].asked.append(asked.fact) }
    if asked.source >= 0 { frames[frames.count - 1].turnedTo = (frames[frames.count - 1].turnedTo ?? [:]).merging([asked.fact: asked.source]) { $1 } }
    setAwaiting(.source(asked.fact, index: asked.source, .chosen))
  }

  // MARK: procedures

  private mutating func enter(_ entered: ProcedureEntered, step: Step.ID?, at: Instant) {
    if let last = frames.last, let followUp = last.followUp, entered.followUp == followUp.id, entered.round > 0 {
      frames[frames.count - 1].followUp?.round = entered.round
      frames[frames.count - 1].awaiting = nil
      if followUp.limit != nil { frames[frames.count - 1].comings = [:] }
      cutTrail(from: 0)
      return
    }
    let followUp = entered.followUp.map { FollowUpState(id: $0, round: entered.round, limit: nil) }
    if followUp != nil { keepSpell(.followUp, at: step, since: at) }
    frames.append(
      Frame(procedure: entered.procedure, step: nil, reached: 0, asked: [], comings: [:], attempt: 0, followUp: followUp, awaiting: nil))
  }

  private mutating func leave(_ left: ProcedureLeft, step: Step.ID?) {
    // A round that is broken off leaves no doubt behind: coming to the sentence again is a new act.
    settleDoubt(frames.last?.step)
    passOnTrail()
    if !frames.isEmpty { frames.removeLast() }
    if frames.isEmpty { phase = .settling }
    if let step, let outcome = left.outcome { answers[step] = outcome }
  }

  // MARK: tasks

  private mutating func open(_ task: OpenTask) {
    tasks[task.id] = task
    switch task.purpose {
    case .review, .reconcile: break
    case .approval(let request): if !request.isAside { setAwaiting(.task(task.id)) }
    case .step, .handOff: setAwaiting(.task(task.id))
    case .fact(let fact):
      if case .source(fact, let index, _)? = frames.last?.awaiting { setAwaiting(.source(fact, index: index, .task(task.id))) }
    }
  }

  private mutating func finish(_ done: TaskDone) {
    guard let task = tasks.removeValue(forKey: done.task) else { return }
    keep(task, done)
    guard frames.last?.awaiting?.isFor(done.task) == true else { return }
    if let step = task.step, task.purpose == .step || task.purpose == .handOff { answers[step] = done.choice }
    setAwaiting(nil)
  }

  // MARK: effects

  private mutating func plan(_ effect: Effect) {
    effects[effect.key] = effect
    if effect.purpose == .aside { takeBack(by: effect) }
    guard effect.purpose != .aside, !frames.isEmpty else { return }
    frames[frames.count - 1].attempt = effect.attempt
    switch effect.purpose {
    case .aside: break
    case .action, .say: setAwaiting(.effect(effect.key))
    case .ask:
      if case .source(let fact, let index, _)? = frames.last?.awaiting { setAwaiting(.source(fact, index: index, .effect(effect.key))) }
    case .contact:
      var progress = ContactProgress(rung: 0, attempt: 0, made: [], wait: .between)
      if case .contact(let under)? = frames.last?.awaiting { progress = under }
      progress.rung = effect.rung ?? 0
      progress.attempt = effect.attempt
      progress.wait = .effect(effect.key)
      setAwaiting(.contact(progress))
    }
  }

  private mutating func end(_ ended: EffectEnded, at: Instant) {
    guard let effect = effects.removeValue(forKey: ended.key) else { return endLate(ended) }
    guard effect.purpose != .aside else { return }
    keep(effect, ended)
    let wentOn = ended.outcome != EffectEnded.held
    if effect.purpose == .action, let step = effect.step, wentOn { answers[step] = ended.outcome }
    if effect.purpose == .action || effect.purpose == .say, let step = effect.step, wentOn { inDoubt[step] = ended.inDoubt == true ? effect.receiverKey : nil }
    guard frames.last?.awaiting?.isFor(ended.key) == true else { return }
    if case .contact(var progress)? = frames.last?.awaiting {
      if let attempt = attempt(effect, ended, at: at) { progress.made.append(attempt) }
      progress.wait = .between
      setAwaiting(.contact(progress))
    } else if case .source(let fact, let index, _)? = frames.last?.awaiting {
      setAwaiting(.source(fact, index: index, .chosen))
    } else {
      setAwaiting(nil)
    }
  }

  // MARK: timers

  private mutating func set(_ timer: CaseTimer) {
    let isNew = timers.updateValue(timer, forKey: timer.id) == nil
    switch timer.purpose {
    case .wait:
      if isNew { keepSpell(.wait, at: timer.step, since: timer.from) }
      setAwaiting(.timer(timer.id))
    case .round:
      cutTrail(from: 0)
      setAwaiting(.round(timer.id))
    case .retry: setAwaiting(.retry(timer.id))
    case .contactPause:
      var progress = ContactProgress(rung: 0, attempt: 0, made: [], wait: .between)
      if case .contact(let under)? = frames.last?.awaiting { progress = under }
      progress.wait = .pause(timer.id)
      setAwaiting(.contact(progress))
    case .followUpLimit:
      // Set anew it may be that of a follow-up that runs already: the one which the timer's step runs.
      let index = frames.indices.last { $0 > 0 && frames[$0].followUp != nil && frames[$0 - 1].step == timer.step } ?? frames.count - 1
      if frames.indices.contains(index), !frames.contains(where: { $0.followUp?.limit == timer.id }) { frames[index].followUp?.limit = timer.id }
    case .promise, .effectDeadline, .caseLimit: break
    }
  }

  private mutating func remove(_ timer: TimerID) {
    timers[timer] = nil
    switch frames.last?.awaiting {
    case .timer(timer), .round(timer), .retry(timer): setAwaiting(nil)
    case .contact(var progress) where progress.wait == .pause(timer):
      progress.wait = .between
      setAwaiting(.contact(progress))
    default: break
    }
  }
}

extension KnownFact {
  /// The source of what a conclusion sets.
  public static let conclusion = "conclusion"
}

extension Awaiting {
  func isFor(_ key: EffectKey) -> Bool {
    switch self {
    case .effect(key), .source(_, _, .effect(key)): true
    case .contact(let progress): progress.wait == .effect(key)
    default: false
    }
  }

  func isFor(_ task: TaskID) -> Bool {
    switch self {
    case .task(task), .source(_, _, .task(task)): true
    default: false
    }
  }
}
