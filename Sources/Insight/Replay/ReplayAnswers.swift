import Casework
import Playbook

/// How the world answers a replayed case: as it did then; else as it did elsewhere, which is a guess and counted as one.
extension ReplayRun {
  mutating func answer(_ effect: Effect) {
    let question = Question(effect)
    let known = known(effect)
    if let found = recordedAnswer(to: question) { return report(found, on: effect, known) }
    // Somebody said it then, though to another question.
    if !known.isEmpty { return report(WorldAnswer(outcome: effect.outcomes.first, facts: known, milliseconds: Self.usualTime), on: effect, known) }
    if let found = guess(question) { return report(found, on: effect, known) }
    // Nobody ever asked this: it goes well.
    drawn += 1
    report(WorldAnswer(outcome: effect.outcomes.first, facts: [], milliseconds: Self.usualTime), on: effect, known)
  }

  private mutating func report(_ answer: WorldAnswer, on effect: Effect, _ known: [FactReport]) {
    // Then nobody reported in time: the effect's own deadline says so again.
    guard let outcome = answer.outcome else { return }
    let facts = understood(answer.facts)
    // The draft's action may have other outcomes: what went well goes well, what failed fails.
    let said = effect.outcomes.contains(outcome) ? outcome : effect.outcomes.first ?? outcome
    plan(at: now.milliseconds + answer.milliseconds, .receiver, .ended(effect.key, EffectReport(outcome: said, facts: facts.isEmpty ? known : facts)))
  }

  mutating func answer(_ task: OpenTask) {
    let found: WorldAnswer?
    if case .fact(let fact) = task.purpose {
      found = recordedAnswer(to: Question(task)) ?? told(fact) ?? guess(Question(task)) ?? drawnTruth(fact)
    } else {
      found = recordedAnswer(to: Question(task)) ?? guess(Question(task))
    }
    let after = found?.milliseconds ?? Self.usualTime
    if let words = found?.outcome, let choice = choice(words, of: task) {
      return plan(at: now.milliseconds + after, Self.agent, .taskDone(task.id, choice: choice))
    }
    // A sentence that is new: any of its alternatives.
    if task.choices.count > 1 { drawn += 1 }
    guard !task.choices.isEmpty else { return }
    let choice = task.choices[Int(random.below(UInt64(task.choices.count)))].id
    plan(at: now.milliseconds + after, Self.agent, .taskDone(task.id, choice: choice))
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

  private mutating func guess(_ question: Question) -> WorldAnswer? {
    guard let found = history.answer(to: question, &random) else { return nil }
    drawn += 1
    return found
  }

  /// What the record knows of a fact, whoever said it.
  private func told(_ fact: Fact.ID) -> WorldAnswer? {
    guard let declared = plan.fact(fact), let value = memory.truths[fact], declared.takes(value) else { return nil }
    return WorldAnswer(outcome: declared.words(for: value, in: plan.language), facts: [], milliseconds: Self.usualTime)
  }

  private mutating func drawnTruth(_ fact: Fact.ID) -> WorldAnswer? {
    guard let declared = plan.fact(fact) else { return nil }
    drawn += 1
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
