import Casework
import Ledger

/// What the ledger says after the kills, held against the journal of the receiver.
struct Findings {
  private(set) var cases = 0
  private(set) var events = 0
  private(set) var effectsEnded = 0
  /// Acknowledged by the desk, and not in the ledger.
  private(set) var lostSignals: [String] = []
  /// Ended with a receiver's outcome that the receiver doesn't know of.
  private(set) var unprovenEffects: [String] = []
  /// The stored state isn't what the events say, or numbers are missing.
  private(set) var brokenCases: [String] = []
  /// Open, and nothing will ever move them.
  private(set) var strandedCases: [String] = []
  private(set) var figures = ""

  init(ledger: any Ledger, journal: RawJournal) async throws {
    var accepted = 0
    for (signal, caseID) in journal.acknowledged.sorted(by: { $0.key < $1.key }) where !caseID.isEmpty {
      accepted += 1
      if try await ledger.caseOfSignal(SignalID(signal)) != CaseID(caseID) { lostSignals.append(signal) }
    }
    for summary in try await ledger.listCases(CaseFilter(limit: 1_000_000)) {
      cases += 1
      let stored = try await ledger.readEvents(of: summary.id, after: 0)
      events += stored.count
      let state = try await ledger.readCase(summary.id)
      if stored.map(\.sequence) != Array(1...max(stored.count, 1)) || Case(id: summary.id, folding: stored) != state { brokenCases.append(summary.id.text) }
      if let state, state.phase != .closed, state.timers.isEmpty, state.effects.isEmpty, state.tasks.isEmpty, state.incident == nil {
        strandedCases.append(summary.id.text)
      }
      check(stored, journal)
    }
    figures =
      "\(cases) cases, \(events) events, \(accepted) signals acknowledged (\(lostSignals.count) lost), \(journal.carried.count) effects carried out "
      + "(\(journal.carriedTwice.count) twice, \(journal.repeats) repeats recognised by their key), \(unprovenEffects.count) unproven"
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
