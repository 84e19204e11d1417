import Casework
import Desk

extension Receipt {
  /// Whether the case was opened by what this is the receipt of; else an open one was joined, or it is the same again.
  var isNew: Bool { events.first.map { if case .opened = $0.kind { true } else { false } } ?? false }
}

extension Retelling {
  /// What happened, in words, as an answer tells it: without details.
  func words(of events: [Event]) -> [String] { events.compactMap { line($0) }.filter { $0.weight > .detail }.map(\.text) }
}
