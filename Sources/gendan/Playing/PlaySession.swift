import Casework
import Playbook

/// One case walked by hand: the engine alone, on a clock that moves on request. Nothing is stored and nothing goes out.
struct PlaySession {
  let plan: Plan
  private(set) var state: Case?
  private(set) var now: Instant
  private(set) var events: [Event] = []
  private var signals = 0

  init(plan: Plan, now: Instant) {
    self.plan = plan
    self.now = now
  }

  /// - Returns: what happened.
  /// - Throws: `Refusal`; nothing has changed then.
  mutating func send(_ content: Signal.Content, _ sender: Sender = .person(name: "", role: tongue.words("客服", "agent"))) throws(Refusal) -> [Event] {
    signals += 1
    let signal = Signal(id: SignalID("play-\(signals)"), caseID: CaseID("play"), sender: sender, content: content)
    let news = try decide(signal, case: state, plan: plan, now: now)
    state = Case(id: signal.caseID, state, adding: news)
    events += news
    return news
  }

  var isOver: Bool { state?.phase == .closed }

  /// The timer that rings next.
  var nextTimer: CaseTimer? { state?.timers.values.min { ($0.due, $0.id) < ($1.due, $1.id) } }

  /// The timers that a person waits for; deadlines of effects ring by the way.
  var nextWait: CaseTimer? {
    state?.timers.values.filter { $0.purpose != .effectDeadline && $0.purpose != .caseLimit }.min { ($0.due, $0.id) < ($1.due, $1.id) }
  }

  /// Moves the clock, ringing what is due on the way.
  mutating func moveClock(to target: Instant) throws(Refusal) -> [Event] {
    var news: [Event] = []
    while let timer = nextTimer, timer.due <= target {
      now = max(now, timer.due)
      news += try send(.timerDue(timer.id), .clock)
    }
    now = max(now, target)
    return news
  }
}
