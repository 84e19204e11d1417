public import Playbook

/// A clock for demos and simulations: it starts at a chosen moment and runs faster than the world.
public struct SpedClock: DeskClock {
  /// Virtual seconds in a real one, at least 0.001.
  public let speed: Double
  private let start: Instant
  private let origin: ContinuousClock.Instant

  public init(speed: Double, startingAt start: Instant) {
    self.speed = max(speed, 0.001)
    self.start = start
    origin = ContinuousClock.now
  }

  public func now() -> Instant {
    let elapsed = (ContinuousClock.now - origin) / Duration.milliseconds(1)
    return Instant(milliseconds: start.milliseconds + Int64(elapsed * speed))
  }

  public func sleep(until instant: Instant) async throws {
    // Rounded up, so that the moment has come when the sleep is over.
    let real = (Double(instant.milliseconds - start.milliseconds) / speed).rounded(.up) + 1
    let wake = origin + .milliseconds(Int64(min(real, 1e15)))
    let left = ContinuousClock.now.duration(to: wake)
    guard left > .zero else { return try Task.checkCancellation() }
    try await Nap.take(left)
  }
}
