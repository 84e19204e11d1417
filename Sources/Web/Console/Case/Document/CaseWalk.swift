import Casework
import Playbook

/// What the events say of a document's sentences: which steps the case came to and which alternatives it took, how often and when last.
struct CaseWalk {
  struct Mark {
    var count = 0
    var last: Instant
  }

  private(set) var steps: [Step.ID: Mark] = [:]
  private(set) var branches: [Branch.ID: Mark] = [:]
  /// Steps that have chosen an alternative.
  private(set) var decided: Set<Step.ID> = []
  /// Steps that weren't for the case's channel.
  private(set) var passed: Set<Step.ID> = []
  /// In the order in which they were entered first.
  private(set) var procedures: [Procedure.ID] = []
  private(set) var lastDecision: Event?
  /// Of each step that has chosen.
  private(set) var lastDecisions: [Step.ID: Event] = [:]

  init(_ events: some Sequence<Event>) { for event in events { take(event) } }

  private mutating func take(_ event: Event) {
    if case .procedureEntered(let entered) = event.kind { enter(entered.procedure) }
    if case .moved(let moved) = event.kind { move(moved) }
    guard let step = event.step else { return }
    switch event.kind {
    case .stepReached: steps[step, default: Mark(last: event.at)].add(event.at)
    case .stepPassed: passed.insert(step)
    case .decided(let decision):
      decided.insert(step)
      lastDecision = event
      lastDecisions[step] = event
      if let branch = decision.branch { branches[branch, default: Mark(last: event.at)].add(event.at) }
    default: break
    }
  }

  private mutating func enter(_ procedure: Procedure.ID) {
    if !procedures.contains(procedure) { procedures.append(procedure) }
  }

  /// Steps that are called otherwise by the next version keep what is known of them.
  private mutating func move(_ moved: Moved) {
    for (former, now) in moved.steps {
      if let mark = steps[former] { steps[now] = mark }
      if decided.contains(former) { decided.insert(now) }
      if let decision = lastDecisions[former] { lastDecisions[now] = decision }
      if passed.contains(former) { passed.insert(now) }
    }
    for place in moved.stands { enter(place.procedure) }
  }

  /// The events up to where a case left a version for the last time; nil when it never ran under it.
  static func events(_ events: [Event], under version: String) -> ArraySlice<Event>? {
    var current = ""
    var last: Int?
    for (index, event) in events.enumerated() {
      switch event.kind {
      case .opened(let opened): current = opened.version
      case .moved(let moved): current = moved.to
      default: break
      }
      if current == version { last = index }
    }
    return last.map { events[...$0] }
  }
}

extension CaseWalk.Mark {
  fileprivate mutating func add(_ at: Instant) {
    count += 1
    last = at
  }
}
