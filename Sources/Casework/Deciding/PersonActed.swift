public import Playbook

extension Deciding {
  /// A person answers a task.
  mutating func finish(_ id: TaskID, choice: String) throws(Refusal) {
    guard let task = state.tasks[id] else { throw .notAwaited(id.text) }
    switch task.purpose {
    case .fact(let fact): return try answer(task, fact: fact, choice)
    case .approval(let request): return try approve(task, request, choice)
    case .reconcile(let key): return try reconcile(task, key, choice)
    case .step, .handOff, .review: break
    }
    guard let chosen = task.choices.first(where: { $0.id == choice || $0.label == choice }) else {
      throw .notAChoice(choice, of: task.choices.map(\.label))
    }
    let isAwaited = frame?.awaiting?.isFor(id) == true
    record(.taskDone(TaskDone(task: id, choice: chosen.id, sender: sender)), step: task.step)
    guard isAwaited, let step = currentStep else { return closeIfSettled() }
    chooseBranch(of: step, answer: chosen.id)
  }

  private mutating func answer(_ task: OpenTask, fact id: Fact.ID, _ choice: String) throws(Refusal) {
    guard let fact = plan.fact(id) else { throw .unknownName(id) }
    let isUnknown = task.choices.contains { $0.id == TaskChoice.unknown && ($0.id == choice || $0.label == choice) }
    let value = isUnknown ? nil : fact.value(task.choices.first { $0.id == choice }?.label ?? choice) ?? fact.value(choice)
    guard isUnknown || value != nil else { throw .notAChoice(choice, of: task.choices.map(\.label)) }
    var source: Int?
    if case .source(id, let index, .task(task.id))? = frame?.awaiting { source = index }
    // The value stands in the fact, which is masked; it doesn't stand here a second time.
    let shown = isUnknown ? TaskChoice.unknown : fact.isPersonal ? TaskChoice.withheld : choice
    record(.taskDone(TaskDone(task: task.id, choice: shown, sender: sender)), step: task.step)
    if value != nil {
      record(.factLearned(FactLearned(reported: FactReport(fact: id, value: value, source: sender.name), isExpected: isWatching)), step: task.step)
      if goesBack(by: [id]) || ends(by: [id]) { return }
    }
    guard let source, let step = currentStep else { return }
    // Who doesn't know leaves it to the sources behind.
    if value == nil, case .waiting = find(id, from: source + 1, step) { return }
    resume(step)
  }

  /// A person wants an action done beside the procedure. The playbook's bans and requirements hold for people too.
  mutating func perform(_ id: Action.ID, _ arguments: [String: String], signal: SignalID) throws(Refusal) {
    if let clause = state.clause(forbidding: id).flatMap(plan.step) { throw .forbidden(id, clause: clause.sentence) }
    guard let action = plan.action(id) else { throw .unknownName(id) }
    // A refusal leaves nothing behind: what tables would say is found out on a copy first.
    var ready = self
    guard ready.isReady(action) else { throw .unguarded(id) }
    try ready.checkMoney(action, key: EffectKey("\(state.id)/aside/\(signal)"))
    self = ready
    planAside(action, arguments, step: nil, key: EffectKey("\(state.id)/aside/\(signal)"))
  }

  /// What a person asks for obeys the limits; what only has to be approved is asked for.
  private func checkMoney(_ action: Action, key: EffectKey) throws(Refusal) {
    guard let money = action.money else { return }
    // Nobody passes for the engine taking something back.
    guard !key.isUndo else { throw .unguarded(action.id) }
    guard let amount = amount(of: money), payers(of: money, amount) != nil else { throw .unguarded(action.id) }
    if case .overLimit(let words) = permission(for: action, money, amount: amount, about: key.text) { throw .overLimit(action.id, words) }
  }

  /// Whether everything is known that the action requires and that its wording says.
  mutating func isReady(_ action: Action) -> Bool {
    deriveUnasked(action.guardCondition?.facts ?? [])
    if let required = action.guardCondition, truth(required) != .yes { return false }
    if action.lacksConsent { return false }
    if case .failure? = text(of: action) { return false }
    return true
  }

  /// Does something the procedure doesn't wait for.
  mutating func planAside(_ action: Action, _ arguments: [String: String], step: Step.ID?, key: EffectKey) {
    guard state.effects[key] == nil, mayGoAside(action, arguments, step: step, key: key) else { return }
    let text = text(of: action)
    plan(
      Effect(
        key: key, step: step, purpose: .aside, action: action.id, party: action.party, channel: action.channel, arguments: arguments,
        text: try? text?.get(), fact: nil, attempt: 1, rung: nil, outcomes: action.outcomes.map(\.id), deadline: now + action.timeLimit),
      timeLimit: action.timeLimit)
  }
}

extension Case {
  /// The sentence that forbids an action in this case, if one does.
  public func clause(forbidding action: Action.ID) -> Step.ID? {
    prohibitions.first { $0.actions.contains(action) }?.clause
  }
}

extension TaskChoice {
  /// The answer of a person who can't find a fact out.
  public static let unknown = "unknown"
  /// An answer that is personal data.
  public static let withheld = "withheld"
}

extension Sender {
  /// Who said it, for the record.
  var name: String {
    switch self {
    case .platform: "platform"
    case .receiver: "receiver"
    case .clock: "clock"
    case .person(let name, let role): "\(role) \(name)"
    }
  }
}
