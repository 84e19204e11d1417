import Synchronization

/// What a desk tells one listener, in order, until the desk is closed. What isn't read in time is lost, the oldest first. One task reads it.
public struct News<Element: Sendable>: AsyncSequence, Sendable {
  public typealias Failure = Never

  private let seat: Seat<Element>
  private let leaving: Leaving

  /// - Parameter leave: called when nobody can read it any more.
  init(_ seat: Seat<Element>, leave: @escaping @Sendable () -> Void) {
    self.seat = seat
    leaving = Leaving(leave)
  }

  /// Takes up reading: what one iterator has gathered, another doesn't get.
  public func makeAsyncIterator() -> Iterator { Iterator(seat, leaving) }

  /// Reads what has gathered in one go, and hands it out one by one.
  public struct Iterator: AsyncIteratorProtocol {
    private let seat: Seat<Element>
    private let leaving: Leaving
    /// The last one is the next: it is let go of as soon as it is handed out.
    private var gathered: [Element] = []

    fileprivate init(_ seat: Seat<Element>, _ leaving: Leaving) {
      self.seat = seat
      self.leaving = leaving
    }

    /// - Returns: nil when the desk is closed and everything was read, or when the task is cancelled.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> Element? {
      while gathered.isEmpty {
        guard !Task.isCancelled else { return nil }
        let (elements, isOver) = seat.take()
        gathered = elements
        gathered.reverse()
        guard elements.isEmpty else { break }
        guard !isOver else { return nil }
        await seat.bell.wait()
      }
      return gathered.popLast()
    }
  }

  /// The last one to let go of it tells the audience.
  fileprivate final class Leaving: Sendable {
    private let leave: @Sendable () -> Void

    init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }

    deinit { leave() }
  }
}

/// Where one listener's news gather.
final class Seat<Element: Sendable>: Sendable {
  /// What is kept for a listener that doesn't read.
  private static var limit: Int { 4_096 }

  private struct State {
    var gathered: [Element] = []
    var isOver = false
  }

  private let state = Mutex(State())
  fileprivate let bell = Bell()

  func put(_ elements: [Element]) {
    state.withLock { state in
      state.gathered += elements
      // Twice the limit before anything is moved, so that it costs little for each.
      if state.gathered.count > Self.limit * 2 { state.gathered.removeFirst(state.gathered.count - Self.limit) }
    }
    bell.ring()
  }

  func finish() {
    state.withLock { $0.isOver = true }
    bell.ring()
  }

  fileprivate func take() -> ([Element], isOver: Bool) {
    state.withLock { state in
      defer { state.gathered = [] }
      return (state.gathered.count > Self.limit ? Array(state.gathered.suffix(Self.limit)) : state.gathered, state.isOver)
    }
  }
}
