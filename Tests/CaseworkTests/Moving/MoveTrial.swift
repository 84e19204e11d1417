@testable import Casework
import Playbook
import Testing

/// A case that goes from version to version: signals, moves, and what must hold behind each.
struct MoveTrial {
  private(set) var plan: Plan
  private(set) var state: Case
  private(set) var events: [Event]
  var now: Instant
  /// The case before each move that wasn't taken back, and the plan it was under.
  private(set) var formers: [(state: Case, plan: Plan)] = []
  /// A person has let go of a ban, or of a promise's sentence: what they forbid or promise stays as it was said.
  private(set) var wasForced = false
  private var signals = 0

  static let agent = Sender.person(name: "Wang", role: "agent")

  init(_ plan: Plan, channel: ChannelName = .online, facts: [FactReport] = [], at now: Instant = Trial.noon) throws {
    self.plan = plan
    self.now = now
    let opening = Opening(playbook: plan.id, version: plan.version, subject: "order 1", channel: channel, facts: facts)
    events = try decide(Signal(id: SignalID("open"), caseID: Trial.id, sender: .platform, content: .open(opening)), case: nil, plan: plan, now: now)
    state = try #require(Case(id: Trial.id, folding: events))
  }

  mutating func send(_ content: Signal.Content, from sender: Sender = .platform) throws(Refusal) {
    signals += 1
    let signal = Signal(id: SignalID("s\(signals)"), caseID: Trial.id, sender: sender, content: content)
    take(try decide(signal, case: state, plan: plan, now: now))
  }

  private mutating func take(_ made: [Event]) {
    for event in made { state.apply(event) }
    events += made
  }

  /// - Parameter change: from the version it is under; made when not given.
  @discardableResult
  mutating func move(to new: Plan, _ manner: MoveManner = .byItself, by change: PlanChange? = nil) throws(Refusal) -> [Event] {
    let isBack = manner == .back
    let change = change ?? (isBack ? PlanChange(from: new, to: plan).reversed() : PlanChange(from: plan, to: new))
    signals += 1
    let signal = Signal(id: SignalID("m\(signals)"), caseID: Trial.id, sender: Self.agent, content: .move(to: new.version, manner))
    let made = try decideMove(signal, case: state, by: change, former: isBack ? formers.last?.state : nil, now: now)
    let before = (state, plan)
    take(made)
    guard manner != .handOver, state.version == new.version, new.version != plan.version else { return made }
    plan = new
    if isBack { formers.removeLast() } else { formers.append(before) }
    if case .toStep = manner { wasForced = true }
    return made
  }

  /// The tasks, timers and promises that were set anew under their own names aren't used twice.
  var faults: [String] {
    var isBehindMove = false
    let told = events.filter { event in
      switch event.kind {
      case .moved: isBehindMove = true
      case .timerSet, .taskOpened, .promised: return !isBehindMove
      case .timerCancelled: break
      default: isBehindMove = false
      }
      return true
    }
    let sound = CaseworkTests.faults(of: state, events, naming: told)
    // Approvals and payments in doubt are beside the procedure.
    let beside = state.tasks.values.filter { task in
      switch task.purpose {
      case .approval, .reconcile: true
      default: false
      }
    }.map { "nobody awaits the task \($0.id)" }
    return sound.filter { !(wasForced && $0.contains("forbidden")) && !beside.contains($0) } + strangers
  }

  /// What the case stands on that its plan doesn't know.
  var strangers: [String] {
    guard state.phase != .closed else { return [] }
    var found: [String] = []
    if state.version != plan.version { found.append("it is under \(state.version.prefix(6)), not \(plan.version.prefix(6))") }
    for frame in state.frames {
      guard let procedure = plan.procedure(frame.procedure) else {
        found.append("the procedure \(frame.procedure) isn't in the plan")
        continue
      }
      if let step = frame.step, !procedure.steps.contains(where: { $0.id == step }) { found.append("it stands at \(step), which \(procedure.id) doesn't have") }
      if let followUp = frame.followUp, plan.vocabulary.followUp(followUp.id) == nil { found.append("the follow-up \(followUp.id) isn't in the plan") }
    }
    for timer in state.timers.values where !hasMeaning(timer) { found.append("the timer \(timer.id) (\(timer.purpose.rawValue)) means nothing in the plan") }
    for effect in state.effects.values where effect.purpose != .aside {
      if effect.step.flatMap(plan.step) == nil { found.append("the effect \(effect.key) is awaited at no step") }
      if let action = effect.action, plan.action(action) == nil { found.append("the action \(action) isn't in the plan") }
      if let fact = effect.fact, plan.fact(fact) == nil { found.append("the fact \(fact) isn't in the plan") }
    }
    for task in state.tasks.values {
      switch task.purpose {
      case .step, .handOff: if task.step.flatMap(plan.step) == nil { found.append("the task \(task.id) belongs to no step") }
      case .fact(let fact): if plan.fact(fact) == nil { found.append("the fact \(fact) isn't in the plan") }
      default: break
      }
    }
    for fact in state.facts {
      guard let value = fact.value.value, let declared = plan.fact(fact.key), !declared.accepts(value) else { continue }
      found.append("\(fact.key) is \(value), which is none of its values")
    }
    return found
  }

  private func hasMeaning(_ timer: CaseTimer) -> Bool {
    let step = timer.step.flatMap(plan.step)
    return switch (timer.purpose, step?.kind) {
    case (.wait, .wait), (.contactPause, .contact), (.round, .followUp), (.followUpLimit, .followUp): true
    case (.retry, .act): true
    case (.caseLimit, _): plan.timeLimit != nil
    case (.effectDeadline, let kind): kind != nil || timer.about.map { state.effects[EffectKey($0)]?.purpose == .aside } ?? false
    // A promise goes on although a person has left its sentence behind.
    case (.promise, let kind): (kind != nil || wasForced) && timer.about.map { state.promises[PromiseID($0)] != nil } ?? false
    default: false
    }
  }
}

extension Case {
  /// The same but for its version and the number of its events: what a move and its way back must leave alone.
  func counted(_ count: Int, under version: String) -> Case {
    var same = self
    same.eventCount = count
    same.version = version
    return same
  }
}
