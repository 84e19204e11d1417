public import Casework
public import Playbook

/// A deadline of a case as it is kept for lists and for the watch, with notes of what was told of it.
public struct DeadlineRow: Hashable, Sendable {
  /// Its place in lists: newer ones have higher numbers; 0 before it is kept.
  public internal(set) var number = 0
  public let caseID: CaseID
  public let rule: DeadlineRule.ID
  /// The event it began with.
  public let origin: Int
  public let playbook: String
  public let from: Instant
  public let due: Instant?
  public let warnAt: Instant?
  public let isPaused: Bool
  public let end: CaseDeadline.End?
  /// When people were warned; nil when they weren't.
  public internal(set) var warnedAt: Instant?
  /// When it was told that it was missed.
  public internal(set) var missedAt: Instant?

  public init(_ deadline: CaseDeadline, of caseID: CaseID, playbook: String) {
    self.init(
      caseID: caseID, rule: deadline.rule, origin: deadline.origin, playbook: playbook, from: deadline.from, due: deadline.due, warnAt: deadline.warnAt,
      isPaused: deadline.since == nil, end: deadline.end)
  }

  public init(
    caseID: CaseID, rule: DeadlineRule.ID, origin: Int, playbook: String, from: Instant, due: Instant?, warnAt: Instant?, isPaused: Bool,
    end: CaseDeadline.End?
  ) {
    self.caseID = caseID
    self.rule = rule
    self.origin = origin
    self.playbook = playbook
    self.from = from
    self.due = due
    self.warnAt = warnAt
    self.isPaused = isPaused
    self.end = end
  }

  public var id: DeadlineID { DeadlineID(caseID: caseID, rule: rule, origin: origin) }
  /// The same with what the ledger notes of it.
  public func kept(number: Int, warnedAt: Instant?, missedAt: Instant?) -> DeadlineRow {
    var kept = self
    (kept.number, kept.warnedAt, kept.missedAt) = (number, warnedAt, missedAt)
    return kept
  }

  /// How it stands at a moment.
  public func standing(at now: Instant) -> CaseDeadline.Standing {
    CaseDeadline.Standing(at: now, due: due, warnAt: warnAt, isPaused: isPaused, end: end)
  }

  // MARK: telling

  /// What is to be told of it at a moment; nil for nothing. A miss makes a warning pointless.
  public func telling(at now: Instant) -> DeadlineTelling? {
    if let missMoment, missMoment <= now { return .miss }
    if let warnMoment, warnMoment <= now { return .warning }
    return nil
  }

  /// When there will be something to tell next, if nothing happens in the case; nil for never.
  public var nextMoment: Instant? { [missMoment, warnMoment].compactMap(\.self).min() }

  /// How long a miss isn't told yet: what was decided in time has its time from the decision, and is stored a moment later.
  public static let grace = TimeAmount(seconds: 2)

  /// What happens exactly when the time is over is still in time.
  private var missMoment: Instant? {
    let wait = Self.grace.seconds * 1000 + 1
    guard missedAt == nil, let due, due.milliseconds < .max - wait, end.map({ due < $0.at }) ?? true else { return nil }
    return Instant(milliseconds: due.milliseconds + wait)
  }

  private var warnMoment: Instant? { warnedAt == nil && missedAt == nil && end == nil && !isPaused ? warnAt : nil }
}

/// A deadline's name over all cases.
public struct DeadlineID: Hashable, Sendable {
  public let caseID: CaseID
  public let rule: DeadlineRule.ID
  public let origin: Int

  public init(caseID: CaseID, rule: DeadlineRule.ID, origin: Int) {
    self.caseID = caseID
    self.rule = rule
    self.origin = origin
  }
}

/// What is told of a deadline, once each.
public enum DeadlineTelling: Hashable, Sendable { case warning, miss }
