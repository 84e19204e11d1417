import Playbook

extension Deciding {
  /// Somebody reports facts. What waits for them goes on; what they interrupt is left.
  mutating func learn(_ reports: [FactReport]) throws(Refusal) {
    try check(reports)
    for report in reports { record(.factLearned(FactLearned(reported: report))) }
    factsChanged(reports.map(\.fact))
    // What was told may have settled the last that was owed.
    closeIfSettled()
  }

  /// Bad input changes nothing: every fact and value is looked at before the first is recorded.
  func check(_ reports: [FactReport]) throws(Refusal) {
    for report in reports {
      guard let fact = plan.fact(report.fact) else { throw .unknownName(report.fact) }
      if let value = report.value, !fact.accepts(value) { throw .notAValue(fact: report.fact) }
    }
  }

  /// Goes on where a changed fact lets it.
  mutating func factsChanged(_ reported: [Fact.ID]) {
    let facts = reported + plan.vocabulary.derived(from: reported)
    deriveSought(among: facts)
    if state.phase == .settling { return reviewLastDecisions(facts) }
    if goesBack(by: reported) { return }
    if let incident = state.incident, let step = currentStep, mayEnd(incident, by: facts, at: step) {
      record(.incidentResolved(IncidentResolved(repair: .retry, sender: sender)), step: step.id)
      return goOn(after: incident, at: step)
    }
    if case .source(let fact, _, let wait)? = frame?.awaiting, facts.contains(fact), let step = currentStep, value(fact) != nil {
      withdraw(wait)
      return resume(step)
    }
    if case .source(let fact, _, let wait)? = frame?.awaiting, let step = currentStep, isOvertaken(fact) {
      withdraw(wait)
      return resume(step)
    }
    interrupt(by: nil)
  }

  /// A declared event: it may bring facts, keep promises and end waits.
  mutating func happen(_ id: NamedEvent.ID) throws(Refusal) {
    guard let event = plan.event(id) else { throw .unknownName(id) }
    let step = interruptible(by: id).flatMap { state.frames[$0.frame].step }
    hearBehind(id)
    record(.happened(Happened(name: id, wasAwaited: step != nil)), step: step)
    for setting in event.brings { record(.factLearned(FactLearned(fact: setting.fact, value: setting.value, source: "event \(id)"))) }
    for promise in state.promises.values.filter({ $0.keptBy == id }).sorted(by: { $0.id < $1.id }) { settle(promise, wasKept: true) }
    if !event.brings.isEmpty, goesBack(by: event.brings.map(\.fact), event: event) { return }
    if interrupt(by: id) { return }
    if !event.brings.isEmpty { factsChanged(event.brings.map(\.fact)) }
    closeIfSettled()
  }

  /// Takes back what a source was asked, because the answer came from elsewhere.
  mutating func withdraw(_ wait: SourceWait) {
    switch wait {
    case .chosen: break
    case .effect(let key): withdraw(key)
    case .task(let id): withdraw(id)
    }
  }

  mutating func withdraw(_ key: EffectKey) {
    guard let effect = state.effects[key] else { return }
    cancelTimers(about: key.text)
    record(.effectEnded(EffectEnded(key: key, outcome: EffectEnded.withdrawn, detail: nil)), step: effect.step)
  }

  mutating func withdraw(_ id: TaskID) {
    guard let task = state.tasks[id] else { return }
    record(.taskDone(TaskDone(task: id, choice: TaskDone.withdrawn, sender: sender)), step: task.step)
  }
}

extension FactLearned {
  /// What somebody reported. Nobody outside can claim that a table, a conclusion or everybody's silence said it: such a source is kept in quotation marks.
  init(reported report: FactReport, isExpected: Bool = false) {
    let isOurs = [FactLearned.nobody, KnownFact.conclusion].contains(report.source) || RowReference(source: report.source) != nil
    self.init(
      fact: report.fact, value: report.value, source: isOurs ? "“\(report.source)”" : report.source,
      isExpected: isExpected ? true : nil)
  }
}

extension EffectEnded {
  /// The outcome of an effect that nobody waits for any more. The receiver may still carry it out.
  public static let withdrawn = "withdrawn"
}

extension TaskDone {
  public static let withdrawn = "withdrawn"
}

extension Fact {
  /// The years 1970 to 9999, in milliseconds: what a wall clock can show, and far from where sums of times overflow.
  private static let times: ClosedRange<Int64> = 0...253_402_300_799_999

  /// Whether a value is one this fact can have.
  func accepts(_ value: Value) -> Bool {
    switch (type, value) {
    case (.choice(let choices), .choice(let id)): choices.contains { $0.id == id }
    case (.number, .number(let number)): number.isFinite
    case (.time, .time(let instant)): Self.times.contains(instant.milliseconds)
    case (.flag, .flag), (.money, .money), (.duration, .duration), (.text, .text): true
    default: false
    }
  }
}
