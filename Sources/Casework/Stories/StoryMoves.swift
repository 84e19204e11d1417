import Playbook

extension StoryPlay {
  /// Actions and wording succeed by themselves, unless the row says otherwise.
  mutating func settle(_ state: Case?, now: Instant) -> Move? {
    guard let state else { return nil }
    for effect in state.effects.values.sorted(by: { $0.key < $1.key }) {
      switch effect.purpose {
      case .contact, .ask: continue
      case .say: return send(.ended(effect.key, EffectReport(outcome: SayOutcome.sent)), .receiver)
      case .action, .aside:
        guard let action = effect.action.flatMap(plan.action) else { continue }
        let preset = presets[action.id]
        let report = EffectReport(outcome: preset?.outcome ?? action.success.id, facts: reports(preset?.facts ?? [], source: "action \(action.id)"))
        return send(.ended(effect.key, report), .receiver)
      }
    }
    // An action that is to fail fails in all its attempts.
    guard !presets.isEmpty, let retry = state.timers.values.filter({ $0.purpose == .retry }).min(by: { $0.due < $1.due }) else { return nil }
    return retry.due > now ? .setClock(retry.due) : send(.timerDue(retry.id), .clock)
  }

  /// Lets the clock run to where the row wants it, ringing what is due on the way.
  mutating func passTime(_ state: Case?, now: Instant) -> Move? {
    let due = state?.timers.values.filter { $0.due <= max(clockTarget ?? now, now) }.min { ($0.due, $0.id) < ($1.due, $1.id) }
    if let due { return due.due > now ? .setClock(due.due) : send(.timerDue(due.id), .clock) }
    guard let target = clockTarget else { return nil }
    clockTarget = nil
    return target > now ? .setClock(target) : nil
  }

  /// Nil when the phrase asks for nothing to be done now, or can't be done.
  mutating func move(for event: Story.Told<StoryEvent>, _ state: Case?, now: Instant) -> Move? {
    switch event.meaning {
    case .nothing: return nil
    case .starts(let channel, let settings):
      let opening = Opening(playbook: plan.id, version: plan.version, subject: subject, channel: channel, facts: reports(settings, source: "platform"))
      return send(.open(opening), .platform)
    case .timePasses(let amount):
      clockTarget = now + amount
      return nil
    case .happens(let id): return send(.happened(id), .platform)
    case .learns(let setting): return learn(FactReport(fact: setting.fact, value: setting.value, source: "platform"), state)
    case .learnsNothing(let fact): return learn(FactReport(fact: fact, value: nil, source: "platform"), state)
    case .agentRuns(let action): return send(.perform(action, arguments: [:]), Self.agent)
    case .promiseIsKept:
      guard let promise = state?.promises.keys.min() else { return missing(event) }
      return send(.promiseKept(promise), Self.agent)
    case .agentChooses(let choice):
      guard let task = task(for: choice, state) else { return missing(event) }
      return send(.taskDone(task.id, choice: answer(choice, to: task)), task.answerer(Self.agent))
    case .contactEnds(let party, let outcome, let settings):
      guard let call = state?.effects.values.first(where: { $0.purpose == .contact && $0.party == party }) else { return missing(event) }
      return send(.ended(call.key, EffectReport(outcome: outcome.rawValue, facts: reports(settings, source: party))), .receiver)
    case .staysSilent(let party):
      guard let question = state?.effects.values.first(where: { $0.purpose == .ask && $0.party == party }), let outcome = question.outcomes.last else {
        return missing(event)
      }
      return send(.ended(question.key, EffectReport(outcome: outcome)), .receiver)
    case .actionEnds(let action, let outcome, let settings):
      if let effect = state?.effects.values.first(where: { $0.action == action }) {
        return send(.ended(effect.key, EffectReport(outcome: outcome, facts: reports(settings, source: "action \(action)"))), .receiver)
      }
      presets[action] = (outcome, settings)
      return nil
    }
  }

  static let agent = Sender.person(name: "story", role: "agent")

  /// A question for the fact is answered by whoever was asked; else the platform reports it.
  private mutating func learn(_ report: FactReport, _ state: Case?) -> Move {
    if let question = state?.effects.values.first(where: { $0.purpose == .ask && $0.fact == report.fact }) {
      let outcome = (report.value == nil ? question.outcomes.last : question.outcomes.first) ?? AskOutcome.answered
      return send(.ended(question.key, EffectReport(outcome: outcome, facts: [report])), .receiver)
    }
    return send(.facts([report]), .platform)
  }

  private func task(for choice: String, _ state: Case?) -> OpenTask? {
    let tasks = (state?.tasks.values ?? [:].values).sorted { $0.id < $1.id }
    return tasks.first { task in
      switch task.purpose {
      case .fact(let fact): setting(choice)?.fact == fact || task.choices.contains { $0.label == choice || $0.id == choice }
      default: task.choices.contains { $0.label == choice || $0.id == choice }
      }
    } ?? (tasks.count == 1 ? tasks.first : nil)
  }

  /// `F=V` answers a question for the fact with its value.
  private func answer(_ choice: String, to task: OpenTask) -> String {
    guard case .fact(let id) = task.purpose, let setting = setting(choice), let fact = plan.fact(id) else { return choice }
    return fact.words(for: setting.value, in: plan.language)
  }

  private func setting(_ text: String) -> FactSetting? { plan.vocabulary.setting(text) }

  private func reports(_ settings: [FactSetting], source: String) -> [FactReport] {
    settings.map { FactReport(fact: $0.fact, value: $0.value, source: source) }
  }

  private mutating func missing(_ event: Story.Told<StoryEvent>) -> Move? {
    fail(event.text, plan.language.words("此刻没有可以这样回应的事", "nothing is pending that could end so"), at: event.place)
    return nil
  }
}
