import Desk
import Playbook
import Synchronization

/// Time that a test sets, for a desk that doesn't run by itself.
final class StandingClock: DeskClock {
  private let kept: Mutex<Instant>

  init(_ start: Instant = Instant(milliseconds: 1_795_305_600_000)) { kept = Mutex(start) }

  func now() -> Instant { kept.withLock { $0 } }
  func move(to instant: Instant) { kept.withLock { $0 = instant } }
  func sleep(until instant: Instant) async throws { throw CancellationError() }
}
