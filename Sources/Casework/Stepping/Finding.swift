import Playbook

extension Deciding {
  /// A decision: the fact is known, or its sources are asked, one after another.
  mutating func decideFact(_ fact: Fact.ID, _ step: Step) -> Progress {
    if value(fact) == nil, !wasAsked(fact), case .waiting = find(fact, from: 0, step) { return .waiting }
    return branch(of: step, answer: nil)
  }

  /// `向 PARTY 询问 FACT`: one source, asked on every visit.
  mutating func ask(_ party: Party.ID, _ fact: Fact.ID, _ within: TimeAmount, _ step: Step) -> Progress {
    if wasLearnedHere(fact) { return branch(of: step, answer: nil) }
    if let progress = standsAnswer(of: party, to: fact, at: step) { return progress }
    if case .failure(let missing)? = saying(at: step) {
      raise(.missingSlot, about: plan.fact(missing.name)?.name ?? missing.name, step: step.id)
      return .waiting
    }
    record(.asked(Asked(fact: fact, source: -1)), step: step.id)
    planQuestion(party, fact, within, step)
    return .waiting
  }

  /// Whether somebody said something of the fact since the case came to its step, be it that it can't be known.
  func wasLearnedHere(_ fact: Fact.ID) -> Bool {
    guard let known = state.facts[fact], let frame else { return false }
    return known.learned > frame.reached
  }

  /// Turns to the fact's sources, from the given one on. What can only be told unasked (order signals, what was said in a call) is passed over: it is known
  /// by now or it isn't. - Returns: waiting, or going on when no source is left and nobody can say.
  mutating func find(_ id: Fact.ID, from index: Int, _ step: Step) -> Progress {
    let fact = plan.fact(id)
    // A fact without sources is a person's to establish.
    let sources = fact.map { $0.sources.isEmpty ? [.agent] : $0.sources } ?? []
    // A table that had to wait for its inputs is looked up again; the sources before it were turned to already.
    let first = max(index, frame?.turnedTo?[id] ?? 0)
    for (number, source) in sources.enumerated() where number >= first {
      switch source {
      case .orderSignal, .contactAnswer: continue
      case .ask(let party, let within):
        record(.asked(Asked(fact: id, source: number)), step: step.id)
        planQuestion(party, id, within, step)
        return .waiting
      case .rules(let table):
        guard let outcome = consult(table, for: id, source: number, step) else { continue }
        return outcome
      case .action(let actionID):
        guard let action = plan.action(actionID), isReady(action), state.clause(forbidding: actionID) == nil else { continue }
        record(.asked(Asked(fact: id, source: number)), step: step.id)
        planSource(action, id, step)
        return .waiting
      case .agent:
        record(.asked(Asked(fact: id, source: number)), step: step.id)
        let name = fact?.name ?? id
        let offered = fact.map { choices($0, at: step, isLastSource: number == sources.count - 1) } ?? []
        openTask(.fact(named: id), step: step, text: plan.language.words("请确认：\(name)", "Please establish: \(name)"), choices: offered)
        return .waiting
      }
    }
    record(.factLearned(FactLearned(fact: id, value: nil, source: FactLearned.nobody)), step: step.id)
    return .goOn(to: step.id)
  }

  /// "Unknown" is offered where the sentence says what then, or another source stands behind. Elsewhere an agent who doesn't know leaves the question open and asks around.
  func choices(_ fact: Fact, at step: Step, isLastSource: Bool) -> [TaskChoice] {
    let values = (fact.values ?? []).map { value in
      let words = fact.words(for: value, in: plan.language)
      return TaskChoice(id: words, label: words)
    }
    let alternatives = alternatives(of: step)
    let takesUnknown =
      alternatives.isEmpty || isAskedForATable(fact.id) || alternatives.contains { $0.condition.takesUnknown || $0.condition.testsUnknown }
    // A fact whose values are no list needs a word for every answer there is.
    guard takesUnknown || values.isEmpty || !isLastSource else { return values }
    return values + [TaskChoice(id: TaskChoice.unknown, label: plan.language.words("未知", "Unknown"))]
  }

  private mutating func planQuestion(_ party: Party.ID, _ fact: Fact.ID, _ within: TimeAmount, _ step: Step) {
    let declared = plan.party(party)
    let name = plan.fact(fact)?.name ?? fact
    // A contact's wording is for the call, not for what its alternatives ask for.
    let isOwn = if case .ask(party, fact, _) = step.kind { true } else { false }
    let words = (isOwn ? saying(at: step) : nil).flatMap { try? $0.get() } ?? plan.language.words("请问\(name)？", "Please tell us: \(name)?")
    plan(
      Effect(
        key: key(step, "\(fact)-\(state.eventCount + 1)"), step: step.id, purpose: .ask, action: nil, party: party, channel: declared?.channel ?? .im,
        arguments: [:], text: words, fact: fact, attempt: 1, rung: nil, outcomes: [AskOutcome.answered, AskOutcome.noAnswer],
        repeats: brokenOffKey(.question, at: step, digest(of: nil, [:], party, declared?.channel ?? .im, words)), deadline: now + within),
      timeLimit: within)
  }

  private mutating func planSource(_ action: Action, _ fact: Fact.ID, _ step: Step) {
    let words = text(of: action).flatMap { try? $0.get() }
    plan(
      Effect(
        key: key(step, "\(fact)-\(state.eventCount + 1)"), step: step.id, purpose: .ask, action: action.id, party: action.party, channel: action.channel,
        arguments: [:], text: words, fact: fact, attempt: 1, rung: nil, outcomes: action.outcomes.map(\.id),
        deadline: now + action.timeLimit),
      timeLimit: action.timeLimit)
  }

  /// A source has answered, or let its time pass: then there is no outcome.
  mutating func sourceAnswered(_ effect: Effect, outcome: String?, step: Step) {
    guard case .source(let id, let index, _)? = frame?.awaiting, let fact = plan.fact(id) else { return }
    if value(id) == nil, let action = effect.action.flatMap(plan.action), let named = action.outcomes.first(where: { $0.id == outcome }) {
      // An action that is a source tells the fact by the name of its outcome.
      if let value = ([named.id] + named.labels).lazy.compactMap({ fact.value($0) }).first, fact.values != nil {
        record(.factLearned(FactLearned(fact: id, value: value, source: "action \(action.id)", isExpected: isWatching ? true : nil)), step: step.id)
        if goesBack(by: [id]) || ends(by: [id]) { return }
      }
    }
    if index < 0 {
      // Asked on purpose: without an answer nothing that was known before counts.
      if !wasLearnedHere(id) { record(.factLearned(FactLearned(fact: id, value: nil, source: FactLearned.nobody)), step: step.id) }
    } else if value(id) == nil, case .waiting = find(id, from: index + 1, step) {
      return
    }
    resume(step)
  }
}

extension FactLearned {
  /// The source of "nobody can say".
  public static let nobody = "nobody"
}

/// How a question to a party ends.
public enum AskOutcome {
  public static let answered = "answered"
  public static let noAnswer = "no-answer"
}
