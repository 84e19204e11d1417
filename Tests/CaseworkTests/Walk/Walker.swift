@testable import Casework
import Playbook

/// Goes through a playbook at random: reports, facts, events, timers, people; also what is too late, too early, twice, or nonsense.
struct Walker {
  let plan: Plan
  var dice: Dice
  /// Names that were open once: reports on them come too late.
  private var old: [Signal.Content] = []

  init(plan: Plan, seed: UInt64) {
    self.plan = plan
    dice = Dice(seed: seed)
  }

  /// What happens next, and how long after the last.
  mutating func next(_ state: Case, now: Instant) -> (content: Signal.Content, sender: Sender, after: TimeAmount) {
    let timer = state.timers.values.min { ($0.due, $0.id) < ($1.due, $1.id) }
    let content = content(state, timer)
    var after = TimeAmount(seconds: Int64.random(in: 0...90, using: &dice))
    if case .timerDue(let id) = content, let due = state.timers[id]?.due, dice.chance(80) {
      after = TimeAmount(seconds: max(0, (due.milliseconds - now.milliseconds + 999) / 1000))
    }
    return (content, sender(of: content), after)
  }

  private func sender(of content: Signal.Content) -> Sender {
    switch content {
    case .timerDue: .clock
    case .ended: .receiver
    case .taskDone, .perform, .repair: .person(name: "Wang", role: "agent")
    default: .platform
    }
  }

  private mutating func content(_ state: Case, _ timer: CaseTimer?) -> Signal.Content {
    let made = fresh(state, timer)
    if dice.chance(8), let late = dice.pick(old) { return late }
    old.append(made)
    if old.count > 40 { old.removeFirst() }
    return made
  }

  private mutating func fresh(_ state: Case, _ timer: CaseTimer?) -> Signal.Content {
    if state.incident != nil, dice.chance(40) { return .repair(repair(state)) }
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<40:
      if let effect = dice.pick(state.effects.values.sorted { $0.key < $1.key }) {
        let outcome = dice.chance(5) ? "nonsense" : dice.pick(effect.outcomes) ?? "none"
        return .ended(effect.key, EffectReport(outcome: outcome, facts: reports(about: effect.fact)))
      }
    case 40..<60:
      if let task = dice.pick(state.tasks.values.sorted { $0.id < $1.id }) {
        return .taskDone(task.id, choice: dice.chance(5) ? "nonsense" : dice.pick(task.choices)?.id ?? "done")
      }
    case 60..<75: if let timer { return .timerDue(timer.id) }
    case 75..<80: if let timer = dice.pick(state.timers.values.sorted { $0.id < $1.id }) { return .timerDue(timer.id) }
    case 80..<85: if let event = dice.pick(plan.vocabulary.events) { return .happened(event.id) }
    case 85..<89: return .facts(reports(about: nil))
    case 89..<93: if let action = dice.pick(plan.vocabulary.actions) { return .perform(action.id, arguments: [:]) }
    case 93..<95: if let promise = dice.pick(state.promises.keys.sorted()) { return .promiseKept(promise) }
    case 95..<96: return .repair(repair(state))
    case 96..<97: return .open(opening(state))
    case 97..<99: break
    default: return nonsense()
    }
    return timer.map { .timerDue($0.id) } ?? nonsense()
  }

  private mutating func opening(_ state: Case) -> Opening {
    Opening(
      playbook: state.playbook, version: state.version, subject: dice.chance(70) ? state.subject : "another", channel: .phone, facts: reports(about: nil))
  }

  private mutating func repair(_ state: Case) -> Repair {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: return .retry
    case 1: return .skip
    case 2: return reports(about: nil).first.map { .setFact(report: $0) } ?? .skip
    default:
      let steps = state.frames.flatMap { plan.procedure($0.procedure)?.steps ?? [] }
      return .move(to: dice.chance(10) ? "nowhere" : dice.pick(steps)?.id ?? "nowhere")
    }
  }

  /// What a case may open with: about half of all facts, all of them possible.
  mutating func openingReports() -> [FactReport] {
    plan.vocabulary.facts.filter { _ in dice.chance(50) }.map { fact in
      let value = value(of: fact)
      return FactReport(fact: fact.id, value: value.flatMap { fact.accepts($0) ? $0 : nil }, source: "platform")
    }
  }

  /// Some facts, sometimes with values they can't have.
  mutating func reports(about fact: Fact.ID?) -> [FactReport] {
    var facts: [Fact] = []
    if let fact = fact.flatMap(plan.fact), dice.chance(75) { facts.append(fact) }
    while dice.chance(30), let another = dice.pick(plan.vocabulary.facts) { facts.append(another) }
    return facts.map { FactReport(fact: dice.chance(2) ? "nothing" : $0.id, value: value(of: $0), source: "somebody") }
  }

  private mutating func value(of fact: Fact) -> Value? {
    if dice.chance(5) { return nil }
    if dice.chance(3) { return .choice("nonsense") }
    switch fact.type {
    case .choice, .flag: return dice.pick(fact.values ?? [])
    case .number: return .number(dice.chance(5) ? .infinity : Double(Int.random(in: -5...50, using: &dice)))
    case .money: return .money(fen: Int64.random(in: -100...10_000, using: &dice))
    case .duration: return .duration(.minutes(Int64.random(in: 0...300, using: &dice)))
    case .time: return .time(Instant(milliseconds: dice.chance(10) ? .max : Trial.noon.milliseconds + Int64.random(in: -10_000_000...10_000_000, using: &dice)))
    case .text: return .text("some words")
    }
  }

  private mutating func nonsense() -> Signal.Content {
    let all: [Signal.Content] = [
      .ended(EffectKey("nothing"), EffectReport(outcome: "done")), .timerDue(TimerID("t0")), .taskDone(TaskID("k0"), choice: "done"), .happened("nothing"),
      .perform("nothing", arguments: [:]), .promiseKept(PromiseID("p0")), .repair(.move(to: "nowhere")), .facts([]),
    ]
    return dice.pick(all) ?? .facts([])
  }
}
