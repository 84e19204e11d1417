import Playbook

/// The questions that a case's state puts.
extension PlayQuestion {
  init(incidentOf state: Case, plan: Plan, _ language: Language) {
    let incident = state.incident.map { Retelling(plan: plan, language: language).incident($0) } ?? ""
    self.init(language.words("异常：", "Incident: ") + incident, language: language)
    typing = [language.words("也可以直接写缺的事实：事实=值。", "You may also write the fact that is lacking: FACT=VALUE.")]
    choices = [
      Choice(label: language.words("重做这一步", "Try the step again"), does: .repair(.retry), sender: Self.agent(language)),
      Choice(label: language.words("跳过这一步", "Skip the step"), does: .repair(.skip), sender: Self.agent(language)),
    ]
  }

  init(task: OpenTask, session: PlaySession, _ language: Language) {
    let plan = session.plan
    let role = task.role.map { language.words("（\($0)）", " (\($0))") } ?? ""
    self.init(language.words("请办\(role)：", "To do\(role): ") + task.text, language: language)
    self.task = task
    choices = task.choices.map { Choice(label: $0.label, does: .taskDone(task.id, choice: $0.id), sender: task.answerer(Self.agent(language))) }
    usual = choices.count == 1 ? 0 : nil
    showsAlternatives = false
    if case .fact(let id) = task.purpose {
      openFact = plan.fact(id)
      if let fact = openFact, fact.values == nil {
        typing = [language.words("写：", "Write: ") + PlayValues(now: session.now, zone: plan.zone, language: language).examples(of: fact)]
      }
    }
    guard let step = task.step.flatMap(plan.step) else { return }
    let channel = session.state?.channel
    let sayings = step.sayings.filter { saying in saying.channels.isEmpty || channel.map(saying.channels.contains) == true }
    hints = step.notes.map { Self.note($0, language) } + sayings.map { language.words("话术：", "Say: ") + $0.wording.plainText }
  }

  init(effect: Effect, plan: Plan, _ language: Language) {
    let retelling = Retelling(plan: plan, language: language)
    let party = retelling.name(ofParty: effect.party)
    let action = retelling.name(ofAction: effect.action ?? "")
    let fact = effect.fact.flatMap(plan.fact)
    let again = effect.attempt > 1 ? language.words("（第 \(effect.attempt) 次）", " (attempt \(effect.attempt))") : ""
    let text =
      switch effect.purpose {
      case .contact: language.words("联系 \(party)\(again)，结果？", "Contact with \(party)\(again): how did it end?")
      case .ask where effect.action != nil: language.words("【\(action)】查到的\(fact?.name ?? "")？", "What does [\(action)] tell: \(fact?.name ?? "")?")
      case .ask: language.words("问 \(party)：\(fact?.name ?? "")？", "What does \(party) say: \(fact?.name ?? "")?")
      case .action, .aside: language.words("【\(action)】\(again)的结果？", "How did [\(action)]\(again) end?")
      case .say: language.words("话术发出去了吗？", "Was the wording sent?")
      }
    self.init(text, language: language)
    self.effect = effect
    openFact = fact
    let notes = effect.step.flatMap(plan.step)?.notes ?? []
    hints = notes.map { Self.note($0, language) } + effect.arguments.sorted { $0.key < $1.key }.map { "\($0.key)：\($0.value)" }
    if let words = effect.text { hints.append(language.words("话术：", "Say: ") + words) }
    let values = Self.values(effect, fact, retelling)
    choices = values + Self.outcomes(effect, retelling).filter { outcome in !values.contains { $0.label == outcome.label } }
    usual = [.action, .aside, .say].contains(effect.purpose) ? 0 : nil
  }

  private static func note(_ note: Sentence, _ language: Language) -> String { language.words("注：", "Note: ") + note.text }

  /// The values that the one who is asked can answer. An action may tell the value by its outcome alone.
  private static func values(_ effect: Effect, _ fact: Fact?, _ retelling: Retelling) -> [Choice] {
    guard let fact, effect.purpose == .ask else { return [] }
    let source = effect.action.map(retelling.name(ofAction:)) ?? effect.party ?? "receiver"
    let language = retelling.language
    return (fact.values ?? []).map { value in
      let words = fact.words(for: value, in: language)
      let telling = effect.outcomes.first { outcome in effect.action != nil && retelling.name(ofOutcome: outcome, of: effect) == words }
      let report =
        telling.map { EffectReport(outcome: $0) }
        ?? EffectReport(outcome: effect.outcomes[0], facts: [FactReport(fact: fact.id, value: value, source: source)])
      return Choice(label: words, does: .ended(effect.key, report), sender: .receiver)
    }
  }

  /// How the effect can end; for a question, those that leave it open.
  private static func outcomes(_ effect: Effect, _ retelling: Retelling) -> [Choice] {
    let isQuestion = effect.purpose == .ask && effect.action == nil
    let language = retelling.language
    return (isQuestion ? [AskOutcome.noAnswer] : effect.outcomes).map { outcome in
      let label =
        switch (effect.purpose, outcome) {
        case (.ask, AskOutcome.noAnswer): language.words("没有答复", "no answer")
        case (.say, SayOutcome.sent): language.words("已发送", "sent")
        case (.say, SayOutcome.failed): language.words("没发出去", "not sent")
        default: retelling.name(ofOutcome: outcome, of: effect)
        }
      return Choice(label: label, does: .ended(effect.key, EffectReport(outcome: outcome)), sender: .receiver)
    }
  }

  init(timer: CaseTimer, state: Case, plan: Plan, _ language: Language) {
    let due = plan.zone.text(timer.due)
    let what =
      switch timer.purpose {
      case .contactPause: language.words("等着再联系", "Waiting to contact again")
      case .round: language.words("等下一轮跟单", "Waiting for the next round of the follow-up")
      case .retry: language.words("等着重试", "Waiting to try again")
      case .promise: language.words("等承诺兑现", "Waiting for a promise to be kept")
      default: language.words("等待", "Waiting")
      }
    self.init(language.words("\(what)，到 \(due)。", "\(what) until \(due)."), language: language)
    waitsFor = timer
    choices =
      Self.awaited(state, plan)
      + state.promises.values.sorted { $0.id < $1.id }.map { promise in
        Choice(label: language.words("承诺兑现：\(promise.text)", "promise kept: \(promise.text)"), does: .promiseKept(promise.id), sender: Self.agent(language))
      }
    typing = [
      language.words("回车：时间走到那时；也可以写 +10 分钟、事实=值", "Enter moves the clock there; or write +10 min, FACT=VALUE")
        + (choices.isEmpty ? "" : language.words("，或发生了：", ", or this happened:"))
    ]
    showsAlternatives = false
  }

  /// Events that the running waits and follow-ups listen for.
  private static func awaited(_ state: Case, _ plan: Plan) -> [Choice] {
    var seen: Set<NamedEvent.ID> = []
    return state.frames.reversed().compactMap { $0.step.flatMap(plan.step) }.flatMap { step -> [Choice] in
      switch step.kind {
      case .wait, .followUp: break
      default: return []
      }
      let branches = step.branches.isEmpty ? plan.step(step.id + "+")?.branches ?? [] : step.branches
      return branches.flatMap(\.condition.answers).compactMap(plan.event).filter { seen.insert($0.id).inserted }
        .map { Choice(label: $0.name, does: .happened($0.id), sender: .platform) }
    }
  }
}

extension Condition {
  /// Every answer of its step that it names.
  fileprivate var answers: [String] {
    switch self {
    case .answer(let labels): labels
    case .all(let parts), .any(let parts): parts.flatMap(\.answers)
    default: []
    }
  }
}
