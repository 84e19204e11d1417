import Foundation
import Playbook

/// Values of key figures as people read them.
struct FigureWords {
  let words: ConsoleWords

  init(_ words: ConsoleWords) { self.words = words }

  func value(_ value: Double?, _ unit: FigureMeasure.Unit) -> String {
    guard let value else { return "—" }
    switch unit {
    case .percent: return String(format: "%.1f %%", value)
    case .number: return String(format: "%.2f", value)
    case .seconds: return span(value)
    }
  }

  /// `≥ 98.0 %`; nil for a figure that is only looked at.
  func target(_ rule: FigureRule) -> String? {
    rule.target.map { target in
      words.text("figures-target", ["value": (target.side == .atLeast ? "≥ " : "≤ ") + value(target.value, rule.measure.unit)])
    }
  }

  private func span(_ seconds: Double) -> String {
    if seconds < 60 { return words.text("figures-seconds", ["count": String(Int(seconds.rounded()))]) }
    if seconds < 3_600 { return words.text("figures-minutes", ["count": String(format: "%.1f", seconds / 60)]) }
    return words.text("figures-hours", ["count": String(format: "%.1f", seconds / 3_600)])
  }
}
