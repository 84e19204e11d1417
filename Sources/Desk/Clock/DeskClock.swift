public import Playbook

/// The desk's time. Everything below the desk is told the time; only this knows where it comes from.
public protocol DeskClock: Sendable {
  /// The present moment. It may be set back: whoever writes history sees to the order.
  func now() -> Instant

  /// Returns when `now()` has reached `instant`, at once when it has already.
  ///
  /// It may return earlier: whoever waits looks at the clock again.
  /// - Throws: `CancellationError` when the task is cancelled.
  func sleep(until instant: Instant) async throws

  /// A pause of the program itself, in the world's time however fast this clock runs: a disk in trouble isn't asked twenty thousand times a second.
  func rest(_ amount: Duration) async throws
}

extension DeskClock {
  public func rest(_ amount: Duration) async throws { try await Nap.take(amount) }

  /// - Parameter milliseconds: in this clock's time.
  public func sleep(milliseconds: Int64) async throws {
    let end = Instant(milliseconds: now().milliseconds + milliseconds)
    repeat { try await sleep(until: end) } while now() < end
  }
}
