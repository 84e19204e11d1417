@testable import Casework
import Playbook
import Testing

/// What must hold of every case after every signal.
func expectSound(_ trial: Trial, sourceLocation: SourceLocation = #_sourceLocation) {
  for fault in faults(of: trial.state, trial.events) { Issue.record("\(fault)", sourceLocation: sourceLocation) }
}

/// - Parameter naming: the events in which names of timers, tasks and promises are given for the first time; all of them when nothing is said.
func faults(of state: Case, _ events: [Event], naming: [Event]? = nil) -> [String] {
  var faults: [String] = []
  let naming = naming ?? events
  if Case(id: state.id, folding: events) != state { faults.append("folding all events gives another case") }
  if events.map(\.sequence) != Array(1...events.count) { faults.append("the sequence has gaps") }
  faults += repeated(events.compactMap { if case .effectPlanned(let effect) = $0.kind { effect.key.text } else { nil } }, "effect key")
  faults += repeated(naming.compactMap { if case .timerSet(let timer) = $0.kind { timer.id.text } else { nil } }, "timer")
  faults += repeated(naming.compactMap { if case .taskOpened(let task) = $0.kind { task.id.text } else { nil } }, "task")
  faults += repeated(naming.compactMap { if case .promised(let promise) = $0.kind { promise.id.text } else { nil } }, "promise")
  faults += repeated(state.postings.map(\.id.text), "posting")
  faults += state.postings.filter { $0.lines.reduce(0) { $0 + $1.amount } != 0 }.map { "the lines of \($0.id) don't sum to zero" }
  faults += forbiddenEffects(events)
  return faults + placeFaults(of: state)
}

/// What must hold of a case wherever it stands.
func placeFaults(of state: Case) -> [String] {
  var faults: [String] = []
  switch state.phase {
  case .open: faults += strandings(state)
  case .settling:
    if !state.frames.isEmpty { faults.append("it settles while a procedure runs") }
    if state.promises.isEmpty, state.effects.isEmpty, state.tasks.isEmpty { faults.append("it settles and waits for nothing") }
  case .closed:
    if !(state.timers.isEmpty && state.effects.isEmpty && state.tasks.isEmpty && state.promises.isEmpty && state.frames.isEmpty && state.incident == nil) {
      faults.append("it is closed and something is left")
    }
  }
  return faults + strays(state)
}

private func repeated(_ names: [String], _ what: String) -> [String] {
  Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.map { "\(what) \($0.key) is used \($0.value.count) times" }
}

/// An open case is an incident, or what it awaits is there.
private func strandings(_ state: Case) -> [String] {
  guard state.incident == nil else { return state.frames.isEmpty ? ["an incident that nobody can repair"] : [] }
  let isThere =
    switch state.frames.last?.awaiting {
    case nil: false
    case .effect(let key), .source(_, _, .effect(let key)): state.effects[key] != nil
    case .retry(let timer), .timer(let timer), .round(let timer): state.timers[timer] != nil
    case .task(let task), .source(_, _, .task(let task)): state.tasks[task] != nil
    case .source(_, _, .chosen): false
    case .contact(let progress):
      switch progress.wait {
      case .between: false
      case .effect(let key): state.effects[key] != nil
      case .pause(let timer): state.timers[timer] != nil
      }
    }
  return isThere ? [] : ["it is stranded, awaiting \(String(describing: state.frames.last?.awaiting))"]
}

/// Everything that is open belongs to something, and an effect or promise has its time.
private func strays(_ state: Case) -> [String] {
  var faults: [String] = []
  let watched = Set(state.timers.values.compactMap { $0.purpose == .effectDeadline || $0.purpose == .promise ? $0.about : nil })
  for key in state.effects.keys where !watched.contains(key.text) { faults.append("nothing watches the effect \(key)") }
  for id in state.promises.keys where !watched.contains(id.text) { faults.append("nothing watches the promise \(id)") }
  let awaiting = state.frames.last?.awaiting
  for effect in state.effects.values where effect.purpose != .aside && awaiting?.isFor(effect.key) != true {
    faults.append("nobody awaits the effect \(effect.key)")
  }
  for task in state.tasks.values where !task.isBeside && awaiting?.isFor(task.id) != true { faults.append("nobody awaits the task \(task.id)") }
  for timer in state.timers.values {
    let belongs =
      switch timer.purpose {
      case .effectDeadline: timer.about.map { state.effects[EffectKey($0)] != nil } ?? false
      case .promise: timer.about.map { state.promises[PromiseID($0)] != nil } ?? false
      case .followUpLimit: state.frames.contains { $0.followUp?.limit == timer.id }
      case .caseLimit: true
      case .wait, .contactPause, .round, .retry: awaiting?.timer == timer.id
      }
    if !belongs { faults.append("the timer \(timer.id) (\(timer.purpose.rawValue)) belongs to nothing") }
  }
  return faults
}

extension Awaiting {
  fileprivate var timer: TimerID? {
    switch self {
    case .timer(let timer), .round(let timer), .retry(let timer): timer
    case .contact(let progress): if case .pause(let timer) = progress.wait { timer } else { nil }
    default: nil
    }
  }
}

/// Once a sentence has forbidden an action, it is never planned again in the case.
private func forbiddenEffects(_ events: [Event]) -> [String] {
  var forbidden: Set<Action.ID> = []
  var faults: [String] = []
  for event in events {
    if case .forbade(let forbade) = event.kind { forbidden.formUnion(forbade.actions) }
    guard case .effectPlanned(let effect) = event.kind else { continue }
    if let action = effect.action, forbidden.contains(action) { faults.append("the forbidden \(action) was planned") }
    if effect.purpose == .contact, forbidden.contains(Action.contactPrimitive) { faults.append("a forbidden contact was planned") }
  }
  return faults
}

extension OpenTask {
  /// Work that the procedure doesn't wait for.
  fileprivate var isBeside: Bool {
    switch purpose {
    case .review, .reconcile: true
    case .approval(let request): request.isAside
    case .step, .fact, .handOff: false
    }
  }
}
