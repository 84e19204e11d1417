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

  /// What people did when the case was stuck, in order, and so long after it got stuck.
  private(set) var repairs: [(repair: Repair, after: Int64)] = []

  /// Where the answer to something that is under way will stand.
  private struct Pending {
    let question: Question
    let place: Int
    let at: Instant
  }

  private var effects: [EffectKey: Pending] = [:]
  private var tasks: [TaskID: (task: OpenTask, pending: Pending)] = [:]
  private var promised: [PromiseID: (text: String, at: Instant)] = [:]
  private var stuckSince: Instant?

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
    case .facts, .happened, .open, .heard, .persons, .perform, .wrote: fromOutside.append((turn.at.milliseconds - openedAt.milliseconds, turn.signal))
    case .ended(let key, let report):
      guard let pending = effects.removeValue(forKey: key) else { return }
      fill(pending, at: turn.at, outcome: report.outcome, facts: report.facts)
    case .taskDone(let id, let choice):
      guard let (task, pending) = tasks.removeValue(forKey: id) else { return }
      fill(pending, at: turn.at, outcome: words(choice, of: task), facts: [])
    case .repair(let repair): repairs.append((repair, turn.at.milliseconds - (stuckSince ?? turn.at).milliseconds))
    default: break
    }
  }

  private func words(_ choice: String, of task: OpenTask) -> String { task.choices.first { $0.id == choice }?.label ?? choice }

  private mutating func take(_ event: Event) {
    switch event.kind {
    case .factLearned(let learned): if let value = learned.value { truths[learned.fact] = value }
    case .effectPlanned(let effect): effects[effect.key] = begin(Question(effect), at: event.at)
    // Still there: nobody reported. It was withdrawn, or its time ran out.
    case .effectEnded(let ended): if let pending = effects.removeValue(forKey: ended.key) { fill(pending, at: event.at, outcome: nil, facts: []) }
    case .taskOpened(let task): tasks[task.id] = (task, begin(Question(task), at: event.at))
    case .taskDone(let done): if let (_, pending) = tasks.removeValue(forKey: done.task) { fill(pending, at: event.at, outcome: nil, facts: []) }
    case .promised(let promise): promised[promise.id] = (promise.text, event.at)
    case .promiseSettled(let settled):
      guard settled.wasKept, let promise = promised[settled.promise] else { return }
      promises[promise.text, default: []].append(event.at.milliseconds - promise.at.milliseconds)
    case .incidentRaised: stuckSince = event.at
    default: break
    }
  }

  /// Questions stand in the order in which they were asked, whenever their answers came.
  private mutating func begin(_ question: Question, at: Instant) -> Pending {
    answers[question, default: []].append(WorldAnswer(outcome: nil, facts: [], milliseconds: 0))
    return Pending(question: question, place: answers[question, default: []].count - 1, at: at)
  }

  private mutating func fill(_ pending: Pending, at: Instant, outcome: String?, facts: [FactReport]) {
    answers[pending.question]?[pending.place] = WorldAnswer(
      outcome: outcome, facts: facts, milliseconds: at.milliseconds - pending.at.milliseconds)
  }
}
