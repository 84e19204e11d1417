import Playbook
import Synchronization

/// When the alarm clock looks at the timers next: one that is set for later needn't wake it.
final class WakeTime: Sendable {
  private enum State {
    /// It is looking: whatever is set may be missed.
    case awake
    case asleep(until: Instant?)
  }

  private let state = Mutex(State.awake)

  func isTooLate(for due: Instant) -> Bool {
    state.withLock { state in
      switch state {
      case .awake: true
      case .asleep(let until): until.map { due < $0 } ?? true
      }
    }
  }

  func awake() { state.withLock { $0 = .awake } }
  func asleep(until instant: Instant?) { state.withLock { $0 = .asleep(until: instant) } }
}
