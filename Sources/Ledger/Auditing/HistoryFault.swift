public import Casework

/// Something that can't have happened: a mistake of the program, or damage to the file. `gendan verify` lists them, and the crash tests look for them.
public enum HistoryFault: Hashable, Sendable {
  /// The event behind `sequence` has another number than the next one.
  case gap(after: Int)
  /// The event happened before the one it stands behind.
  case timeRunsBack(Int)
  case timerRangEarly(TimerID, event: Int)
  /// It rang without standing: a second time, or after it was cancelled.
  case timerRangUnset(TimerID, event: Int)
  case effectPlannedTwice(EffectKey, event: Int)
  /// It ended without being under way: a second time, or without having been planned.
  case effectEndedUnplanned(EffectKey, event: Int)
  /// The events don't begin with `opened`.
  case unopened
  /// The stored state isn't what the events fold into.
  case stateDiffers
}

extension HistoryFault {
  /// Looks through all events of one case, and at the state that is stored beside them.
  public static func all(in events: [Event], of id: CaseID, state: Case?) -> [HistoryFault] {
    var audit = HistoryAudit()
    for event in events { audit.take(event) }
    guard let folded = Case(id: id, folding: events) else { return audit.faults + [.unopened] }
    return audit.faults + (folded == state ? [] : [.stateDiffers])
  }
}

/// Goes along the events of one case.
private struct HistoryAudit {
  private(set) var faults: [HistoryFault] = []
  private var last: Event?
  private var timers: [TimerID: CaseTimer] = [:]
  private var planned: Set<EffectKey> = []
  private var underWay: Set<EffectKey> = []
  /// The keys under which receivers may have had what was withdrawn: an attempt that repeats another one goes out under the first one's.
  private var withdrawn: Set<EffectKey> = []
  private var receiverKeys: [EffectKey: EffectKey] = [:]

  mutating func take(_ event: Event) {
    let before = last?.sequence ?? 0
    if event.sequence != before + 1 { faults.append(.gap(after: before)) }
    if let last, event.at < last.at { faults.append(.timeRunsBack(event.sequence)) }
    last = event
    switch event.kind {
    case .timerSet(let timer): timers[timer.id] = timer
    case .timerCancelled(let cancelled): timers[cancelled.timer] = nil
    case .timerRang(let rang):
      guard let timer = timers.removeValue(forKey: rang.timer) else { return faults.append(.timerRangUnset(rang.timer, event: event.sequence)) }
      if event.at < timer.due { faults.append(.timerRangEarly(timer.id, event: event.sequence)) }
    case .effectPlanned(let effect):
      if !planned.insert(effect.key).inserted { faults.append(.effectPlannedTwice(effect.key, event: event.sequence)) }
      underWay.insert(effect.key)
      if effect.receiverKey != effect.key { receiverKeys[effect.key] = effect.receiverKey }
    case .effectEnded(let ended):
      let stood = underWay.remove(ended.key) ?? withdrawn.remove(ended.key)
      if stood == nil { faults.append(.effectEndedUnplanned(ended.key, event: event.sequence)) }
      // Its receiver may have had it already, and say so later.
      if ended.outcome == EffectEnded.withdrawn { withdrawn.insert(receiverKeys[ended.key] ?? ended.key) }
    default: break
    }
  }
}
