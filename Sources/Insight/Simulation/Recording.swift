public import Casework
public import Playbook

/// The signals of simulated cases, to be decided again: what a desk's day looks like to the engine.
public struct Recording: Sendable {
  /// One signal, and when it came.
  public struct Entry: Sendable {
    public let signal: Signal
    public let at: Instant
  }

  /// Case by case, each from its opening on.
  public let cases: [[Entry]]

  public var signalCount: Int { cases.reduce(0) { $0 + $1.count } }
}

extension Simulation {
  /// Runs the cases and keeps every signal: for a few thousand cases, it takes room for each.
  public func record(cases: Int) -> Recording {
    var run = newRun(cases: cases)
    return Recording(
      cases: (0..<cases).map { number in
        run.recorded = []
        run.run(number: number)
        return run.recorded ?? []
      })
  }
}
