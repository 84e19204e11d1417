import Testing

@testable import Desk

@Suite("Naps")
struct NapTests {
  @Test(.timeLimit(.minutes(5)))
  func `one that is broken off ends at once`() async {
    let nap = Task { try await Nap.take(.seconds(86_400)) }
    nap.cancel()
    await #expect(throws: CancellationError.self) { try await nap.value }
  }

  @Test(.timeLimit(.minutes(5)))
  func `all end, however many are broken off meanwhile`() async throws {
    let ended = try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<2_000 {
        let long = Task { try await Nap.take(.seconds(86_400 + Int64(number))) }
        long.cancel()
        if number % 20 == 0 { group.addTask { try await Nap.take(.microseconds(Int64(number % 7))) } }
      }
      return try await group.reduce(0) { count, _ in count + 1 }
    }
    #expect(ended == 100)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a bell that comes first doesn't wait for one that was set before it`() async {
    let (alarm, late, early) = (SharedAlarm(), Bell(), Bell())
    let now = ContinuousClock.now
    let place = alarm.add(late, at: now.advanced(by: .seconds(86_400)))
    let sooner = alarm.add(early, at: now.advanced(by: .milliseconds(1)))
    await early.wait()
    #expect(sooner < place && ContinuousClock.now >= sooner.moment)
    alarm.remove(place)
  }
}
