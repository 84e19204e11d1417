import Synchronization

/// Collects the answers to requests that were put in together, and wakes whoever waits for all of them.
final class Answers: Sendable {
  private struct State {
    var answers: [Result<Receipt, DeskError>?]
    var missing: Int
  }

  private let state: Mutex<State>
  private let waiter: CheckedContinuation<[Result<Receipt, DeskError>], Never>

  init(count: Int, waiter: CheckedContinuation<[Result<Receipt, DeskError>], Never>) {
    state = Mutex(State(answers: Array(repeating: nil, count: count), missing: count))
    self.waiter = waiter
  }

  func give(_ answer: Result<Receipt, DeskError>, at place: Int) {
    let all = state.withLock { state -> [Result<Receipt, DeskError>]? in
      state.answers[place] = answer
      state.missing -= 1
      return state.missing == 0 ? state.answers.compactMap { $0 } : nil
    }
    if let all { waiter.resume(returning: all) }
  }
}
