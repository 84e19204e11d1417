import Casework
import Desk
import Foundation
import Ledger
import Playbook
import Sandbox

/// What one soaking run did and found.
struct SoakReport: Encodable {
  let seed: UInt64
  let playbooks: [String]
  let virtualHours: Int64
  let cases: Int
  let closed: Int
  let events: Int
  let signalsAcknowledged: Int
  let handovers: Int
  let effectsCarriedOut: Int
  let effectsEnded: Int
  let kills: Int
  let faults: [String: Int]
  let violations: [String]
  let digest: String

  /// Makes the run.
  init(seed: UInt64, hours: Int64, playbooks: [(plan: Plan, sources: [SourceText])]) async throws {
    // A Monday at eleven in the morning, Chinese time.
    let time = VirtualClock(Instant(milliseconds: 1_795_402_800_000))
    let run = SoakRun(seed: seed, hours: hours, playbooks: playbooks, time: time)
    let start = time.now()
    let ending = await OneThread.run(seed: seed, clock: time) { await run.run() }
    var audit = try await SoakAudit(run)
    switch ending {
    case .done: break
    case .stuck: audit.add("the run stopped before its end: nothing ran and nobody slept")
    case .circling: audit.add("tasks ran in circles while time stood still")
    }
    self.seed = seed
    self.playbooks = run.world.shops.map(\.plan.id)
    virtualHours = (time.now() - start).seconds / 3_600
    (cases, closed, events) = (audit.cases, audit.closed, audit.events)
    signalsAcknowledged = run.world.journal.acknowledged.count
    handovers = run.world.handovers
    effectsCarriedOut = run.world.journal.carried.count
    effectsEnded = audit.effectsEnded
    faults = run.weather.counts
    kills = [Weather.Fault.crashBefore, .crashAfter, .crashAnywhere].reduce(0) { $0 + (run.weather.counts[$1.rawValue] ?? 0) }
    violations = audit.violations
    digest = String(audit.digest, radix: 16)
  }

  var faultCount: Int { faults.values.reduce(0, +) }

  func write(again: String) {
    let figures = say(
      "种子 \(seed)：\(virtualHours) 虚拟小时，\(cases) 张工单（已结单 \(closed)），\(events) 条事件，故障 \(faultCount) 次（杀死 \(kills) 次），办出 \(effectsCarriedOut) 件，摘要 \(digest)",
      "seed \(seed): \(virtualHours) virtual hours, \(cases) cases (\(closed) closed), \(events) events, \(faultCount) faults (\(kills) kills), \(effectsCarriedOut) effects, digest \(digest)"
    )
    Terminal.write(figures)
    guard !violations.isEmpty else { return }
    for violation in violations.prefix(20) { Terminal.writeError(Terminal.red("✗ ") + violation) }
    Terminal.writeError(say("共 \(violations.count) 处。重现：", "\(violations.count) in all. To see them again: ") + again)
  }
}

/// All runs of one call.
struct SoakTotal {
  private var runs = 0
  private var cases = 0
  private var events = 0
  private var effects = 0
  private var kills = 0
  private var faults: [String: Int] = [:]
  private(set) var violations = 0

  mutating func add(_ report: SoakReport) {
    runs += 1
    cases += report.cases
    events += report.events
    effects += report.effectsCarriedOut
    kills += report.kills
    faults.merge(report.faults, uniquingKeysWith: +)
    violations += report.violations.count
  }

  func write() {
    Terminal.write(
      Terminal.bold(
        say(
          "共 \(runs) 次：\(cases) 张工单，\(events) 条事件，办出 \(effects) 件，杀死 \(kills) 次，违反 \(violations) 处。",
          "\(runs) runs: \(cases) cases, \(events) events, \(effects) effects, \(kills) kills, \(violations) violations.")))
    for (fault, count) in faults.sorted(by: { $0.key < $1.key }) { Terminal.write("  \(fault): \(count)") }
  }
}
