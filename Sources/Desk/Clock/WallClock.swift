import Foundation
public import Playbook

/// The machine's own clock.
public struct WallClock: DeskClock {
  /// The machine's clock may be set, or the machine suspended, while somebody sleeps: nobody sleeps longer than this without looking again.
  private static let longestSleepMilliseconds: Int64 = 60_000

  public init() {}

  public func now() -> Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }

  public func sleep(until instant: Instant) async throws {
    let left = min(instant.milliseconds - now().milliseconds, Self.longestSleepMilliseconds)
    guard left > 0 else { return try Task.checkCancellation() }
    try await Nap.take(.milliseconds(left))
  }
}
