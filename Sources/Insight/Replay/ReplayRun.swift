import Casework
import Playbook

/// One recorded case once more, under a draft: what came from outside comes again at its time, and what the draft asks is answered as it was then.
struct ReplayRun {
  let recorded: RecordedCase
  let memory: CaseMemory
  let history: History
  let plan: Plan
  var random: RandomStream
  var now = Instant(milliseconds: 0)
  var state: Case?
  var events: [Event] = []
  /// How many answers nobody could know and were drawn.
  var drawn = 0
  /// How often a question's recorded answers were used.
  var used: [Question: Int] = [:]
  private var agenda: [Pending] = []
  private var repairs = 0

  struct Pending {
    let at: Int64
    /// Whether nobody can know it: it counts as drawn when it comes.
    let isGuess: Bool
    let sender: Sender
    let content: Signal.Content
  }

  static let mostSignals = 5_000
  private static let mostRepairs = 10
  private static let horizon = TimeAmount.hours(90 * 24)

  init(_ recorded: RecordedCase, memory: CaseMemory, history: History, plan: Plan, random: RandomStream) {
    (self.recorded, self.memory, self.history, self.plan, self.random) = (recorded, memory, history, plan, random)
  }

  /// - Returns: the events under the draft; nil when the case's beginning isn't known.
  mutating func run() -> [Event]? {
    guard let (opening, at) = recorded.opening else { return nil }
    now = at
    let begin = Opening(playbook: plan.id, version: plan.version, subject: opening.subject, channel: opening.channel, facts: understood(opening.facts))
    for (after, signal) in memory.fromOutside { plan(at: at.milliseconds + after, signal.sender, understood(signal.content)) }
    send(.open(begin), recorded.turns[0].signal.sender)
    let end = at + Self.horizon
    var signals = 1
    while state?.phase != .closed, signals < Self.mostSignals, let next = takeNext() {
      guard next.at <= end.milliseconds else { break }
      now = Instant(milliseconds: max(next.at, now.milliseconds))
      if next.isGuess { drawn += 1 }
      send(next.content, next.sender)
      signals += 1
    }
    return events
  }

  private mutating func send(_ content: Signal.Content, _ sender: Sender) {
    let signal = Signal(id: SignalID("replayed"), caseID: recorded.id, sender: sender, content: content)
    guard let made = try? advance(&state, by: signal, plan: plan, now: now) else { return }
    events += made
    for event in made { see(event) }
  }

  // MARK: what is to come

  mutating func plan(at: Int64, _ sender: Sender, _ content: Signal.Content?, isGuess: Bool = false) {
    if let content { agenda.append(Pending(at: at, isGuess: isGuess, sender: sender, content: content)) }
  }

  /// The next to come; of those at the same moment the one that was planned first.
  private mutating func takeNext() -> Pending? {
    guard var first = agenda.indices.first else { return nil }
    for index in agenda.indices.dropFirst() where agenda[index].at < agenda[first].at { first = index }
    return agenda.remove(at: first)
  }

  private mutating func see(_ event: Event) {
    switch event.kind {
    case .effectPlanned(let effect): answer(effect)
    case .effectEnded(let ended): forget { if case .ended(ended.key, _) = $0 { true } else { false } }
    case .timerSet(let timer): plan(at: timer.due.milliseconds, .clock, .timerDue(timer.id))
    case .timerCancelled(let cancelled): forget { if case .timerDue(cancelled.timer) = $0 { true } else { false } }
    case .taskOpened(let task): answer(task)
    case .taskDone(let done): forget { if case .taskDone(done.task, _) = $0 { true } else { false } }
    case .promised(let promise): answer(promise)
    case .promiseSettled(let settled): forget { if case .promiseKept(settled.promise, _) = $0 { true } else { false } }
    case .incidentRaised:
      repairs += 1
      if repairs <= memory.repairs.count {
        let (repair, after) = memory.repairs[repairs - 1]
        return plan(at: now.milliseconds + after, Self.agent, .repair(repair))
      }
      guard repairs < Self.mostRepairs else { return }
      // What is stuck is tried once more, and passed over the second time.
      plan(at: now.milliseconds + 60_000, Self.agent, .repair(repairs.isMultiple(of: 2) ? .skip : .retry), isGuess: true)
    default: break
    }
  }

  private mutating func forget(where isMeant: (Signal.Content) -> Bool) { agenda.removeAll { isMeant($0.content) } }

  static let agent = Sender.person(name: "replayed", role: "agent")

  // MARK: what the draft understands of what was said

  func understood(_ facts: [FactReport]) -> [FactReport] {
    facts.filter { report in plan.fact(report.fact).map { fact in report.value.map { fact.takes($0) } ?? true } ?? false }
  }

  private func understood(_ content: Signal.Content) -> Signal.Content? {
    switch content {
    case .facts(let reports):
      let known = understood(reports)
      return known.isEmpty ? nil : .facts(known)
    case .happened(let event): return plan.event(event) == nil ? nil : content
    case .open(let opening):
      return .open(
        Opening(playbook: plan.id, version: plan.version, subject: opening.subject, channel: opening.channel, facts: understood(opening.facts)))
    case .perform(let action, _): return plan.action(action) == nil ? nil : content
    case .heard(let party, _): return plan.party(party) == nil ? nil : content
    case .wrote(let message): return message.from.flatMap(plan.party) == nil ? nil : content
    case .persons: return content
    default: return nil
    }
  }
}

extension Fact {
  /// Whether a value recorded under another version is one this fact can have.
  func takes(_ value: Value) -> Bool {
    switch (type, value) {
    case (.choice(let choices), .choice(let id)): choices.contains { $0.id == id }
    case (.number, .number), (.time, .time), (.flag, .flag), (.money, .money), (.duration, .duration), (.text, .text): true
    default: false
    }
  }
}
