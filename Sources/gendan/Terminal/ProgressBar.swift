import Foundation
import Synchronization

/// A bar on standard error for work that takes a while; nothing when that is no terminal.
final class ProgressBar: Sendable {
  private let total: Int
  private let noun: String
  private let isShown: Bool
  private let shown = Mutex(-1)

  init(total: Int, noun: String) {
    self.total = max(total, 1)
    self.noun = noun
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Shows how much is done; may be called from several threads. Draws only when a thousandth has been added.
  func show(_ done: Int) {
    guard isShown else { return }
    let permille = min(done * 1000 / total, 1000)
    shown.withLock { shown in
      guard permille > shown else { return }
      shown = permille
      let cells = permille * 30 / 1000
      let bar = String(repeating: "█", count: cells) + String(repeating: "░", count: 30 - cells)
      Terminal.promptError("\r\(bar) \(permille / 10) %  \(done)/\(total) \(noun)")
    }
  }

  /// Wipes the bar off.
  func clear() {
    if isShown { Terminal.promptError("\r\u{1B}[2K") }
  }
}
