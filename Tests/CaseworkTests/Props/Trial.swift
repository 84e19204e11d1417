import Casework
import Playbook
import Testing

/// A case that a test drives signal by signal: the clock is virtual, and what goes out waits until the test reports on it. What must hold of every case is
/// looked at after every signal.
struct Trial {
  let plan: Plan
  private(set) var state: Case
  /// All of the case, in order.
  private(set) var events: [Event]
  /// What the last signal caused.
  private(set) var last: [Event]
  var now: Instant
  private var signals = 1

  static let id = CaseID("C-1")
  /// Monday 2026-01-05, noon in China.
  static let noon = Instant(milliseconds: 1_767_585_600_000)

  /// Opens a case of the playbook that has this text. A text without a section is the outline.
  ///
  /// - Parameter despite: checks whose errors are what the trial is about: the engine has to stand it all the same.
  init(
    _ text: String, channel: ChannelName = .online, facts: KeyValuePairs<Fact.ID, String> = [:], at now: Instant = noon, despite: Set<String> = []
  ) throws {
    let document = text.contains("## Procedure\n") ? text : "## Procedure\n\n" + text
    let compilation = compile(SourceText(path: "trial.md", text: (text.hasPrefix("---") ? text : "# Trial\n\n" + document) + words)) { _ in nil }
    let errors = compilation.diagnostics.filter { $0.level == .error && !despite.contains($0.check) }.map(\.message.english)
    try #require(errors.isEmpty, "the playbook has errors: \(errors)")
    try self.init(compilation.plan, channel: channel, facts: facts.map { Self.report($0.key, $0.value, compilation.plan) }, at: now)
  }

  init(_ plan: Plan, channel: ChannelName, facts: [FactReport], at now: Instant = noon) throws {
    self.plan = plan
    self.now = now
    let opening = Opening(playbook: plan.id, version: plan.version, subject: "order 1", channel: channel, facts: facts)
    events = try decide(Signal(id: SignalID("open"), caseID: Self.id, sender: .platform, content: .open(opening)), case: nil, plan: plan, now: now)
    last = events
    state = try #require(Case(id: Self.id, folding: events))
    expectSound(self)
  }

  private static func report(_ fact: Fact.ID, _ text: String?, _ plan: Plan) -> FactReport {
    FactReport(fact: fact, value: text.flatMap { plan.fact(fact)?.value($0) }, source: "platform")
  }

  /// Sends a signal and folds what comes of it. A refusal leaves everything as it was.
  @discardableResult
  mutating func send(_ content: Signal.Content, from sender: Sender = .platform) throws(Refusal) -> [Event] {
    signals += 1
    let signal = Signal(id: SignalID("s\(signals)"), caseID: Self.id, sender: sender, content: content)
    let made: [Event]
    do throws(Refusal) { made = try decide(signal, case: state, plan: plan, now: now) } catch {
      expectAdvance(by: signal, gives: .failure(error), state)
      throw error
    }
    let before = state
    for event in made { state.apply(event) }
    expectAdvance(by: signal, gives: .success(made), before)
    events += made
    last = made
    expectSound(self)
    return made
  }

  /// Deciding and folding in one go is the same as one after the other, and a refusal changes nothing.
  private func expectAdvance(by signal: Signal, gives expected: Result<[Event], Refusal>, _ before: Case) {
    var after: Case? = before
    let result = Result<[Event], Refusal> { () throws(Refusal) in try advance(&after, by: signal, plan: plan, now: now) }
    #expect(result == expected)
    #expect(after == state)
  }

  // MARK: what happens

  mutating func learn(_ fact: Fact.ID, _ text: String?) throws { try send(.facts([Self.report(fact, text, plan)])) }

  mutating func happen(_ event: NamedEvent.ID) throws { try send(.happened(event)) }

  /// The receiver of the oldest pending effect reports.
  mutating func end(_ outcome: String, _ facts: KeyValuePairs<Fact.ID, String> = [:]) throws {
    let effect = try #require(pending.first, "nothing is pending")
    try send(.ended(effect.key, EffectReport(outcome: outcome, facts: facts.map { Self.report($0.key, $0.value, plan) })), from: .receiver)
  }

  mutating func answer(_ choice: String) throws {
    let task = try #require(state.tasks.values.min { $0.id.text.count < $1.id.text.count || ($0.id.text.count == $1.id.text.count && $0.id < $1.id) })
    try send(.taskDone(task.id, choice: choice), from: .person(name: "Wang", role: "agent"))
  }

  mutating func perform(_ action: Action.ID) throws { try send(.perform(action, arguments: [:]), from: .person(name: "Wang", role: "agent")) }

  mutating func repair(_ repair: Repair) throws { try send(.repair(repair), from: .person(name: "Wang", role: "agent")) }

  /// Lets time pass; timers ring as they come due.
  mutating func pass(_ amount: TimeAmount) throws {
    let target = now + amount
    while let timer = nextTimer, timer.due <= target {
      now = max(now, timer.due)
      try send(.timerDue(timer.id), from: .clock)
    }
    now = target
  }

  // MARK: how the case stands

  var nextTimer: CaseTimer? { state.timers.values.min { ($0.due, $0.id) < ($1.due, $1.id) } }

  /// Oldest first.
  var pending: [Effect] {
    events.compactMap { if case .effectPlanned(let effect) = $0.kind, state.effects[effect.key] != nil { effect } else { nil } }
  }

  var task: OpenTask? { state.tasks.values.first }

  func value(_ fact: Fact.ID) -> String? {
    state.usableValue(fact, plan: plan, now: now).flatMap { value in plan.fact(fact)?.words(for: value, in: .english) }
  }

  /// The step whose sentence begins so.
  func step(_ beginning: String) throws -> Step {
    try #require(plan.procedures.flatMap(\.steps).first { $0.sentence.text.hasPrefix(beginning) }, "no sentence begins with “\(beginning)”")
  }

  /// What the case is busy with, in a word and a name.
  var standing: String {
    if let incident = state.incident { return "incident \(incident.kind.rawValue)" }
    if state.phase != .open { return state.phase.rawValue }
    if let effect = pending.last(where: { $0.purpose != .aside }) {
      let about = effect.purpose == .ask ? effect.action ?? "\(effect.party ?? "") \(effect.fact ?? "")" : effect.action ?? effect.party ?? effect.text ?? ""
      return "\(effect.purpose.rawValue) \(about)"
    }
    if let task = state.tasks.values.first(where: { $0.purpose != .review }) { return "task \(task.text)" }
    switch state.frames.last?.awaiting {
    case .timer: return "wait"
    case .retry: return "retry"
    case .contact: return "pause"
    case .round: return "round"
    default: return "nothing"
    }
  }
}
