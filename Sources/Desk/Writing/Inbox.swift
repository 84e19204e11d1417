import Synchronization

/// The requests that wait for the writer. Whoever puts one in isn't held up by what the writer is doing.
final class Inbox: Sendable {
  enum Taken { case accepted, acceptedAndFirst, busy, stopped }

  private struct State {
    var queue: [Caller] = []
    /// Those before it have been taken out.
    var first = 0
    var isWorking = false
    var isClosed = false

    var count: Int { queue.count - first }
  }

  private let limit: Int
  private let full: Int
  private let bell: Bell
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: the most that may wait.
  ///   - full: a group of this size is worth waking the writer for while it waits for a commit: `bell` rings.
  init(limit: Int, full: Int, bell: Bell) {
    self.limit = limit
    self.full = full
    self.bell = bell
  }

  var count: Int { state.withLock { $0.count } }

  /// - Returns: `acceptedAndFirst` when nobody works: whoever put them in has to see to it.
  func put(_ callers: [Caller]) -> Taken {
    let (taken, isFull) = state.withLock { state -> (Taken, Bool) in
      guard !state.isClosed else { return (.stopped, false) }
      guard state.count + callers.count <= limit else { return (.busy, false) }
      state.queue.append(contentsOf: callers)
      guard state.isWorking else {
        state.isWorking = true
        return (.acceptedAndFirst, false)
      }
      return (.accepted, state.count >= full)
    }
    if isFull { bell.ring() }
    return taken
  }

  /// The oldest, in order.
  func take(_ limit: Int) -> [Caller] {
    state.withLock { state in
      let taken = Array(state.queue[state.first...].prefix(limit))
      state.first += taken.count
      if state.first == state.queue.count {
        state.queue.removeAll(keepingCapacity: true)
        state.first = 0
      } else if state.first > limit * 8 {
        state.queue.removeFirst(state.first)
        state.first = 0
      }
      return taken
    }
  }

  /// - Returns: whether nothing waits: then the work is over until something is put in.
  func restIfEmpty() -> Bool {
    state.withLock { state in
      guard state.count == 0 else { return false }
      state.isWorking = false
      return true
    }
  }

  /// Refuses what comes from now on. - Returns: whether somebody still works on what came before.
  func close() -> Bool {
    state.withLock { state in
      state.isClosed = true
      return state.isWorking
    }
  }
}
