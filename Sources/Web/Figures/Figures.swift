import CoreMetrics
import Synchronization

/// A number that only grows.
final class FigureCounter: CounterHandler {
  private let kept = Mutex<Int64>(0)

  var value: Int64 { kept.withLock { $0 } }
  func increment(by amount: Int64) { kept.withLock { $0 &+= amount } }
  func reset() { kept.withLock { $0 = 0 } }
}

/// A number that goes up and down.
final class FigureGauge: MeterHandler, RecorderHandler {
  private let kept = Mutex<Double>(0)

  var value: Double { kept.withLock { $0 } }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { kept.withLock { $0 = value } }
  func increment(by amount: Double) { kept.withLock { $0 += amount } }
  func decrement(by amount: Double) { kept.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
}

/// How often a number fell under each bound.
final class FigureHistogram: RecorderHandler, TimerHandler {
  static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  static let sizes = [1.0, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  private struct Counts {
    /// One for each bound, and one for what is above all.
    var buckets: [Int64]
    var sum = 0.0
  }

  private let bounds: [Double]
  private let counts: Mutex<Counts>

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Mutex(Counts(buckets: Array(repeating: 0, count: bounds.count + 1)))
  }

  func record(_ value: Int64) { record(Double(value)) }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Double) {
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    counts.withLock { counts in
      counts.buckets[bucket] += 1
      counts.sum += value
    }
  }

  func lines(_ name: String, _ labels: String) -> [String] {
    let (buckets, sum) = counts.withLock { ($0.buckets, $0.sum) }
    let more = labels.isEmpty ? "" : labels + ","
    var below: Int64 = 0
    var lines: [String] = []
    for (bound, count) in zip(bounds.map(PrometheusName.number) + ["+Inf"], buckets) {
      below += count
      lines.append("\(name)_bucket{\(more)le=\"\(bound)\"} \(below)")
    }
    return lines + ["\(name)_sum\(PrometheusName.braces(labels)) \(PrometheusName.number(sum))", "\(name)_count\(PrometheusName.braces(labels)) \(below)"]
  }
}
