import Casework
import Channels
import Desk
import Ledger
import Playbook
import Sandbox

/// What must hold when a soaking run is over, whatever went wrong meanwhile.
struct SoakAudit {
  private(set) var violations: [String] = []
  private(set) var cases = 0
  private(set) var closed = 0
  private(set) var events = 0
  private(set) var effectsEnded = 0
  /// Of every event, in order of cases: two runs with one digest are the same run.
  private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ run: SoakRun) async throws {
    let ledger = run.stored
    let end = run.world.time.now()
    let carried = Dictionary(run.world.journal.carried.map { ($0.key, $0.report.outcome) }, uniquingKeysWith: { first, _ in first })
    for (signal, caseID) in run.world.journal.acknowledged.sorted(by: { $0.key < $1.key }) where !caseID.isEmpty {
      if await ledger.caseOfSignal(SignalID(signal)) != CaseID(caseID) { violations.append("\(signal) was acknowledged and is lost") }
    }
    for summary in await ledger.listCases(CaseFilter(limit: .max)).sorted(by: { $0.id < $1.id }) {
      let stored = await ledger.readEvents(of: summary.id, after: 0)
      let state = await ledger.readCase(summary.id)
      cases += 1
      events += stored.count
      if summary.phase == .closed { closed += 1 }
      violations += HistoryFault.all(in: stored, of: summary.id, state: state).map { "\(summary.id): \($0)" }
      for event in stored { mix(summary.id.text, try StoredEvent(event)) }
      check(stored, of: summary.id, carried, run.world)
      guard let state, state.phase != .closed else { continue }
      if state.timers.isEmpty, state.effects.isEmpty, state.tasks.isEmpty, state.incident == nil { violations.append("\(summary.id) is stranded") }
      for timer in state.timers.values.sorted(by: { $0.id < $1.id }) where timer.due + .hours(1) < end {
        violations.append("\(summary.id): timer \(timer.id) was due \((end - timer.due).text(in: .english)) ago and hasn't rung")
      }
    }
    violations += run.world.brokenErrands
    violations += try await ledger.rebuild().differences.sorted().map { "a rebuild changes \($0)" }
  }

  mutating func add(_ violation: String) { violations.append(violation) }

  /// What the desk holds for carried out must be in the receivers' journal, with an outcome that its receiver reported, or be marked as in doubt.
  private mutating func check(_ stored: [Event], of id: CaseID, _ carried: [String: String], _ world: SoakWorld) {
    var planned: [EffectKey: Effect] = [:]
    for event in stored {
      if case .effectPlanned(let effect) = event.kind { planned[effect.key] = effect }
      guard case .effectEnded(let ended) = event.kind, ended.outcome != EffectEnded.withdrawn else { continue }
      effectsEnded += 1
      guard ended.inDoubt != true else { continue }
      let key = (planned[ended.key]?.receiverKey ?? ended.key).text
      let outcome = carried[key]
      if outcome == nil { violations.append("\(id): \(ended.key) ended \(ended.outcome), and nobody carried it out") }
      if let outcome, outcome != ended.outcome, !world.hasPosted(ended.outcome, on: key) {
        violations.append("\(id): \(ended.key) ended \(ended.outcome), its receiver says \(outcome)")
      }
    }
  }

  /// FNV-1a.
  private mutating func mix(_ id: String, _ event: StoredEvent) {
    for byte in "\(id)|\(event.sequence)|\(event.at.milliseconds)|\(event.step ?? "")|\(event.kind)|\(event.body)\n".utf8 {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
}
