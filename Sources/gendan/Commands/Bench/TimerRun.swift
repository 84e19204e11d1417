import Casework
import Channels
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// Cases that wait for a moment each, in a ledger in a file, and a desk that rings them.
struct TimerRun {
  static let playbook = """
    ---
    id: bench-timers
    locale: en
    ---
    # A case that waits for its moment

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | ready | Ready at | time | | order signal |
    | result | Result | choice | done Done | |

    ## Procedure

    - Wait 1 min from `ready`
    - Conclude: Result=Done
    """

  private static let callers = 2_000
  private static let waitSeconds: Int64 = 60

  let desk: Desk
  private let ledger: SQLiteLedger
  private let plan: Plan

  init(path: String) async throws {
    ledger = try SQLiteLedger(path: path)
    desk = Desk(name: "bench", ledger: ledger, connectors: Connectors(default: ClosedDoor()), clock: WallClock())
    plan = try await desk.shelf.publish([SourceText(path: "bench-timers.md", text: Self.playbook)], at: desk.clock.now()).plan
  }

  /// Opens cases whose moments `due` gives. - Returns: cases a second.
  func open(_ count: Int, named name: String, due: @escaping @Sendable (Int) -> Instant) async throws -> Double {
    let (desk, plan) = (desk, plan)
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<min(Self.callers, count) {
        group.addTask {
          for number in stride(from: caller, to: count, by: Self.callers) {
            let ready = Instant(milliseconds: due(number).milliseconds - Self.waitSeconds * 1_000)
            let opening = Opening(
              playbook: plan.id, version: plan.version, subject: "\(name)-\(number)", channel: .online,
              facts: [FactReport(fact: "ready", value: .time(ready), source: "platform")])
            _ = try await desk.open(opening, id: SignalID("open-\(name)-\(number)"), sender: .platform)
          }
        }
      }
      try await group.waitForAll()
    }
    return Double(count) / gendan.seconds(ContinuousClock.now - start)
  }

  /// Lets the desk run until `count` cases have been rung. - Returns: how long behind its moment each was durable, in seconds, sorted.
  func lags(_ count: Int, within limit: Duration) async throws -> [Double] {
    let desk = desk
    let found = Collected()
    let following = Task {
      for await change in desk.changes() {
        let now = Date().timeIntervalSince1970
        guard change.events.contains(where: { if case .timerRang = $0.kind { true } else { false } }) else { continue }
        guard case .time(let ready)? = change.state.facts["ready"]?.value else { continue }
        found.add([now - Double(ready.milliseconds) / 1_000 - Double(Self.waitSeconds)])
      }
    }
    let running = Task { try await desk.run() }
    let start = ContinuousClock.now
    while found.count < count, ContinuousClock.now - start < limit { try await Task.sleep(for: .milliseconds(20)) }
    running.cancel()
    try await running.value
    following.cancel()
    return found.sorted
  }

  func close() throws { try ledger.close() }
}

/// What this process holds in memory now, in mebibytes; nil where the system doesn't say.
func residentMebibytes() -> Double? {
  guard let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").dropFirst().first.flatMap({ Double($0) })
  else { return nil }
  return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
}

/// The processor time that this process has used, in seconds.
func processorSeconds() -> Double {
  // POSIX: in microseconds, whatever the machine counts in.
  Double(clock()) / 1e6
}
