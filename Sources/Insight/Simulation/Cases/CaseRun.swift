import Casework
import Playbook

/// One case after another, each from its opening to its end, on a clock that jumps to whatever comes next.
struct CaseRun {
  let stage: Stage
  /// Days over which the cases come in.
  let days: Int
  var tally: Tally
  var random = RandomStream(seed: 0, number: 0)
  var now = Instant(milliseconds: 0)
  var state: Case?
  var agenda = Agenda()
  /// By fact: what is true in this case, and since when; nil when it hasn't been drawn yet.
  var truths: [(value: Value?, since: Instant)?]
  var repairs = 0
  var hadIncident = false
  var lastConclusion: Int?
  /// The signals of the case under way, where somebody wants to have them.
  var recorded: [Recording.Entry]?

  private static let mostSignals = 5_000
  private static let mostRepairs = 10

  init(stage: Stage, days: Int) {
    self.stage = stage
    self.days = days
    tally = Tally(stage)
    truths = Array(repeating: nil, count: stage.facts.count)
  }

  var plan: Plan { stage.plan }
  var world: World { stage.world }

  mutating func run(number: Int) {
    random = RandomStream(seed: stage.seed, number: number)
    now = stage.arrival(&random, amongDays: days)
    state = nil
    agenda.removeAll()
    for index in truths.indices { truths[index] = nil }
    (repairs, hadIncident, lastConclusion) = (0, false, nil)
    let opened = now
    let id = CaseID("c\(number)")
    let opening = Opening(
      playbook: plan.id, version: plan.version, subject: id.text, channel: world.channels[world.channelWeights.draw(&random)], facts: factsAtStart())
    planNextEvent()
    send(.open(opening), .platform, id)
    let end = opened + world.horizon
    var signals = 1
    while state?.phase != .closed, signals < Self.mostSignals, let next = agenda.next() {
      guard next.at <= end.milliseconds else { break }
      now = Instant(milliseconds: max(next.at, now.milliseconds))
      come(next, id)
      signals += 1
    }
    close(opened: opened)
  }

  // MARK: what comes in

  private mutating func come(_ pending: Pending, _ id: CaseID) {
    switch pending.content {
    case .timer(let timer, let purpose):
      tally.expired[purpose, default: 0] += 1
      send(.timerDue(timer), .clock, id)
    case .report(let key, let report): send(.ended(key, report), .receiver, id)
    case .task(let task, let choice, let kind, let role):
      tally.addWork(kind, role: role, milliseconds: pending.work, hour: hour)
      send(.taskDone(task, choice: choice), state?.tasks[task]?.answerer(Self.agent) ?? Self.agent, id)
    case .promise(let promise, nil): send(.promiseKept(promise), Self.agent, id)
    case .promise(_, let event?): send(.happened(event), .platform, id)
    case .event:
      let event = plan.vocabulary.events[stage.eventWeights.draw(&random)]
      planNextEvent()
      send(.happened(event.id), .platform, id)
    case .repair:
      tally.addWork(.repair, role: 0, milliseconds: pending.work, hour: hour)
      repairs += 1
      // What is stuck is tried once more, and passed over the second time.
      send(.repair(repairs.isMultiple(of: 2) ? .skip : .retry), Self.agent, id)
    }
  }

  private static let agent = Sender.person(name: "simulated", role: "agent")

  var hour: Int { plan.zone.minuteOfDay(now) / 60 }

  mutating func planNextEvent() {
    guard let wait = random.milliseconds(untilNextAt: stage.eventsPerHour) else { return }
    agenda.add(Pending(at: now.milliseconds + wait, work: 0, content: .event))
  }

  mutating func planRepair() {
    guard repairs < Self.mostRepairs else { return }
    let work = world.staff.takes[WorkKind.repair.index].draw(&random)
    agenda.add(Pending(at: now.milliseconds + world.staff.pickup.draw(&random) + work, work: work, content: .repair))
  }

  private mutating func send(_ content: Signal.Content, _ sender: Sender, _ id: CaseID) {
    tally.signals += 1
    let signal = Signal(id: Self.signal, caseID: id, sender: sender, content: content)
    recorded?.append(Recording.Entry(signal: signal, at: now))
    do throws(Refusal) {
      let events = try advance(&state, by: signal, plan: plan, now: now)
      tally.events += events.count
      for event in events { see(event) }
    } catch { tally.refusals += 1 }
  }

  /// The engine never looks at it: telling signals apart is the ledger's business.
  private static let signal = SignalID("simulated")

  // MARK: the end

  private mutating func close(opened: Instant) {
    tally.cases += 1
    if hadIncident { tally.withIncident += 1 }
    guard let state else { return tally.open += 1 }
    if state.phase == .closed {
      tally.durations.add(Int(now.milliseconds - opened.milliseconds))
      if state.isConcluded { tally.concluded += 1 } else { tally.ranOut += 1 }
    } else if state.incident != nil {
      tally.stuck += 1
    } else {
      tally.open += 1
    }
    if state.phase == .closed, let lastConclusion { tally.lastConclusions[lastConclusion] += 1 }
    for fact in stage.resultFacts {
      if let value = state.facts[stage.facts[fact].id]?.value { tally.results[fact, default: [:]][value, default: 0] += 1 }
    }
  }
}
