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

  @Test func `who is cancelled while waiting waits no longer, and takes no place`() async throws {
    let places = Places(atOnce: 1, mostWaiting: 1)
    #expect(await places.take())
    let waiting = Task { await places.take() }
    waiting.cancel()
    #expect(await waiting.value == false)
    let next = Task { await places.take() }
    await places.leave()
    #expect(await next.value, "nobody waits before them")
    await places.leave()
    #expect(await places.take(), "none was lost")
  }
}

private final class Tally: Sendable {
  let count = Mutex(0)
}
