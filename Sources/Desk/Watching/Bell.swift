import Playbook
import Synchronization

/// Wakes one loop that has nothing to do. A ring while nobody waits is kept, so none is lost.
final class Bell: Sendable {
  private enum State {
    case quiet
    case rung
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.quiet)

  func ring() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if case .awaited(let waiter) = state {
        state = .quiet
        return waiter
      }
      state = .rung
      return nil
    }
    waiter?.resume()
  }

  /// Returns at the next ring, or when the task is cancelled.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let goesOn = state.withLock { state -> Bool in
          // The cancellation handler may have run already, with nobody to wake.
          if case .rung = state {
            state = .quiet
          } else if !Task.isCancelled {
            state = .awaited(waiter)
            return false
          }
          return true
        }
        if goesOn { waiter.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard case .awaited(let waiter) = state else { return nil }
        state = .quiet
        return waiter
      }
      waiter?.resume()
    }
  }

  /// Another process may write to the same ledger and can't ring here: nobody sleeps longer than this, in the world's time.
  private static let longestSleep = Duration.seconds(2)

  /// Returns at the next ring, at `instant`, after the longest sleep, or when the task is cancelled. - Parameter instant: nil waits for the others alone.
  func wait(until instant: Instant?, on clock: any DeskClock) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait() }
      group.addTask { try? await clock.rest(Self.longestSleep) }
      if let instant { group.addTask { try? await clock.sleep(until: instant) } }
      await group.next()
      group.cancelAll()
    }
  }
}
