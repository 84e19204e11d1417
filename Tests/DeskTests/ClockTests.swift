@testable import Desk
import Playbook
import Testing

@Suite("Clocks and bells")
struct ClockTests {
  @Test func `a sped clock starts where it is told and runs on`() async throws {
    let start = Instant(milliseconds: 1_000_000)
    let clock = SpedClock(speed: 100_000, startingAt: start)
    #expect(clock.now() >= start)
    let later = start + .hours(1)
    try await clock.sleep(until: later)
    #expect(clock.now() >= later)
  }

  @Test func `sleeping until the past returns at once`() async throws {
    try await WallClock().sleep(until: Instant(milliseconds: 0))
    try await SpedClock(speed: 1, startingAt: Instant(milliseconds: 5_000)).sleep(until: Instant(milliseconds: 4_000))
  }

  @Test func `sleep ends with its task`() async throws {
    let clocks: [any DeskClock] = [WallClock(), SpedClock(speed: 1, startingAt: Instant(milliseconds: 0)), ManualClock()]
    for clock in clocks {
      let sleeping = Task { try await clock.sleep(milliseconds: 3_600_000) }
      sleeping.cancel()
      await #expect(throws: CancellationError.self) { try await sleeping.value }
    }
  }

  @Test func `a ring before the wait isn't lost`() async {
    let bell = Bell()
    bell.ring()
    bell.ring()
    await bell.wait()
  }

  @Test func `a bell wakes at the ring, at the time, and at cancellation`() async throws {
    let (bell, clock) = (Bell(), ManualClock())
    let rung = Task { await bell.wait() }
    bell.ring()
    await rung.value

    let due = clock.now() + .minutes(1)
    let timed = Task { await bell.wait(until: due, on: clock) }
    clock.advance(.minutes(1))
    await timed.value

    let cancelled = Task { await bell.wait() }
    cancelled.cancel()
    await cancelled.value
  }

  @Test(arguments: [(1, 2_000), (2, 4_000), (3, 8_000), (7, 128_000), (8, 256_000), (9, 300_000), (1_000, 300_000)] as [(Int, Int64)])
  func `pauses double up to a limit`(_ tries: Int, _ milliseconds: Int64) {
    #expect(Backoff.pauseMilliseconds(afterTries: tries) == milliseconds)
  }
}
