/// Where work is done that takes much of the machine: so many at once, the others wait in order, and who comes when many wait is sent away.
public actor Places {
  private struct Waiting {
    let number: Int
    let turn: CheckedContinuation<Bool, Never>
  }

  private let atOnce: Int
  private let mostWaiting: Int
  private var taken = 0
  private var waiting: [Waiting] = []
  /// The next who waits is called so.
  private var number = 0

  /// - Parameters:
  ///   - atOnce: how many have a place.
  ///   - mostWaiting: how many may wait for one.
  public init(atOnce: Int, mostWaiting: Int) {
    self.atOnce = atOnce
    self.mostWaiting = mostWaiting
  }

  /// Waits for a place. - Returns: false when too many wait already, and for whoever is cancelled while waiting; then none was taken.
  public func take() async -> Bool {
    if taken < atOnce {
      taken += 1
      return true
    }
    guard waiting.count < mostWaiting else { return false }
    number += 1
    let own = number
    return await withTaskCancellationHandler {
      await withCheckedContinuation { (turn: CheckedContinuation<Bool, Never>) in
        // Who was cancelled already doesn't begin to wait.
        if Task.isCancelled { turn.resume(returning: false) } else { waiting.append(Waiting(number: own, turn: turn)) }
      }
    } onCancel: {
      Task { await self.giveUp(own) }
    }
  }

  /// Gives a place back, to the next who waits.
  public func leave() {
    if waiting.isEmpty { taken -= 1 } else { waiting.removeFirst().turn.resume(returning: true) }
  }

  private func giveUp(_ number: Int) {
    guard let place = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: place).turn.resume(returning: false)
  }
}
