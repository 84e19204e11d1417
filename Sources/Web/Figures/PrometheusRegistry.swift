public import CoreMetrics
import Synchronization

/// Keeps the process's figures and writes them in Prometheus' text form, version 0.0.4.
///
/// swift-metrics asks for handlers by label and dimensions: the same ask gives the same figure.
public final class PrometheusRegistry: MetricsFactory {
  private struct Key: Hashable {
    let name: String
    /// As they are written: `{method="GET",route="/v1/cases"}`.
    let labels: String
  }

  fileprivate enum Figure: Sendable {
    case counter(FigureCounter)
    case gauge(FigureGauge)
    case histogram(FigureHistogram)
  }

  private let figures = Mutex<[Key: Figure]>([:])

  /// Keeps nothing yet.
  public init() {}

  /// A number that only grows; `_total` is put behind its name.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    keep(PrometheusName.counter(label), dimensions, FigureCounter.init, as: Figure.counter) { if case .counter(let kept) = $0 { kept } else { nil } }
  }

  /// A number that goes up and down.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    keep(PrometheusName.plain(label), dimensions, FigureGauge.init, as: Figure.gauge) { if case .gauge(let kept) = $0 { kept } else { nil } }
  }

  /// A histogram of sizes, or, without `aggregate`, the last number.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    guard aggregate else {
      return keep(PrometheusName.plain(label), dimensions, FigureGauge.init, as: Figure.gauge) { if case .gauge(let kept) = $0 { kept } else { nil } }
    }
    return keep(PrometheusName.plain(label), dimensions, { FigureHistogram(bounds: FigureHistogram.sizes) }, as: Figure.histogram) {
      if case .histogram(let kept) = $0 { kept } else { nil }
    }
  }

  /// A histogram of seconds; `_seconds` is put behind its name.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    keep(PrometheusName.timer(label), dimensions, { FigureHistogram(bounds: FigureHistogram.seconds) }, as: Figure.histogram) {
      if case .histogram(let kept) = $0 { kept } else { nil }
    }
  }

  // A figure that was counted stays: a series that goes and comes back at zero would be read as a restart.

  /// Nothing goes.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Nothing goes.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// Nothing goes.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Nothing goes.
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// All figures, in order of their names.
  public func text() -> String {
    let all = figures.withLock { $0 }.sorted { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }
    var lines: [String] = []
    var last = ""
    for (key, figure) in all {
      if key.name != last {
        lines.append("# TYPE \(key.name) \(figure.word)")
        last = key.name
      }
      lines += figure.lines(key.name, key.labels)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func keep<Kept: Sendable>(
    _ name: String, _ dimensions: [(String, String)], _ make: () -> Kept, as figure: (Kept) -> Figure, _ known: (Figure) -> Kept?
  ) -> Kept {
    let key = Key(name: name, labels: PrometheusName.labels(dimensions))
    return figures.withLock { figures in
      if let kept = figures[key].flatMap(known) { return kept }
      let new = make()
      // A name that means another kind already: this one counts, and isn't shown.
      if figures[key] == nil { figures[key] = figure(new) }
      return new
    }
  }
}

extension PrometheusRegistry.Figure {
  fileprivate var word: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }

  fileprivate func lines(_ name: String, _ labels: String) -> [String] {
    switch self {
    case .counter(let counter): ["\(name)\(PrometheusName.braces(labels)) \(counter.value)"]
    case .gauge(let gauge): ["\(name)\(PrometheusName.braces(labels)) \(PrometheusName.number(gauge.value))"]
    case .histogram(let histogram): histogram.lines(name, labels)
    }
  }
}
