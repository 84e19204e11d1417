public import Playbook

/// One signal being decided: the case as it stands, and the events so far. Every change goes through `record`, so state and events can't part.
struct Deciding {
  // There until it is handed on by `finish`: an optional is handed over without a copy being made on the way.
  // swift-format-ignore: NeverUseImplicitlyUnwrappedOptionals
  private(set) var state: Case!
  /// The case as it was before a step was found to be lost: nil when none was.
  var beforeNotice: Case?
  let plan: Plan
  let now: Instant
  let sender: Sender
  private(set) var events: [Event] = []
  /// Steps taken since the signal came in, against endless circles.
  var stepsTaken = 0
  /// How many events the case had when the signal came in.
  let firstCount: Int
  /// A signal sends the case back once at most.
  var hasReconsidered = false

  init(state: consuming Case, plan: Plan, now: Instant, sender: Sender) {
    self.state = state
    self.plan = plan
    self.now = now
    self.sender = sender
    firstCount = self.state.eventCount
    events.reserveCapacity(8)
  }

  /// Takes the case that the caller hands over.
  init(taking state: inout Case?, plan: Plan, now: Instant, sender: Sender) {
    self.plan = plan
    self.now = now
    self.sender = sender
    firstCount = state?.eventCount ?? 0
    swap(&self.state, &state)
    events.reserveCapacity(8)
  }

  /// Hands the case over. - Returns: the events that led to it.
  mutating func finish(into state: inout Case?) -> [Event] {
    swap(&self.state, &state)
    return events
  }

  /// Gives back the case of a refused signal as it was: nothing is recorded before a refusal but a lost step.
  mutating func giveBack(_ state: inout Case?) {
    swap(&self.state, &state)
    if let beforeNotice { state = beforeNotice }
  }

  mutating func record(_ kind: consuming EventKind, step: Step.ID? = nil) {
    let money = moneyMatter(of: kind)
    keep(kind, step: step)
    let place = events.count - 1
    if case .factLearned(let learned) = events[place].kind { consentLearned(learned) }
    if !plan.tables.isEmpty { deriveAgain(after: events[place].kind, step) }
    if let money { post(money) }
  }

  /// Records what tables have nothing to do with, or what was derived for them to go on with.
  mutating func keep(_ kind: consuming EventKind, step: Step.ID?) {
    if case .effectEnded(var ended) = kind, let person = state.effects[ended.key]?.person {
      ended.person = person
      kind = .effectEnded(ended)
    }
    events.append(Event(sequence: state.eventCount + 1, at: now, step: step, kind: kind))
    state.apply(events[events.count - 1])
  }

  var frame: Frame? { state.frames.last }

  /// The step that the running procedure stands at.
  var currentStep: Step? { frame?.step.flatMap(plan.step) }

  func value(_ fact: Fact.ID) -> Value? {
    var seen: [Fact.ID: Value?] = [:]
    return value(fact, &seen)
  }

  /// - Parameter seen: what was found out on the way here. Many ways may lead through tables to one fact, which is looked at once.
  func value(_ fact: Fact.ID, _ seen: inout [Fact.ID: Value?]) -> Value? {
    guard !plan.tables.isEmpty else { return state.usableValue(fact, plan: plan, now: now) ?? valueAskedHere(fact) }
    if let value = seen[fact] { return value }
    let value = usableValue(fact, &seen) ?? valueAskedHere(fact)
    seen.updateValue(value, forKey: fact)
    return value
  }

  /// What was derived from something that has grown old since is as old as that.
  private func usableValue(_ fact: Fact.ID, _ seen: inout [Fact.ID: Value?]) -> Value? {
    guard let value = state.usableValue(fact, plan: plan, now: now) else { return nil }
    return standsOnOldFacts(fact, &seen) ? nil : value
  }

  /// What this step asked for may grow old while it asks for something else. It is used all the same: two facts that keep for a short time would be asked
  /// for in turn for ever.
  private func valueAskedHere(_ fact: Fact.ID) -> Value? {
    guard let frame, frame.asked.contains(fact), let known = state.facts[fact], known.learned > frame.reached else { return nil }
    return known.value
  }

  func truth(_ condition: Condition, answer: String? = nil) -> Truth {
    condition.truth(facts: { value($0) }, answer: answer)
  }

  /// The same for one of several conditions, which are mostly about one fact: its value is looked up once.
  func truth(_ condition: Condition, answer: String?, recalling last: inout (fact: Fact.ID, value: Value?)?) -> Truth {
    condition.truth(
      facts: { fact in
        if let last, last.fact == fact { return last.value }
        let value = value(fact)
        last = (fact, value)
        return value
      }, answer: answer)
  }

  // MARK: small records that many steps share

  @discardableResult
  mutating func setTimer(
    _ purpose: CaseTimer.Purpose, step: Step.ID?, after amount: TimeAmount, from: Instant? = nil, origin: Fact.ID? = nil, about: String? = nil,
    due: Instant? = nil
  ) -> TimerID {
    let id = TimerID("t\(state.eventCount + 1)")
    let from = from ?? now
    record(
      .timerSet(CaseTimer(id: id, step: step, purpose: purpose, about: about, origin: origin, from: from, amount: amount, due: due ?? from + amount)),
      step: step)
    return id
  }

  mutating func cancelTimer(_ id: TimerID) {
    guard let timer = state.timers[id] else { return }
    record(.timerCancelled(TimerCancelled(timer: id)), step: timer.step)
  }

  mutating func cancelTimers(about: String) {
    var found: [TimerID] = []
    for timer in state.timers.values where timer.about == about { found.append(timer.id) }
    if found.count > 1 { found.sort() }
    for timer in found { cancelTimer(timer) }
  }

  mutating func openTask(_ purpose: OpenTask.Purpose, step: Step?, text: String, choices: [TaskChoice], role: String? = nil) {
    let task = OpenTask(
      id: TaskID("k\(state.eventCount + 1)"), step: step?.id, purpose: purpose, text: text, choices: choices.isEmpty ? [doneChoice] : choices, role: role)
    record(.taskOpened(task), step: step?.id)
  }

  var doneChoice: TaskChoice { TaskChoice(id: TaskChoice.done, label: plan.language.words("完成", "Done")) }

  mutating func raise(_ kind: Incident.Kind, about: String, step: Step.ID?) {
    record(.incidentRaised(Incident(kind: kind, about: about)), step: step)
  }
}

extension TaskChoice {
  /// The answer to a task that has no alternatives.
  public static let done = "done"
}

extension Case {
  /// A fact's value, unless it has grown too old to be used.
  public func usableValue(_ id: Fact.ID, plan: Plan, now: Instant) -> Value? {
    guard let known = facts[id], let value = known.value else { return nil }
    // What was learned just now can't have grown old.
    if known.at < now, let freshFor = plan.freshness(of: id), known.at + freshFor < now { return nil }
    return value
  }
}
