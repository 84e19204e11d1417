import Playbook
import Synchronization

/// The machine's clock as a desk sees it: when that one is set back, this one doesn't follow. It goes on at half the pace until the two agree again.
///
/// So nothing that is planned now lies in the desk's future, and nobody waits for hours until a clock that was set back has come to the present.
final class SteadyClock: DeskClock {
  private struct State {
    var last: Instant
    /// What the machine's clock said then.
    var lastSaid: Instant
  }

  private let machine: any DeskClock
  private let state: Mutex<State>

  init(_ machine: any DeskClock) {
    self.machine = machine
    let now = machine.now()
    state = Mutex(State(last: now, lastSaid: now))
  }

  func now() -> Instant {
    let said = machine.now()
    return state.withLock { state in
      let passed = max(0, said.milliseconds - state.lastSaid.milliseconds)
      state.last = max(said, Instant(milliseconds: state.last.milliseconds + passed / 2))
      // Half a millisecond that isn't counted yet stays to be counted.
      if passed != 1 || said >= state.last { state.lastSaid = said }
      return state.last
    }
  }

  /// History has reached this moment: the present isn't before it.
  func notBefore(_ instant: Instant) {
    _ = now()
    state.withLock { $0.last = max($0.last, instant) }
  }

  func sleep(until instant: Instant) async throws {
    let now = now()
    let said = machine.now()
    let ahead = max(0, now.milliseconds - said.milliseconds)
    let left = max(0, instant.milliseconds - now.milliseconds)
    // While it is ahead it goes at half the pace; they agree when the machine's clock has gone twice as far as the two are apart.
    let wake = left >= ahead ? instant : Instant(milliseconds: said.milliseconds + 2 * left)
    try await machine.sleep(until: wake)
  }

  func rest(_ amount: Duration) async throws { try await machine.rest(amount) }
}
