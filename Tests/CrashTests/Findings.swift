import Casework
import Ledger
import Playbook

/// What the ledger says after the kills, held against the journal of the receiver.
struct Findings {
  private(set) var cases = 0
  private(set) var events = 0
  private(set) var effectsEnded = 0
  /// Acknowledged by the desk, and not in the ledger.
  private(set) var lostSignals: [String] = []
  /// Ended with a receiver's outcome that the receiver doesn't know of.
  private(set) var unprovenEffects: [String] = []
  /// Impossible histories: gaps, time that runs back, timers that rang early or twice, effects planned or ended twice, a state that doesn't follow.
  private(set) var brokenCases: [String] = []
  /// Timers that were due long before the end and still stand, with what is known of them.
  private(set) var lateTimers: [String: String] = [:]
  /// Open, and nothing will ever move them.
  private(set) var strandedCases: [String] = []
  private(set) var figures = ""
  /// Everything that mustn't be. A timer that is late is lost if a further life doesn't ring it either.
  var violations: [String] { lostSignals + unprovenEffects + brokenCases + strandedCases }

  /// In the desk's time, which runs 20,000 times faster: two seconds of the last life, in which everything due has rung.
  private static let settlingTime = TimeAmount.hours(12)

  /// - Parameter isSettled: whether the last life had time for everything that was due.
  init(ledger: any Ledger, journal: RawJournal, isSettled: Bool = true) async throws {
    var accepted = 0
    let end = try await ledger.latestEventTime() ?? Instant(milliseconds: 0)
    for (signal, caseID) in journal.acknowledged.sorted(by: { $0.key < $1.key }) where !caseID.isEmpty {
      accepted += 1
      if try await ledger.caseOfSignal(SignalID(signal)) != CaseID(caseID) { lostSignals.append(signal) }
    }
    for summary in try await ledger.listCases(CaseFilter(limit: 1_000_000)) {
      cases += 1
      let stored = try await ledger.readEvents(of: summary.id, after: 0)
      events += stored.count
      let state = try await ledger.readCase(summary.id)
      brokenCases += HistoryFault.all(in: stored, of: summary.id, state: state).map { "\(summary.id): \($0)" }
      for timer in (state?.timers.values.map { $0 } ?? []) where isSettled {
        // A wait that is counted from a moment long past is over as soon as it begins.
        let due = max(timer.due, stored.last { $0.kind.sets(timer.id) }?.at ?? timer.due)
        guard due + Self.settlingTime < end else { continue }
        lateTimers["\(summary.id): \(timer.id)"] =
          "\(timer.purpose.rawValue), due \((end - due).text(in: .english)) before the end, of \(stored.count) events"
      }
      if let state, state.phase != .closed, state.timers.isEmpty, state.effects.isEmpty, state.tasks.isEmpty, state.incident == nil {
        strandedCases.append(summary.id.text)
      }
      check(stored, journal)
    }
    figures =
      "\(cases) cases, \(events) events, \(accepted) signals acknowledged (\(lostSignals.count) lost), \(journal.carried.count) effects carried out "
      + "(\(journal.carriedTwice.count) twice, \(journal.repeats) repeats recognised by their key), \(unprovenEffects.count) unproven, \(lateTimers.count) timers late"
  }

  /// An effect that the desk holds for carried out must be in the receiver's journal with the same outcome. One that it gave up, withdrew or waited for in
  /// vain need not be.
  private mutating func check(_ stored: [Event], _ journal: RawJournal) {
    var planned: [EffectKey: Effect] = [:]
    for event in stored {
      if case .effectPlanned(let effect) = event.kind {
        if planned.updateValue(effect, forKey: effect.key) != nil { unprovenEffects.append("\(effect.key) planned twice") }
      }
      guard case .effectEnded(let ended) = event.kind, ended.outcome != EffectEnded.withdrawn else { continue }
      effectsEnded += 1
      if let carried = journal.carried[(planned[ended.key]?.receiverKey ?? ended.key).text] {
        if carried != ended.outcome, ended.detail == nil { unprovenEffects.append("\(ended.key): \(ended.outcome), carried out: \(carried)") }
      } else if ended.detail == nil {
        unprovenEffects.append("\(ended.key): \(ended.outcome), never carried out")
      }
    }
  }
}

extension EventKind {
  fileprivate func sets(_ id: TimerID) -> Bool { if case .timerSet(let timer) = self { timer.id == id } else { false } }
}
