import Casework
import Playbook

/// How the world answers a replayed case: as it did then; else as it did elsewhere, which is a guess and counted as one.
extension ReplayRun {
  mutating func answer(_ effect: Effect) {
    let question = Question(effect)
    // As it was then, also when nobody reported in time: the effect's own deadline says so again.
    if let found = recordedAnswer(to: question) { return report(found, on: effect) }
    // Somebody said it then, though to another question.
    let known = known(effect)
    if !known.isEmpty { return report(WorldAnswer(outcome: effect.outcomes.first, facts: known, milliseconds: Self.usualTime), on: effect) }
    if let found = history.answer(to: question, &random) { return report(found, on: effect, isGuess: true) }
    // Nobody ever asked this: it goes well.
    report(WorldAnswer(outcome: effect.outcomes.first, facts: [], milliseconds: Self.usualTime), on: effect, isGuess: true)
  }

  private mutating func report(_ answer: WorldAnswer, on effect: Effect, isGuess: Bool = false) {
    guard let outcome = answer.outcome else { return }
    // The draft's action may have other outcomes: then it goes well.
    let said = effect.outcomes.contains(outcome) ? outcome : effect.outcomes.first ?? outcome
    let report = EffectReport(outcome: said, facts: understood(answer.facts))
    plan(at: now.milliseconds + answer.milliseconds, .receiver, .ended(effect.key, report), isGuess: isGuess)
  }

  mutating func answer(_ task: OpenTask) {
    let question = Question(task)
    let recorded = recordedAnswer(to: question)
    if let recorded, let words = recorded.outcome, let choice = choice(words, of: task) {
      return plan(at: now.milliseconds + recorded.milliseconds, Self.agent, .taskDone(task.id, choice: choice))
    }
    if case .fact(let fact) = task.purpose, recorded == nil, let told = told(fact), let choice = told.outcome.flatMap({ choice($0, of: task) }) {
      return plan(at: now.milliseconds + told.milliseconds, Self.agent, .taskDone(task.id, choice: choice))
    }
    // Then it was withdrawn before anybody answered: nobody knows what they would have said a little later.
    guess(task, question, after: recorded?.milliseconds ?? 0)
  }

  private mutating func guess(_ task: OpenTask, _ question: Question, after: Int64) {
    var found = history.answer(to: question, &random)
    if found == nil, case .fact(let fact) = task.purpose { found = drawnTruth(fact) }
    let at = now.milliseconds + after + (found?.milliseconds ?? Self.usualTime)
    if let said = found?.outcome.flatMap({ self.choice($0, of: task) }) { return plan(at: at, Self.agent, .taskDone(task.id, choice: said), isGuess: true) }
    // A sentence that is new: any of its alternatives.
    guard !task.choices.isEmpty else { return }
    let choice = task.choices[Int(random.below(UInt64(task.choices.count)))].id
    plan(at: at, Self.agent, .taskDone(task.id, choice: choice), isGuess: task.choices.count > 1)
  }

  /// A promise that was kept then is kept after the same time; one that is kept by an event is settled by the event.
  mutating func answer(_ promise: Promise) {
    guard promise.keptBy == nil, let after = memory.promises[promise.text]?.first else { return }
    plan(at: now.milliseconds + after, Self.agent, .promiseKept(promise.id))
  }

  /// Where no record says how long it takes, in milliseconds.
  private static let usualTime: Int64 = 60_000

  private mutating func recordedAnswer(to question: Question) -> WorldAnswer? {
    let place = used[question, default: 0]
    guard let given = memory.answers[question], place < given.count else { return nil }
    used[question] = place + 1
    return given[place]
  }

  /// What the record knows of a fact, whoever said it.
  private func told(_ fact: Fact.ID) -> WorldAnswer? {
    guard let declared = plan.fact(fact), let value = memory.truths[fact], declared.takes(value) else { return nil }
    return WorldAnswer(outcome: declared.words(for: value, in: plan.language), facts: [], milliseconds: Self.usualTime)
  }

  private mutating func drawnTruth(_ fact: Fact.ID) -> WorldAnswer? {
    guard let declared = plan.fact(fact) else { return nil }
    let values = declared.values ?? []
    let value = history.value(of: fact, &random) ?? (values.isEmpty ? nil : values[Int(random.below(UInt64(values.count)))])
    guard let value, declared.takes(value) else { return nil }
    return WorldAnswer(outcome: declared.words(for: value, in: plan.language), facts: [], milliseconds: Self.usualTime)
  }

  /// The fact an effect asks for, as far as the record knows it.
  private func known(_ effect: Effect) -> [FactReport] {
    guard let fact = effect.fact, let declared = plan.fact(fact), let value = memory.truths[fact], declared.takes(value) else { return [] }
    return [FactReport(fact: fact, value: value, source: effect.party ?? "platform")]
  }

  private func choice(_ words: String, of task: OpenTask) -> String? {
    if let choice = task.choices.first(where: { $0.label == words || $0.id == words }) { return choice.id }
    guard case .fact(let fact) = task.purpose, let declared = plan.fact(fact), declared.value(words) != nil else { return nil }
    return words
  }
}
