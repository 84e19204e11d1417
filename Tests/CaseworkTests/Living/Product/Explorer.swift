@testable import Casework
import Playbook

/// A case as it waits for something, with how it came there.
struct Stand: Sendable {
  let state: Case
  let events: [Event]
  let now: Instant
  /// What may happen next, each of the ways a pending thing can end.
  var moves: [Move] = []
}

/// Something that comes in, and how long after.
struct Move: Sendable {
  let content: Signal.Content
  let sender: Sender
  let at: Instant
}

/// Finds the states in which cases of a playbook wait: breadth first over every outcome of what is pending, every choice of a task and the next timer, from
/// the openings that its stories have.
struct Explorer {
  let plan: Plan
  /// States that are kept, by what tells them apart.
  private(set) var stands: [Stand] = []
  /// Whether states were left out because there are more than the bound.
  private(set) var isCut = false
  private var seen: Set<String> = []

  init(_ plan: Plan, bound: Int) async {
    self.plan = plan
    var queue: [Stand] = openings()
    var next = 0
    for stand in queue { seen.insert(stand.key(plan)) }
    while next < queue.count, queue.count < bound {
      await Task.yield()
      let stand = queue[next]
      next += 1
      for move in stand.moves {
        guard let after = stand.taking(move, plan), after.state.phase == .open, seen.insert(after.key(plan)).inserted else { continue }
        queue.append(after)
      }
    }
    isCut = next < queue.count
    stands = queue
  }

  /// The facts that stories begin with, and no facts at all, on each channel that they name.
  private func openings() -> [Stand] {
    var reports: [(ChannelName, [FactReport])] = [(.online, []), (.phone, [])]
    for story in plan.stories {
      for case .starts(let channel, let settings) in story.rows.flatMap(\.events).map(\.meaning) {
        reports.append((channel, settings.map { FactReport(fact: $0.fact, value: $0.value, source: "platform") }))
      }
    }
    return reports.compactMap { channel, facts in
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "order 1", channel: channel, facts: facts)
      var state: Case?
      let signal = Signal(id: SignalID("open"), caseID: CaseID("C-1"), sender: .platform, content: .open(opening))
      guard let events = try? advance(&state, by: signal, plan: plan, now: Trial.noon), let state else { return nil }
      let stand = Stand(state: state, events: events, now: Trial.noon).settled(plan)
      return stand.state.phase == .open ? stand : nil
    }
  }
}

extension Stand {
  /// What tells states apart: where the procedures stand, what is awaited, and what decisions read.
  func key(_ plan: Plan) -> String {
    let frames = state.frames.map { "\($0.procedure):\($0.step ?? ""):\($0.followUp?.id ?? "")" }.joined(separator: ">")
    let awaiting =
      switch state.frames.last?.awaiting {
      case .contact(let progress): "contact \(progress.rung) \(progress.attempt) \(progress.wait.isPause)"
      case .source(let fact, let index, _): "source \(fact) \(index)"
      case .effect: "effect"
      case .retry: "retry"
      case .timer: "timer"
      case .task: "task"
      case .round: "round"
      case nil: "incident \(state.incident?.kind.rawValue ?? "")"
      }
    let decided = state.frames.flatMap(\.trail).flatMap { ($0.inner ?? []) + [$0.decision].compactMap { $0 } }.map { "\($0.step)=\($0.branch ?? "")" }
    return frames + "|" + awaiting + "|" + decided.joined(separator: ",")
  }

  /// The case after a signal, with what goes without saying done; nil when the signal is refused.
  func taking(_ move: Move, _ plan: Plan) -> Stand? {
    var after: Case? = state
    let signal = Signal(id: SignalID("s\(state.eventCount)"), caseID: state.id, sender: move.sender, content: move.content)
    guard let news = try? advance(&after, by: signal, plan: plan, now: move.at), let after else { return nil }
    return Stand(state: after, events: events + news, now: move.at).settled(plan)
  }

  /// Wording goes out and what runs beside the procedure succeeds by itself.
  func settled(_ plan: Plan) -> Stand {
    var stand = self
    var after: Case? = state
    while let state = after, state.phase != .closed, let effect = state.effects.values.sorted(by: { $0.key < $1.key }).first(where: { $0.goesByItself }) {
      let outcome = effect.purpose == .say ? SayOutcome.sent : effect.action.flatMap(plan.action)?.success.id ?? effect.outcomes[0]
      let signal = Signal(id: SignalID("e"), caseID: state.id, sender: .receiver, content: .ended(effect.key, EffectReport(outcome: outcome)))
      guard let news = try? advance(&after, by: signal, plan: plan, now: now), let after else { break }
      stand = Stand(state: after, events: stand.events + news, now: now)
    }
    stand.moves = stand.nextMoves(plan)
    return stand
  }

  private func nextMoves(_ plan: Plan) -> [Move] {
    var moves: [Move] = []
    for effect in state.effects.values.sorted(by: { $0.key < $1.key }) where effect.purpose != .aside {
      for (outcome, facts) in endings(of: effect, plan) {
        moves.append(Move(content: .ended(effect.key, EffectReport(outcome: outcome, facts: facts)), sender: .receiver, at: now + .minutes(1)))
      }
    }
    for task in state.tasks.values.sorted(by: { $0.id < $1.id }) {
      for choice in task.choices {
        moves.append(Move(content: .taskDone(task.id, choice: choice.id), sender: .person(name: "Wang", role: "agent"), at: now + .minutes(1)))
      }
    }
    let next = state.timers.values.filter { $0.purpose != .effectDeadline && $0.purpose != .caseLimit }.min { ($0.due, $0.id) < ($1.due, $1.id) }
    if let next { moves.append(Move(content: .timerDue(next.id), sender: .clock, at: max(now, next.due))) }
    return moves
  }

  /// Every way an effect can end: a question with each answer, a call answered, declined and not answered.
  private func endings(of effect: Effect, _ plan: Plan) -> [(String, [FactReport])] {
    switch effect.purpose {
    case .contact: return ["answered", "refused", "no-answer"].map { ($0, []) }
    case .ask where effect.action == nil:
      let fact = effect.fact.flatMap(plan.fact)
      let answers =
        fact.map { sampleValues($0, now: now).map { value in [FactReport(fact: effect.fact ?? "", value: value, source: effect.party ?? "")] } } ?? []
      return answers.map { (AskOutcome.answered, $0) } + [(AskOutcome.noAnswer, [])]
    default: return effect.outcomes.map { ($0, []) }
    }
  }

  /// The first move that leads on: what succeeds, the first choice, the next timer.
  var likelyMove: Move? { moves.first }
}

/// Every value of a list, and something likely of what is no list.
func sampleValues(_ fact: Fact, now: Instant) -> [Value] {
  switch fact.type {
  case .choice, .flag: fact.values ?? []
  case .number: [.number(1)]
  case .money: [.money(fen: 2_000)]
  case .duration: [.duration(.minutes(20))]
  case .time: [.time(now)]
  case .text: [.text("words")]
  }
}

extension Effect {
  fileprivate var goesByItself: Bool { purpose == .say || purpose == .aside }
}

extension ContactWait {
  fileprivate var isPause: Bool { if case .pause = self { true } else { false } }
}
