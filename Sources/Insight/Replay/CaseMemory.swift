import Casework
import Playbook

/// What a recorded case tells about the world it ran in.
struct CaseMemory: Sendable {
  /// The answers that each question got, in order.
  private(set) var answers: [Question: [WorldAnswer]] = [:]
  /// What came from outside by itself, so long after the opening in milliseconds.
  private(set) var fromOutside: [(after: Int64, signal: Signal)] = []
  /// What was learned of each fact last, whoever said it.
  private(set) var truths: [Fact.ID: Value] = [:]
  /// By its words: how long it took to keep a promise.
  private(set) var promises: [String: [Int64]] = [:]

  private var effects: [EffectKey: (question: Question, at: Instant)] = [:]
  private var tasks: [TaskID: (task: OpenTask, at: Instant)] = [:]
  private var promised: [PromiseID: (text: String, at: Instant)] = [:]

  init(_ recorded: RecordedCase) {
    guard let opening = recorded.opening else { return }
    for (number, turn) in recorded.turns.enumerated() {
      if number > 0 { take(turn, openedAt: opening.at) }
      for event in turn.events { take(event) }
    }
    // Nobody needs them any more, and there is a memory for each case.
    (effects, tasks, promised) = ([:], [:], [:])
  }

  private mutating func take(_ turn: RecordedCase.Turn, openedAt: Instant) {
    switch turn.signal.content {
    case .facts, .happened, .open: fromOutside.append((turn.at.milliseconds - openedAt.milliseconds, turn.signal))
    case .ended(let key, let report):
      guard let effect = effects.removeValue(forKey: key) else { return }
      add(WorldAnswer(outcome: report.outcome, facts: report.facts, milliseconds: turn.at.milliseconds - effect.at.milliseconds), to: effect.question)
    case .taskDone(let id, let choice):
      guard let (task, at) = tasks.removeValue(forKey: id) else { return }
      add(WorldAnswer(outcome: words(choice, of: task), facts: [], milliseconds: turn.at.milliseconds - at.milliseconds), to: Question(task))
    default: break
    }
  }

  private func words(_ choice: String, of task: OpenTask) -> String { task.choices.first { $0.id == choice }?.label ?? choice }

  private mutating func take(_ event: Event) {
    switch event.kind {
    case .factLearned(let learned): if let value = learned.value { truths[learned.fact] = value }
    case .effectPlanned(let effect): effects[effect.key] = (Question(effect), event.at)
    case .effectEnded(let ended):
      // Still there: nobody reported, its time ran out.
      guard ended.outcome != EffectEnded.withdrawn, let effect = effects.removeValue(forKey: ended.key) else { return }
      add(WorldAnswer(outcome: nil, facts: [], milliseconds: event.at.milliseconds - effect.at.milliseconds), to: effect.question)
    case .taskOpened(let task): tasks[task.id] = (task, event.at)
    case .promised(let promise): promised[promise.id] = (promise.text, event.at)
    case .promiseSettled(let settled):
      guard settled.wasKept, let promise = promised[settled.promise] else { return }
      promises[promise.text, default: []].append(event.at.milliseconds - promise.at.milliseconds)
    default: break
    }
  }

  private mutating func add(_ answer: WorldAnswer, to question: Question) { answers[question, default: []].append(answer) }
}
