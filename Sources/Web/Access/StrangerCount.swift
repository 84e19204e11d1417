import Playbook
import Synchronization

/// Counts failed log-ins by names that are no account's, so that these lock as accounts do: otherwise five attempts would tell whether there is somebody of that name.
///
/// Nothing of it is kept: such names are made up by whoever tries.
final class StrangerCount: Sendable {
  /// Names that are remembered. Beyond it all are forgotten.
  private static let nameLimit = 10_000

  private struct Count {
    var failures = 0
    var lockedUntil: Instant?
  }

  private let counts = Mutex<[String: Count]>([:])

  /// Until when this name is locked; nil when it isn't.
  func lock(of name: String, at now: Instant) -> Instant? {
    counts.withLock { counts in counts[name]?.lockedUntil.flatMap { now < $0 ? $0 : nil } }
  }

  /// Notes one more failure. - Returns: until when the name is locked; nil when it isn't.
  func fail(_ name: String, at now: Instant) -> Instant? {
    counts.withLock { counts in
      if counts[name] == nil, counts.count >= Self.nameLimit { counts.removeAll() }
      var count = counts[name] ?? Count()
      if let until = count.lockedUntil, now < until { return until }
      (count.failures, count.lockedUntil) = LockOut.failed(count.failures, at: now)
      counts[name] = count
      return count.lockedUntil
    }
  }
}
