import Desk
import Playbook
import Synchronization

/// Time that moves on only when nothing else can: from one sleeper's moment to the next.
final class VirtualClock: DeskClock {
  /// The program's own pauses are so much longer here: a day has too many pauses of a second.
  private static let restFactor: Int64 = 150

  fileprivate struct Sleeper {
    let until: Instant
    let id: Int
    let wake: CheckedContinuation<Void, any Error>
  }

  fileprivate struct State {
    var now: Instant
    var next = 0
    /// The next to wake is last.
    var sleepers: [Sleeper] = []
  }

  private let state: Mutex<State>

  init(_ now: Instant) { state = Mutex(State(now: now)) }

  func now() -> Instant { state.withLock { $0.now } }

  func rest(_ amount: Duration) async throws {
    try await sleep(milliseconds: Int64(amount / .milliseconds(1)) * Self.restFactor)
  }

  /// Goes to the next moment somebody sleeps until. - Returns: false when nobody sleeps.
  func moveOn() -> Bool {
    let sleeper = state.withLock { state -> Sleeper? in
      guard let next = state.sleepers.popLast() else { return nil }
      state.now = max(state.now, next.until)
      return next
    }
    sleeper?.wake.resume()
    return sleeper != nil
  }

  /// Everybody looks at the clock again.
  func wakeAll() {
    let woken = state.withLock { state in
      defer { state.sleepers = [] }
      return state.sleepers
    }
    for sleeper in woken { sleeper.wake.resume() }
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
          state.insert(Sleeper(until: instant, id: id, wake: wake))
          return nil
        }
        if let answer { wake.resume(with: answer) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) } }
      sleeper?.wake.resume(throwing: CancellationError())
    }
  }
}

extension VirtualClock.State {
  fileprivate mutating func insert(_ sleeper: VirtualClock.Sleeper) {
    var (low, high) = (0, sleepers.count)
    while low < high {
      let middle = (low + high) / 2
      if (sleepers[middle].until, sleepers[middle].id) > (sleeper.until, sleeper.id) { low = middle + 1 } else { high = middle }
    }
    sleepers.insert(sleeper, at: low)
  }
}

/// The clock of the machine the desk runs on: it is set forward and back while the desk works.
final class JumpyClock: DeskClock {
  private let time: VirtualClock
  private let offset = Mutex<Int64>(0)

  init(_ time: VirtualClock) { self.time = time }

  func now() -> Instant { Instant(milliseconds: time.now().milliseconds + offset.withLock { $0 }) }

  func sleep(until instant: Instant) async throws {
    try await time.sleep(until: Instant(milliseconds: instant.milliseconds - offset.withLock { $0 }))
  }

  func rest(_ amount: Duration) async throws { try await time.rest(amount) }

  func set(_ milliseconds: Int64) {
    offset.withLock { $0 = milliseconds }
    time.wakeAll()
  }
}
