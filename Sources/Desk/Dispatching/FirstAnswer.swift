import Synchronization

/// The first of several answers; whoever answers later isn't heard.
final class FirstAnswer<Answer: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Answer, Never>)
    case given(Answer)
  }

  private let state = Mutex(State.open)

  func give(_ answer: Answer) {
    let waiter = state.withLock { state -> CheckedContinuation<Answer, Never>? in
      switch state {
      case .open: state = .given(answer)
      case .given: break
      case .awaited(let waiter):
        state = .given(answer)
        return waiter
      }
      return nil
    }
    waiter?.resume(returning: answer)
  }

  /// Waits for it; one waits at a time.
  func value() async -> Answer {
    await withCheckedContinuation { waiter in
      let given = state.withLock { state -> Answer? in
        if case .given(let answer) = state { return answer }
        state = .awaited(waiter)
        return nil
      }
      if let given { waiter.resume(returning: given) }
    }
  }
}
