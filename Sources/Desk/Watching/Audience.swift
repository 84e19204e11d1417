import Synchronization

/// Tells many listeners the same things. A slow listener loses the oldest of what it hasn't read: it never holds the desk up.
final class Audience<Element: Sendable>: Sendable {
  private struct Listeners {
    var next = 0
    var open: [Int: Seat<Element>] = [:]
    var isOver = false
  }

  private let listeners = Mutex(Listeners())

  /// What is told from now on, until the desk stops.
  func listen() -> News<Element> {
    let seat = Seat<Element>()
    let place = listeners.withLock { listeners -> Int? in
      guard !listeners.isOver else { return nil }
      listeners.next += 1
      listeners.open[listeners.next] = seat
      return listeners.next
    }
    guard let place else {
      seat.finish()
      return News(seat) {}
    }
    return News(seat) { [weak self] in self?.listeners.withLock { _ = $0.open.removeValue(forKey: place) } }
  }

  func tell(_ element: Element) { tell([element]) }

  /// Tells many in a row: a listener that waits is woken once, not by each.
  func tell(_ elements: [Element]) {
    for seat in listeners.withLock({ Array($0.open.values) }) { seat.put(elements) }
  }

  func finish() {
    let open = listeners.withLock { listeners in
      listeners.isOver = true
      return Array(listeners.open.values)
    }
    for seat in open { seat.finish() }
  }
}
