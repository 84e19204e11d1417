public import Casework
public import Playbook

extension MemoryLedger {
  public func timersDue(at now: Instant, limit: Int) -> [DueTimer] {
    let due = contents.standingTimers.filter { $0.due <= now }
    return Array(due.sorted { ($0.due, $0.caseID, $0.timer) < ($1.due, $1.caseID, $1.timer) }.prefix(max(limit, 0)))
  }

  public func nextTimerDue() -> Instant? { contents.standingTimers.map(\.due).min() }

  public func claimEffects(dueAt now: Instant, limit: Int, lease: TimeAmount, by desk: String) -> [ClaimedEffect] {
    let due = contents.outbox.values.filter { $0.due <= now }.sorted { ($0.due, $0.caseID, $0.row.sequence) < ($1.due, $1.caseID, $1.row.sequence) }
    let oldest = due.prefix(max(limit, 0)).sorted { ($0.row.plannedAt, $0.caseID, $0.row.sequence) < ($1.row.plannedAt, $1.caseID, $1.row.sequence) }
    return oldest.compactMap { waiting in
      guard case .effectPlanned(let effect)? = contents.event(waiting.row.sequence, of: waiting.caseID)?.kind, let row = contents.rows[waiting.caseID]
      else { return nil }
      contents.outbox[waiting.row.key]?.due = now + lease
      contents.outbox[waiting.row.key]?.holder = desk
      return ClaimedEffect(caseID: waiting.caseID, subject: row.state.subject, effect: effect, tries: waiting.tries)
    }
  }

  public func returnEffect(_ key: EffectKey, of caseID: CaseID, dueAt due: Instant) {
    contents.outbox[key]?.due = due
    contents.outbox[key]?.holder = nil
    contents.outbox[key]?.tries += 1
  }

  public func parkEffect(_ key: EffectKey, of caseID: CaseID, until due: Instant) {
    contents.outbox[key]?.due = due
    contents.outbox[key]?.holder = nil
  }

  public func releaseLeases(heldBy desk: String) -> Int {
    let held = contents.outbox.values.filter { $0.holder == desk }
    for waiting in held { contents.outbox[waiting.row.key] = WaitingEffect(caseID: waiting.caseID, row: waiting.row, tries: waiting.tries) }
    return held.count
  }

  public func nextEffectDue() -> Instant? { contents.outbox.values.map(\.due).min() }
}

extension MemoryContents {
  /// Timers with rows of their own, and the deadlines of effects.
  fileprivate var standingTimers: [DueTimer] {
    timers.flatMap { id, timers in timers.values.map { DueTimer(caseID: id, timer: $0.id, due: $0.due) } }
      + outbox.values.compactMap { waiting in waiting.row.deadline.map { DueTimer(caseID: waiting.caseID, timer: $0.id, due: $0.due) } }
  }
}
