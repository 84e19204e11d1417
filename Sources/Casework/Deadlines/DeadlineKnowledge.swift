import Playbook

/// What is known of a case at one of its events, as far as deadlines look at it.
struct DeadlineKnowledge {
  /// What happened: an event, or that somebody took a task.
  enum Happening {
    case event(Event)
    case taken(TaskID)
  }

  let plan: Plan
  private let brokenOff: Set<Int>
  private(set) var values: [Fact.ID: Value] = [:]
  private var effects: [EffectKey: Effect] = [:]
  /// Conditions of this plan's deadlines that hold, and those that began to with the last event.
  private var holding: Set<Condition> = []
  private var beginning: Set<Condition> = []
  private let conditions: Set<Condition>
  /// The effect that ended with the last event.
  private var ended: Effect?
  private(set) var closedAt: Instant?

  /// - Parameter brokenOff: the events with which a procedure was left without having come to its end.
  init(plan: Plan, brokenOff: Set<Int>) {
    self.plan = plan
    self.brokenOff = brokenOff
    conditions = Set(plan.deadlines.flatMap { $0.from + $0.until }.compactMap { if case .holds(let condition) = $0 { condition } else { nil } })
  }

  mutating func take(_ event: Event) {
    ended = nil
    switch event.kind {
    case .factLearned(let learned): values[learned.fact] = learned.value
    case .concluded(let conclusion): for setting in conclusion.settings { values[setting.fact] = setting.value }
    case .reconsidered(let change): for fact in change.lapsed { values[fact] = nil }
    case .effectPlanned(let effect): effects[effect.key] = effect
    case .effectEnded(let end): ended = effects.removeValue(forKey: end.key)
    case .closed: closedAt = event.at
    default: break
    }
    guard !conditions.isEmpty else { return }
    let now = conditions.filter { holds($0) }
    beginning = now.subtracting(holding)
    holding = now
  }

  func holds(_ condition: Condition) -> Bool { condition.truth(facts: { values[$0] }, answer: nil) == .yes }

  /// Whether what ends a deadline is so already, and was before the last event.
  func isOver(_ rule: DeadlineRule) -> Bool {
    rule.until.contains { if case .holds(let condition) = $0 { holding.contains(condition) && !beginning.contains(condition) } else { false } }
  }

  /// Why the clock of a deadline stands still; nil when it runs.
  func pause(of rule: DeadlineRule) -> DeadlinePause? {
    rule.pauses.first { pause in
      switch pause {
      case .waiting(let party): effects.values.contains { $0.isQuestion && isOne($0.party, party) }
      case .holds(let condition): holds(condition)
      }
    }
  }

  // MARK: moments

  /// Whether what happened is a moment. - Parameter task: the one that the deadline is about: only whoever takes that one takes it over.
  func isMoment(_ moment: DeadlineMoment, _ happening: Happening, task: TaskID? = nil) -> Bool {
    guard case .event(let event) = happening else {
      guard case .taken(let taken) = happening, moment == .taken else { return false }
      return task == nil || task == taken
    }
    switch (moment, event.kind) {
    case (.opened(let channel), .opened(let opened)): return channel == nil || channel == opened.channel
    case (.closed, .closed): return true
    case (.heard(let party, let channel), .heard(let heard)): return isOne(heard.party, party) && (channel == nil || channel == heard.channel)
    case (.replied(let party, let left), .effectEnded(let end)): return isReply(end, to: party, apartFrom: left)
    // When it went out nobody is told: it counts when it is put.
    case (.replied(let party, _), .effectPlanned(let effect)): return effect.isQuestion && isOne(effect.party, party)
    case (.tried(let party), .effectEnded(let end)):
      return ended?.purpose == .contact && isOne(ended?.party, party) && end.barred == nil && end.outcome != EffectEnded.withdrawn
    case (.handedOver(let role), .taskOpened(let opened)): return opened.isForSomebody && (role == nil || role == opened.role)
    case (.taken, _): return isTakenOver(event.kind, task)
    case (.holds(let condition), _): return beginning.contains(condition)
    case (.happened(let name), .happened(let happened)): return happened.name == name
    case (.entered(let procedure), .procedureEntered(let entered)): return entered.procedure == procedure && entered.round > 0
    case (.left(let procedure), .procedureLeft(let left)): return left.procedure == procedure && !brokenOff.contains(event.sequence)
    default: return false
    }
  }

  private func isTakenOver(_ kind: EventKind, _ task: TaskID?) -> Bool {
    switch kind {
    case .taskDone(let done): done.sender.isPerson && done.choice != TaskDone.withdrawn && (task == nil || task == done.task)
    case .wrote(let wrote): wrote.sender.isPerson && wrote.message.to != nil
    case .opened(let opened): opened.sender.isPerson
    case .joined(let joined): joined.sender.isPerson
    default: false
    }
  }

  private func isReply(_ end: EffectEnded, to party: Party.ID, apartFrom left: Set<Message.ID>) -> Bool {
    guard let effect = ended, end.barred == nil, end.outcome != EffectEnded.withdrawn else { return false }
    switch effect.purpose {
    case .contact: return end.outcome == ContactOutcome.answered.rawValue && isOne(effect.party, party)
    // A question counts when it is put.
    case .ask: return false
    case .say, .action, .aside:
      guard effect.text != nil, !plan.isFailure(end.outcome, of: effect) else { return false }
      // Wording on the case's own channel goes to whoever is there.
      guard effect.purpose == .say || isOne(effect.party, party) else { return false }
      return message(of: effect).map { !left.contains($0) } ?? true
    }
  }

  private func message(of effect: Effect) -> Message.ID? {
    if let action = effect.action.flatMap(plan.action) { return action.message }
    guard case .say(let saying)? = effect.step.flatMap(plan.step)?.kind else { return nil }
    return saying.message
  }

  /// A party that stands for several persons is each of them.
  private func isOne(_ found: Party.ID?, _ named: Party.ID) -> Bool {
    guard let found else { return false }
    return found == named || plan.party(named)?.ladder.contains { $0.party == found } == true
      || plan.party(found)?.ladder.contains { $0.party == named } == true
  }
}

extension Effect {
  /// Whether a party is asked for a fact.
  fileprivate var isQuestion: Bool { purpose == .ask && action == nil }
}

extension OpenTask {
  /// Whether the case has come to a person with it; what only has to be looked at beside the procedure isn't meant.
  fileprivate var isForSomebody: Bool {
    switch purpose {
    case .step, .fact, .handOff: true
    case .review, .approval, .reconcile: false
    }
  }
}

extension Sender {
  fileprivate var isPerson: Bool { if case .person = self { true } else { false } }
}
