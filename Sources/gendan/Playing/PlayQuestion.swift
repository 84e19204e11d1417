import Casework
import Playbook

/// What a person who plays a case is asked next, and what each answer does.
struct PlayQuestion {
  struct Choice {
    let label: String
    let does: Signal.Content
    let sender: Sender
  }

  let text: String
  /// What to say or note while doing it.
  let hints: [String]
  let choices: [Choice]
  /// Taken for an empty answer.
  let usual: Int?
  /// A fact whose values aren't a list: anything it can be is an answer.
  let openFact: Fact?
  let task: OpenTask?
  let question: Effect?
  /// Only the clock moves on.
  let waitsFor: CaseTimer?

  private init(
    _ text: String, hints: [String] = [], choices: [Choice] = [], usual: Int? = nil, openFact: Fact? = nil, task: OpenTask? = nil, question: Effect? = nil,
    waitsFor: CaseTimer? = nil
  ) {
    self.text = text
    self.hints = hints
    self.choices = choices
    self.usual = usual
    self.openFact = openFact
    self.task = task
    self.question = question
    self.waitsFor = waitsFor
  }

  /// Nil when nothing is left to be asked.
  init?(_ session: PlaySession) {
    guard let state = session.state, state.phase != .closed else { return nil }
    let plan = session.plan
    if let incident = state.incident {
      self.init(
        say("异常：", "Incident: ") + Retelling(plan: plan, language: tongue).incident(incident),
        hints: [say("也可以直接写 事实=值。", "You may also write FACT=VALUE.")],
        choices: [
          Choice(label: say("重做", "Retry"), does: .repair(.retry), sender: Self.agent), Choice(label: say("跳过", "Skip"), does: .repair(.skip), sender: Self.agent),
        ])
    } else if let task = state.tasks.values.min(by: { $0.id < $1.id }) {
      self.init(task: task, plan: plan, channel: state.channel)
    } else if let effect = state.effects.values.min(by: { $0.key < $1.key }) {
      self.init(effect: effect, plan: plan, state: state)
    } else if let timer = session.nextWait {
      self.init(timer: timer, plan: plan)
    } else {
      return nil
    }
  }

  static let agent = Sender.person(name: "", role: say("客服", "agent"))

  private init(task: OpenTask, plan: Plan, channel: ChannelName) {
    let choices = task.choices.map { Choice(label: $0.label, does: .taskDone(task.id, choice: $0.id), sender: Self.agent) }
    var openFact: Fact?
    if case .fact(let id) = task.purpose { openFact = plan.fact(id) }
    let step = task.step.flatMap(plan.step)
    let sayings = step?.sayings.filter { $0.channels.isEmpty || $0.channels.contains(channel) }.map { say("话术：", "Say: ") + $0.wording.plainText } ?? []
    let notes = step?.notes.map { say("注：", "Note: ") + $0.text } ?? []
    self.init(
      say("人工：", "To do: ") + task.text, hints: notes + sayings, choices: choices, usual: choices.count == 1 ? 0 : nil, openFact: openFact, task: task)
  }

  private init(effect: Effect, plan: Plan, state: Case) {
    let retelling = Retelling(plan: plan, language: tongue)
    let choices = effect.outcomes.map { outcome in
      Choice(label: retelling.name(ofOutcome: outcome, of: effect), does: .ended(effect.key, EffectReport(outcome: outcome)), sender: .receiver)
    }
    let party = retelling.name(ofParty: effect.party)
    let step = effect.step.flatMap(plan.step)
    let hints = (step?.notes.map { say("注：", "Note: ") + $0.text } ?? []) + (effect.text.map { [say("话术：", "Say: ") + $0] } ?? [])
    switch effect.purpose {
    case .contact:
      self.init(say("联系 \(party) 的结果？", "How did the contact with \(party) end?"), hints: hints, choices: choices)
    case .ask:
      let fact = effect.fact.flatMap(plan.fact)
      let values = (fact?.values ?? []).map { value in
        Choice(
          label: fact?.words(for: value, in: tongue) ?? "",
          does: .ended(effect.key, EffectReport(outcome: effect.outcomes[0], facts: [FactReport(fact: fact?.id ?? "", value: value, source: effect.party ?? "receiver")])),
          sender: .receiver)
      }
      let who = party.isEmpty ? retelling.name(ofAction: effect.action ?? "") : party
      self.init(
        say("\(who) 怎么说：\(fact?.name ?? "")？", "What does \(who) say: \(fact?.name ?? "")?"), hints: hints, choices: values + choices.suffix(1), openFact: fact,
        question: effect)
    case .action, .aside:
      self.init(say("【\(retelling.name(ofAction: effect.action ?? ""))】的结果？", "How did [\(retelling.name(ofAction: effect.action ?? ""))] end?"), hints: hints, choices: choices, usual: 0)
    case .say:
      self.init(say("发送话术的结果？", "Was the wording sent?"), hints: hints, choices: choices, usual: 0)
    }
  }

  private init(timer: CaseTimer, plan: Plan) {
    let due = plan.zone.text(timer.due)
    self.init(
      say("等到 \(due)。回车：时间走到那时；也可以写 +30 分钟、事件名、事实=值。", "Waiting until \(due). Enter moves the clock there; or write +30 min, an event, FACT=VALUE."), waitsFor: timer)
  }
}
