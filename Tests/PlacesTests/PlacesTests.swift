import Places
import Synchronization
import Testing

@Suite("Places")
struct PlacesTests {
  @Test func `who comes when too many wait is sent away, and places are given back`() async throws {
    let places = Places(atOnce: 2, mostWaiting: 64)
    #expect(await places.take())
    #expect(await places.take())
    let sentAway = Tally()
    let waiting = (0..<100).map { _ in
      Task { () -> Bool in
        guard await places.take() else {
          sentAway.count.withLock { $0 += 1 }
          return false
        }
        await places.leave()
        return true
      }
    }
    while sentAway.count.withLock({ $0 }) < 36 { await Task.yield() }
    await places.leave()
    await places.leave()
    var served = 0
    for task in waiting where await task.value { served += 1 }
    #expect(served == 64)
    #expect(await places.take())
  }
}

private final class Tally: Sendable {
  let count = Mutex(0)
}
