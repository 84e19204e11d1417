public import Playbook

/// A deadline of a case: one time that a declared deadline has begun in it. Everything about it is worked out from the events, again and again from its
/// beginning: another calendar or another pause gives another end, never another start.
public struct CaseDeadline: Hashable, Sendable {
  public let rule: DeadlineRule.ID
  /// The event it began with. A rule begins once with an event, so that rule and origin name it within the case.
  public let origin: Int
  public let from: Instant
  /// The task that it is about, for one that begins with a task.
  public let task: TaskID?
  /// In order. The last one may still be going on.
  public internal(set) var pauses: [Pause] = []
  /// What was left of the time when its clock began to run last; nil for working days.
  public internal(set) var left: TimeAmount?
  /// Since when the clock runs; nil while it stands still.
  public internal(set) var since: Instant?
  /// When the time is over; nil while the clock stands still, and where the time is never over.
  public internal(set) var due: Instant?
  /// When people are warned; nil where nobody is, and while the clock stands still before that.
  public internal(set) var warnAt: Instant?
  public internal(set) var end: End?

  /// A stretch in which the clock stood still.
  public struct Pause: Hashable, Sendable {
    public let from: Instant
    public internal(set) var until: Instant?
    public let cause: DeadlinePause
    /// What was left of the time.
    public let left: TimeAmount
  }

  /// How it came to its end.
  public enum End: Hashable, Sendable {
    /// What it waited for has happened, in time or late.
    case met(Instant)
    /// It doesn't matter any more: the case was closed, or the task was withdrawn.
    case lapsed(Instant)

    public var at: Instant {
      switch self {
      case .met(let at), .lapsed(let at): at
      }
    }
  }

  /// How it stands.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    case running, paused
    /// Running, and people have been warned.
    case warned
    case met
    /// The time was over first.
    case breached
    case lapsed
  }

  /// How it stands at a moment. What happens exactly when the time is over is in time.
  public func standing(at now: Instant) -> Standing { Standing(at: now, due: due, warnAt: warnAt, isPaused: since == nil, end: end) }
}

extension CaseDeadline.Standing {
  /// From what is kept of a deadline.
  public init(at now: Instant, due: Instant?, warnAt: Instant?, isPaused: Bool, end: CaseDeadline.End?) {
    if let due, due < end?.at ?? now {
      self = .breached
      return
    }
    switch end {
    case .met: self = .met
    case .lapsed: self = .lapsed
    case nil: self = isPaused ? .paused : warnAt.map { $0 <= now } ?? false ? .warned : .running
    }
  }
}

/// Somebody has taken a task, by what is kept beside the cases of who works on what.
public struct TakenTask: Hashable, Sendable {
  public let task: TaskID
  public let at: Instant

  public init(task: TaskID, at: Instant) {
    self.task = task
    self.at = at
  }
}
