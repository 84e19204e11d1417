public import Playbook

/// One case walked by hand: the engine alone, on a clock that moves on request. Nothing is stored and nothing goes out.
public struct PlaySession: Sendable {
  public let plan: Plan
  public private(set) var state: Case?
  public private(set) var now: Instant
  public private(set) var events: [Event] = []
  private var signals = 0

  public init(plan: Plan, now: Instant) {
    self.plan = plan
    self.now = now
  }

  private func foresee(_ content: Signal.Content, _ sender: Sender) throws(Refusal) -> [Event] {
    let signal = Signal(id: SignalID("play-\(signals + 1)"), caseID: Self.caseID, sender: sender, content: content)
    return try decide(signal, case: state, plan: plan, now: now)
  }

  /// - Throws: `Refusal`; nothing has changed then.
  public mutating func send(_ content: Signal.Content, _ sender: Sender) throws(Refusal) {
    let news = try foresee(content, sender)
    signals += 1
    state = Case(id: Self.caseID, state, adding: news)
    events += news
  }

  private static let caseID = CaseID("play")

  /// The first order signal that what follows would need and that nobody has told. A platform would have pushed it; here the player is the platform.
  public func wanted(by content: Signal.Content, _ sender: Sender, besides asked: Set<Fact.ID>) -> Fact? {
    guard let news = try? foresee(content, sender), let later = Case(id: Self.caseID, state, adding: news) else { return nil }
    return news.lazy.flatMap { needed($0, later) }.compactMap(plan.fact)
      .first { $0.sources.contains(.orderSignal) && !asked.contains($0.id) && later.facts[$0.id]?.value == nil }
  }

  private func needed(_ event: Event, _ later: Case) -> [Fact.ID] {
    switch event.kind {
    case .asked(let asked): return [asked.fact]
    case .factLearned(let learned) where learned.source == FactLearned.nobody: return [learned.fact]
    case .incidentRaised(let incident) where incident.kind == .missingSlot: return plan.vocabulary.fact(named: incident.about).map { [$0.id] } ?? []
    case .effectPlanned(let effect):
      guard case .contact(let terms)? = effect.step.flatMap(plan.step)?.kind, effect.purpose == .contact else { return [] }
      return terms.ladder.compactMap(\.condition).flatMap(\.facts)
    default: return []
    }
  }

  public var isOver: Bool { state?.phase == .closed }

  /// The timer that rings next.
  private var nextTimer: CaseTimer? { state?.timers.values.min { ($0.due, $0.id) < ($1.due, $1.id) } }

  /// The timers that a person waits for; deadlines of effects ring by the way.
  public var nextWait: CaseTimer? {
    state?.timers.values.filter { $0.purpose != .effectDeadline && $0.purpose != .caseLimit }.min { ($0.due, $0.id) < ($1.due, $1.id) }
  }

  /// Moves the clock to the next timer that is due by `target`, which is to be rung then; to `target` when there is none.
  public mutating func moveClock(to target: Instant) -> CaseTimer? {
    guard let timer = nextTimer, timer.due <= target else {
      now = max(now, target)
      return nil
    }
    now = max(now, timer.due)
    return timer
  }
}
