import Playbook
import Testing

@testable import Desk

@Suite("Overdue wait")
struct OverdueWaitTests {
  private func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1_000) }

  @Test func `only what is due earlier than what is waited for ends the wait`() async {
    let clock = WallClock()
    let waiting = OverdueWait()
    waiting.listen()
    #expect(waiting.hear(of: at(500)), "nothing is waited for yet: it may be the next")
    // It was rung meanwhile, so this ends at once.
    await waiting.wait(until: at(100), on: clock)
    #expect(!waiting.hear(of: at(100)))
    #expect(!waiting.hear(of: at(101)))
    #expect(waiting.hear(of: at(99)))
    waiting.listen()
    #expect(waiting.hear(of: at(101)))
  }
}
