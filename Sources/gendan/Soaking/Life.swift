import Synchronization

/// One life of a desk. When it is over, nothing that is left of the desk reaches the world any more: it was killed.
final class Life: Sendable {
  private struct State {
    var isOver = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var isOver: Bool { state.withLock { $0.isOver } }

  func end() {
    let waiting = state.withLock { state in
      state.isOver = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for waiter in waiting { waiter.resume() }
  }

  /// Returns when it is over; whoever waits ends the life at last.
  func untilOver() async {
    await withCheckedContinuation { waiter in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiting.append(waiter) }
        return state.isOver
      }
      if isOver { waiter.resume() }
    }
  }
}
