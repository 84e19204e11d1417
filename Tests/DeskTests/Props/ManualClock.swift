import Desk
import Playbook
import Synchronization

/// A clock that stands until the test moves it.
final class ManualClock: DeskClock {
  private struct Sleeper {
    let until: Instant
    let wake: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Instant
    var next = 0
    var sleepers: [Int: Sleeper] = [:]
  }

  private let state: Mutex<State>

  init(_ now: Instant = Instant(milliseconds: 1_800_000_000_000)) { state = Mutex(State(now: now)) }

  func now() -> Instant { state.withLock { $0.now } }

  func advance(_ amount: TimeAmount) {
    let woken = state.withLock { state in
      state.now = state.now + amount
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.map(\.wake)
    }
    for wake in woken { wake.resume() }
  }

  func sleep(until instant: Instant) async throws {
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let answer = state.withLock { state -> Result<Void, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          if instant <= state.now { return .success(()) }
          state.sleepers[id] = Sleeper(until: instant, wake: wake)
          return nil
        }
        if let answer { wake.resume(with: answer) }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id) }?.wake.resume(throwing: CancellationError())
    }
  }
}
