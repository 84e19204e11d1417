public import Playbook

/// What the events of a case say of time: its deadlines, and what it adds to the key figures.
///
/// Pure: the same events, plan and takings give the same answer. It knows no clock; whoever asks how things stand says when.
public struct CaseTimes: Sendable {
  /// In the order in which they began.
  public private(set) var deadlines: [CaseDeadline] = []
  private var view: DeadlineKnowledge
  private let plan: Plan
  /// When the case came to `plan` from another version; nil when it was opened under it. Deadlines that were over before are missed by the count, but nobody
  /// could have kept them.
  public private(set) var countedSince: Instant?
  private var openedAt: Instant?
  /// When the tasks were done that a person took before.
  private var handled: [TaskID: Int64] = [:]
  private var takenAt: [TaskID: Instant] = [:]

  /// - Parameters:
  ///   - events: all of the case, in order.
  ///   - plan: the one that the case runs under now. All of its time is counted by it.
  ///   - taken: who took which task and when: no event says it.
  public init(_ events: [Event], plan: Plan, taken: [TakenTask] = []) {
    self.plan = plan
    view = DeadlineKnowledge(plan: plan, brokenOff: BrokenOff.procedures(in: events))
    var waiting = taken.sorted { ($0.at, $0.task) < ($1.at, $1.task) }[...]
    var last = 0
    for event in events {
      while let next = waiting.first, next.at < event.at {
        take(waiting.removeFirst(), behind: last)
      }
      take(event)
      last = event.sequence
    }
    for rest in waiting { take(rest, behind: last) }
  }

  private mutating func take(_ event: Event) {
    if case .opened = event.kind { openedAt = event.at }
    if case .moved = event.kind { countedSince = event.at }
    if case .taskDone(let done) = event.kind, let since = takenAt.removeValue(forKey: done.task), done.choice != TaskDone.withdrawn {
      handled[done.task] = max(event.at.milliseconds - since.milliseconds, 0)
    }
    view.take(event)
    var task: TaskID?
    if case .taskOpened(let opened) = event.kind { task = opened.id }
    happen(.event(event), at: event.at, sequence: event.sequence, opening: task)
    switch event.kind {
    case .closed: endAll(.lapsed(event.at)) { _ in true }
    case .taskDone(let done) where done.choice == TaskDone.withdrawn: endAll(.lapsed(event.at)) { $0.task == done.task }
    default: break
    }
  }

  private mutating func take(_ taken: TakenTask, behind sequence: Int) {
    takenAt[taken.task] = taken.at
    happen(.taken(taken.task), at: taken.at, sequence: sequence, opening: nil)
  }

  private mutating func happen(_ happening: DeadlineKnowledge.Happening, at now: Instant, sequence: Int, opening task: TaskID?) {
    for rule in plan.deadlines {
      for index in deadlines.indices where deadlines[index].rule == rule.id && deadlines[index].end == nil {
        if rule.until.contains(where: { view.isMoment($0, happening, task: deadlines[index].task) }) {
          deadlines[index].end = .met(now)
        } else {
          deadlines[index].pause(view.pause(of: rule), by: rule, at: now)
        }
      }
      begin(rule, happening, at: now, sequence: sequence, opening: task)
    }
  }

  /// A deadline that runs already isn't begun again, but for another task. One that was missed and goes on stands in nobody's way: whoever calls again when
  /// nobody answered wants an answer again.
  private mutating func begin(_ rule: DeadlineRule, _ happening: DeadlineKnowledge.Happening, at now: Instant, sequence: Int, opening task: TaskID?) {
    guard let moment = rule.from.first(where: { view.isMoment($0, happening) }), !view.isOver(rule) else { return }
    let isRunning = deadlines.contains { one in
      guard one.rule == rule.id else { return false }
      return one.origin == sequence || (one.end == nil && one.task == task && one.standing(at: now) != .breached)
    }
    guard !isRunning else { return }
    var begun = CaseDeadline(rule, origin: sequence, from: now, task: task)
    // Whoever opens a case by telephone has answered the call.
    if rule.until.contains(where: { $0 != moment && view.isMoment($0, happening, task: task) }) {
      begun.end = .met(now)
    } else {
      begun.pause(view.pause(of: rule), by: rule, at: now)
    }
    deadlines.append(begun)
  }

  private mutating func endAll(_ end: CaseDeadline.End, where isMeant: (CaseDeadline) -> Bool) {
    for index in deadlines.indices where deadlines[index].end == nil && isMeant(deadlines[index]) { deadlines[index].end = end }
  }
}

// MARK: key figures

/// What one case adds to a key figure.
public struct FigureSample: Hashable, Sendable {
  /// The figure, or one of the two below.
  public let figure: String
  /// The deadline it is of, by its origin; 0 for the case itself.
  public let origin: Int
  public let at: Instant
  /// In the figure's unit; 100 or 0 for a share, whose mean is the per cent.
  public let value: Double

  /// A case was opened, or closed: 1 each. No declared figure has such an id.
  public static let opened = "#opened"
  public static let closed = "#closed"

  public init(figure: String, origin: Int, at: Instant, value: Double) {
    self.figure = figure
    self.origin = origin
    self.at = at
    self.value = value
  }
}

extension CaseTimes {
  /// What the case adds to the key figures, as far as it has come.
  public func samples(at now: Instant) -> [FigureSample] {
    guard let openedAt else { return [] }
    var samples = [FigureSample(figure: FigureSample.opened, origin: 0, at: openedAt, value: 1)]
    if let closed = view.closedAt { samples.append(FigureSample(figure: FigureSample.closed, origin: 0, at: closed, value: 1)) }
    for figure in plan.figures { samples += self.samples(of: figure, at: now) }
    return samples
  }

  /// The values of the choices that the plan has its figures told apart by, as far as the case knows them.
  public var classes: Set<FigureClassValue> {
    Set(
      plan.figureClasses.compactMap { one in
        guard case .choice(let value)? = view.values[one.fact] else { return nil }
        return FigureClassValue(fact: one.fact, value: value)
      })
  }

  private func samples(of figure: FigureRule, at now: Instant) -> [FigureSample] {
    func once(_ value: Double?) -> [FigureSample] {
      guard let closed = view.closedAt, let value else { return [] }
      return [FigureSample(figure: figure.id, origin: 0, at: closed, value: value)]
    }
    func each(_ id: DeadlineRule.ID, _ sample: (CaseDeadline) -> (at: Instant, value: Double)?) -> [FigureSample] {
      deadlines.filter { $0.rule == id }.compactMap { deadline in
        sample(deadline).map { FigureSample(figure: figure.id, origin: deadline.origin, at: $0.at, value: $0.value) }
      }
    }
    switch figure.measure {
    case .share(let condition): return once(view.holds(condition) ? 100 : 0)
    case .mean(let fact):
      guard case .number(let number)? = view.values[fact] else { return [] }
      return once(number)
    case .handling: return once(handled.isEmpty ? nil : Double(handled.values.reduce(0, +)) / 1000)
    case .time(let id):
      return each(id) { deadline in
        guard case .met(let at)? = deadline.end else { return nil }
        return (at, Double(at.milliseconds - deadline.from.milliseconds) / 1000)
      }
    case .kept(let id):
      return each(id) { deadline in
        switch deadline.standing(at: now) {
        case .met:
          guard let end = deadline.end else { return nil }
          return (end.at, 100)
        case .breached:
          guard let due = deadline.due else { return nil }
          return (due, 0)
        case .running, .paused, .warned, .lapsed: return nil
        }
      }
    }
  }
}
