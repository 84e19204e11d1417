import Casework
import Channels
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Synchronization

/// Cases of `FlowPlaybook`, from their opening to their end, on the real desk and a ledger in a file.
struct FlowRun {
  let cases: Int
  let seconds: Double
  let signals: Int
  let commits: Int
  /// Of the whole process for one case, its caller's part with it, in seconds.
  let processorTime: Double
  /// From opening to end, in seconds, sorted.
  let latencies: [Double]

  var casesPerSecond: Double { Double(cases) / seconds }
  var signalsPerCommit: Double { Double(signals) / Double(max(commits, 1)) }

  static let warmingCases = 20

  /// - Parameter inFlight: cases under way at once.
  static func measure(cases: Int, inFlight: Int, path: String) async throws -> FlowRun {
    let ledger = try SQLiteLedger(path: path)
    let desk = Desk(name: "bench", ledger: ledger, connectors: Connectors(default: StepFunction()), clock: WallClock())
    let plan = try await desk.shelf.publish([SourceText(path: "bench-flow.md", text: FlowPlaybook.text)], at: desk.clock.now()).plan
    let milestones = Milestones()
    let following = Task { for await change in desk.changes() { milestones.saw(change) } }
    let running = Task { try await desk.run() }
    // The first cases compile statements and warm caches.
    for number in 0..<warmingCases { try await one(-1 - number, plan, desk, milestones) }
    let before = await desk.commitCount
    let latencies = Collected()
    let numbers = Counter()
    let start = ContinuousClock.now
    let used = processorSeconds()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(inFlight, cases) {
        group.addTask {
          var own: [Double] = []
          while true {
            let number = numbers.next()
            guard number <= cases else { break }
            let begun = ContinuousClock.now
            try await one(number, plan, desk, milestones)
            own.append(gendan.seconds(ContinuousClock.now - begun))
          }
          latencies.add(own)
        }
      }
      try await group.waitForAll()
    }
    let elapsed = gendan.seconds(ContinuousClock.now - start)
    let processorTime = (processorSeconds() - used) / Double(cases)
    let commits = await desk.commitCount - before
    running.cancel()
    try await running.value
    following.cancel()
    try ledger.close()
    // One signal opens a case, one lets it go on, each step's report is one.
    return FlowRun(
      cases: cases, seconds: elapsed, signals: cases * (FlowPlaybook.steps + 2), commits: commits, processorTime: processorTime, latencies: latencies.sorted)
  }

  /// One case: opened, woken when it waits, and followed to its end.
  private static func one(_ number: Int, _ plan: Plan, _ desk: Desk, _ milestones: Milestones) async throws {
    let id = try await desk.open(FlowPlaybook.opening(number, plan), id: SignalID("open-\(number)"), sender: .platform).caseID
    await milestones.waits(id)
    _ = try await desk.receive(Signal(id: SignalID("go-\(number)"), caseID: id, sender: .platform, content: .happened("go")))
    await milestones.ends(id)
  }
}

/// A step: a function of this program.
private struct StepFunction: PromptConnector {
  func answer(_ errand: Errand) -> ErrandReport { ErrandReport(outcome: "done") }
}

/// Tells the callers how far their cases are.
private final class Milestones: Sendable {
  private enum Mark {
    case reached
    case awaited(CheckedContinuation<Void, Never>)
  }

  private struct Key: Hashable {
    let id: CaseID
    let isEnd: Bool
  }

  private let marks = Mutex<[Key: Mark]>([:])

  func saw(_ change: Committed) {
    if change.state.phase == .closed { return reach(Key(id: change.caseID, isEnd: true)) }
    if change.events.contains(where: { if case .timerSet(let timer) = $0.kind { timer.purpose == .wait } else { false } }) {
      reach(Key(id: change.caseID, isEnd: false))
    }
  }

  func waits(_ id: CaseID) async { await reached(Key(id: id, isEnd: false)) }
  func ends(_ id: CaseID) async { await reached(Key(id: id, isEnd: true)) }

  private func reach(_ key: Key) {
    let waiter = marks.withLock { marks -> CheckedContinuation<Void, Never>? in
      guard case .awaited(let waiter)? = marks.removeValue(forKey: key) else {
        marks[key] = .reached
        return nil
      }
      return waiter
    }
    waiter?.resume()
  }

  private func reached(_ key: Key) async {
    await withCheckedContinuation { waiter in
      let isReached = marks.withLock { marks in
        if marks.removeValue(forKey: key) != nil { return true }
        marks[key] = .awaited(waiter)
        return false
      }
      if isReached { waiter.resume() }
    }
  }
}
