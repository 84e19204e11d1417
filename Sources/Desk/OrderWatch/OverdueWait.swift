import Playbook
import Synchronization

/// What the watch for overdue orders waits for: the next due time, or an earlier one that comes up.
final class OverdueWait: Sendable {
  private let bell = Bell()
  /// Nothing later matters.
  private let until = Mutex<Instant>(.latest)

  /// Before the next due time is looked for: whatever comes up from now on may be the next.
  func listen() { until.withLock { $0 = .latest } }

  func wait(until due: Instant?, on clock: any DeskClock) async {
    until.withLock { $0 = due ?? .latest }
    await bell.wait(until: due, on: clock)
  }

  /// An order is due then.
  /// - Returns: whether that is earlier than what is waited for: the wait is over.
  @discardableResult func hear(of due: Instant) -> Bool {
    guard until.withLock({ due < $0 }) else { return false }
    bell.ring()
    return true
  }
}

extension Instant {
  fileprivate static var latest: Instant { Instant(milliseconds: .max) }
}
