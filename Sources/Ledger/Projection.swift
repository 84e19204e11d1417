public import Casework
public import Playbook

/// What events of one case mean for the rows that are kept beside them, apart from the case's own (`CaseRow`).
///
/// The one function that every ledger uses for a commit (with the new events) and for a rebuild (with all of them): so both agree by construction.
public struct Projection: Hashable, Sendable {
  /// Timers that stand after the events and were set by them, in the order they were set; without the deadlines of effects.
  public private(set) var timersSet: [TimerRow] = []
  /// Timers that the events ended, whether they were set by them or before.
  public private(set) var timersGone: [TimerID] = []
  /// Effects that were planned by the events and haven't ended, in the order they were planned.
  public private(set) var effectsPlanned: [OutboxRow] = []
  public private(set) var effectsGone: [EffectKey] = []
  /// Effects that haven't ended and are no longer watched by a deadline.
  public private(set) var deadlinesGone: Set<EffectKey> = []
  /// Lines of the register of contacts.
  public let contacts: ContactChanges

  /// - Parameters:
  ///   - events: in order, without gaps.
  ///   - state: the case with the events folded in.
  public init(of events: [Event], foldedInto state: borrowing Case) {
    self.init(of: events, state.id, about: state.subject, effects: state.effects, timers: state.timers)
  }

  /// What an entry means for them. A state has many parts: only those that are looked at are taken out of it.
  public init(of entry: Entry) {
    self.init(of: entry.events, entry.caseID, about: entry.state.subject, effects: entry.state.effects, timers: entry.state.timers)
  }

  private init(of events: [Event], _ caseID: CaseID, about subject: String, effects: [EffectKey: Effect], timers: [TimerID: CaseTimer]) {
    contacts = ContactChanges(of: events, caseID, about: subject)
    for event in events { take(event) }
    // A deadline that was cancelled while its effect goes on (`plan` sets and `end` takes both away together).
    guard !timersGone.isEmpty, !effects.isEmpty else { return }
    for key in effects.keys where !timers.values.contains(where: { $0.purpose == .effectDeadline && $0.about == key.text }) {
      deadlinesGone.insert(key)
    }
  }

  private mutating func take(_ event: Event) {
    switch event.kind {
    case .timerSet(let timer):
      endTimer(timer.id)
      timersGone.removeAll { $0 == timer.id }
      let row = TimerRow(id: timer.id, due: timer.due, sequence: event.sequence)
      // The deadline that is set with an effect stands in the effect's own row.
      if timer.purpose == .effectDeadline, let effect = effectsPlanned.last, effect.key.text == timer.about, effect.sequence + 1 == event.sequence {
        effectsPlanned[effectsPlanned.count - 1].deadline = row
      } else {
        timersSet.append(row)
      }
    case .timerRang(let rang): endTimer(rang.timer)
    case .timerCancelled(let cancelled): endTimer(cancelled.timer)
    case .effectPlanned(let effect):
      effectsPlanned.removeAll { $0.key == effect.key }
      effectsPlanned.append(OutboxRow(key: effect.key, plannedAt: event.at, sequence: event.sequence))
      effectsGone.removeAll { $0 == effect.key }
    case .effectEnded(let ended):
      effectsPlanned.removeAll { $0.key == ended.key }
      if !effectsGone.contains(ended.key) { effectsGone.append(ended.key) }
    default: break
    }
  }

  private mutating func endTimer(_ id: TimerID) {
    timersSet.removeAll { $0.id == id }
    if let place = effectsPlanned.firstIndex(where: { $0.deadline?.id == id }) { effectsPlanned[place].deadline = nil }
    if !timersGone.contains(id) { timersGone.append(id) }
  }
}

/// A timer that stands: when it rings, and the event that set it.
public struct TimerRow: Hashable, Sendable {
  public let id: TimerID
  public let due: Instant
  public let sequence: Int

  public init(id: TimerID, due: Instant, sequence: Int) {
    self.id = id
    self.due = due
    self.sequence = sequence
  }
}

/// An effect that hasn't ended, and the event that planned it.
public struct OutboxRow: Hashable, Sendable {
  public let key: EffectKey
  /// It is due from then on, until the dispatcher has claimed it or given it back.
  public let plannedAt: Instant
  public let sequence: Int
  /// The timer that ends it when nobody reports.
  public internal(set) var deadline: TimerRow?

  public init(key: EffectKey, plannedAt: Instant, sequence: Int, deadline: TimerRow? = nil) {
    self.key = key
    self.plannedAt = plannedAt
    self.sequence = sequence
    self.deadline = deadline
  }
}
