import Casework
import Playbook

/// What is measured of one run of a case, be it recorded or replayed: whole numbers, read from its events alone.
struct CaseMeasures: Hashable, Sendable {
  /// How it ended, for a person: what was concluded, or why it isn't closed.
  private(set) var ending = ""
  private(set) var isClosed = false
  private(set) var hadIncident = false
  /// Attempts to reach somebody by a call, and messages that went out.
  private(set) var calls = 0
  private(set) var messages = 0
  /// Milliseconds in which work lay with a person, from the opening of each task to its end.
  private(set) var personTime: Int64 = 0
  /// Milliseconds from opening to closing; 0 when it isn't closed.
  private(set) var duration: Int64 = 0
  private(set) var promisesKept = 0
  private(set) var promisesBroken = 0
  /// Money by account, in fen: what was settled or recovered, less what was taken back.
  private(set) var balances: [String: Int64] = [:]
  /// Actions of kind money that went well.
  private(set) var payments = 0

  private var openedAt: Instant?
  private var tasks: [TaskID: Instant] = [:]
  private var effects: [EffectKey: Effect] = [:]
  private var conclusion: [String] = []

  init(_ events: some Sequence<Event>, plan: Plan) {
    for event in events { take(event, plan) }
    if isClosed {
      ending = conclusion.isEmpty ? plan.language.words("流程走完", "ran to its end") : conclusion.joined(separator: plan.language.words("、", ", "))
    } else {
      ending = hadIncident ? plan.language.words("卡住", "stuck") : plan.language.words("没有结束", "not ended")
    }
    (tasks, effects, conclusion, openedAt) = ([:], [:], [], nil)
  }

  private mutating func take(_ event: Event, _ plan: Plan) {
    switch event.kind {
    case .opened: openedAt = event.at
    case .effectPlanned(let effect): planned(effect, plan)
    case .effectEnded(let ended): self.ended(ended, plan)
    case .taskOpened(let task): tasks[task.id] = event.at
    case .taskDone(let done):
      if let at = tasks.removeValue(forKey: done.task), done.choice != TaskDone.withdrawn { personTime += event.at.milliseconds - at.milliseconds }
    case .promiseSettled(let settled): if settled.wasKept { promisesKept += 1 } else { promisesBroken += 1 }
    case .concluded(let concluded):
      let settings = concluded.settings.map { setting in
        let fact = plan.fact(setting.fact)
        return "\(fact?.name ?? setting.fact)=\(fact?.words(for: setting.value, in: plan.language) ?? "\(setting.value)")"
      }
      if !settings.isEmpty { conclusion = settings }
    case .posted(let posted) where posted.unit == Self.money && (posted.kind != .reserve):
      for line in posted.lines { balances[line.account, default: 0] += line.amount }
    case .incidentRaised: hadIncident = true
    case .closed:
      isClosed = true
      duration = event.at.milliseconds - (openedAt ?? event.at).milliseconds
    default: break
    }
  }

  private static let money = MoneyUnit.cny

  private mutating func planned(_ effect: Effect, _ plan: Plan) {
    effects[effect.key] = effect
    switch effect.purpose {
    case .contact: calls += 1
    case .say: messages += 1
    case .action, .aside: if plan.action(effect.action ?? "")?.kind == .contact { messages += 1 }
    case .ask: if effect.action == nil { messages += 1 }
    }
  }

  private mutating func ended(_ ended: EffectEnded, _ plan: Plan) {
    guard let effect = effects.removeValue(forKey: ended.key), let action = effect.action.flatMap(plan.action), action.kind == .money else { return }
    if let outcome = action.outcomes.first(where: { $0.id == ended.outcome }), !outcome.isFailure { payments += 1 }
  }
}
