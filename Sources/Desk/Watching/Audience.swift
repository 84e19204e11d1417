import Synchronization

/// Tells many listeners the same things. A slow listener loses the oldest of what it hasn't read: it never holds the desk up.
final class Audience<Element: Sendable>: Sendable {
  /// What is kept for one listener that doesn't read.
  private static var bufferLimit: Int { 4_096 }

  private struct Listeners {
    var next = 0
    var open: [Int: AsyncStream<Element>.Continuation] = [:]
    var isOver = false
  }

  private let listeners = Mutex(Listeners())

  /// What is told from now on, until the desk stops.
  func listen() -> AsyncStream<Element> {
    let (stream, continuation) = AsyncStream.makeStream(of: Element.self, bufferingPolicy: .bufferingNewest(Self.bufferLimit))
    let seat = listeners.withLock { listeners -> Int? in
      guard !listeners.isOver else { return nil }
      listeners.next += 1
      listeners.open[listeners.next] = continuation
      return listeners.next
    }
    guard let seat else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { _ = $0.open.removeValue(forKey: seat) }
    }
    return stream
  }

  func tell(_ element: Element) { tell([element]) }

  /// Tells many in a row: a listener that waits is woken once, not by each.
  func tell(_ elements: [Element]) {
    for listener in listeners.withLock({ $0.open.sorted { $0.key < $1.key }.map(\.value) }) {
      for element in elements { listener.yield(element) }
    }
  }

  func finish() {
    let open = listeners.withLock { listeners in
      listeners.isOver = true
      return Array(listeners.open.values)
    }
    for listener in open { listener.finish() }
  }
}
