import Playbook

/// The clock of one deadline: started, stopped and started again.
extension CaseDeadline {
  init(_ rule: DeadlineRule, origin: Int, from: Instant, task: TaskID?) {
    self.rule = rule.id
    self.origin = origin
    self.from = from
    self.task = task
    left = rule.allowance.time
    start(rule, at: from)
  }

  private mutating func start(_ rule: DeadlineRule, at now: Instant) {
    since = now
    due = rule.moment(left, from: now)
    guard warnAt == nil, let whole = rule.allowance.time, let toWarning = rule.timeToWarning, let left else { return }
    let used = whole.seconds - left.seconds
    // The clock may have stopped exactly when people should have been warned.
    warnAt = rule.moment(TimeAmount(seconds: max(toWarning.seconds - used, 0)), from: now)
  }

  /// Stops or goes on. Once the time is over nothing stops it any more.
  mutating func pause(_ cause: DeadlinePause?, by rule: DeadlineRule, at now: Instant) {
    guard end == nil else { return }
    switch (since, cause) {
    case (let running?, let cause?):
      guard let left, due.map({ $0 > now }) ?? true else { return }
      let rest = TimeAmount(seconds: max(left.seconds - rule.used(from: running, to: now).seconds, 0))
      pauses.append(Pause(from: now, until: nil, cause: cause, left: rest))
      self.left = rest
      since = nil
      due = nil
      if let warnAt, warnAt > now { self.warnAt = nil }
    case (nil, nil):
      // A pause of no length is none.
      if pauses.last?.from == now { pauses.removeLast() } else if !pauses.isEmpty { pauses[pauses.count - 1].until = now }
      start(rule, at: now)
    case (_?, nil), (nil, _?): break
    }
  }
}

extension DeadlineRule {
  /// When so much of its time has passed; nil when that is never. - Parameter amount: nil for working days.
  func moment(_ amount: TimeAmount?, from: Instant) -> Instant? {
    let rest = amount.map { allowance.with($0) } ?? allowance
    if case .wall(let time) = rest { return from + time }
    return try? calendar?.due(rest, from: from)
  }

  /// How much of its time lies between two moments. A second that isn't over doesn't count.
  fileprivate func used(from: Instant, to: Instant) -> TimeAmount {
    switch allowance {
    case .wall: TimeAmount(seconds: max(to.milliseconds - from.milliseconds, 0) / 1000)
    case .service, .workingDays: (try? calendar?.serviceTime(from: from, to: to)) ?? TimeAmount(seconds: 0)
    }
  }
}
