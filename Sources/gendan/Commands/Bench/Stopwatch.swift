import Foundation

/// Times of runs of the same work, in seconds.
struct Timings: Encodable {
  let runs: [Double]

  var median: Double { runs.sorted()[runs.count / 2] }
  var fastest: Double { runs.min() ?? 0 }

  /// Runs the work once to warm up, and then so many times.
  init(runs: Int, of work: () throws -> Void) rethrows {
    try work()
    let clock = ContinuousClock()
    self.runs = try (0..<max(runs, 1)).map { _ in seconds(try clock.measure(work)) }
  }
}

func seconds(_ duration: Duration) -> Double { Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18 }

/// The most memory that this process has held so far, in mebibytes.
func peakMebibytes() -> Double {
  #if canImport(Darwin)
    Double(ownUsage().ru_maxrss) / 1_048_576
  #else
    Double(ownUsage().ru_maxrss) / 1024
  #endif
}

private func ownUsage() -> rusage {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
  #else
    // 0 stands for this process; the constant's type differs between the systems' headers.
    getrusage(0, &usage)
  #endif
  return usage
}

/// Three digits, for times that may be nanoseconds or minutes.
func timeWords(_ seconds: Double) -> String {
  let (value, unit) = seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
  return "\(value < 10 ? (value * 100).rounded() / 100 : (value * 10).rounded() / 10) \(unit)"
}
