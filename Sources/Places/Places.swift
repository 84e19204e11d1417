/// Where work is done that takes much of the machine: so many at once, the others wait in order, and who comes when many wait is sent away.
public actor Places {
  private let atOnce: Int
  private let mostWaiting: Int
  private var taken = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - atOnce: how many have a place.
  ///   - mostWaiting: how many may wait for one.
  public init(atOnce: Int, mostWaiting: Int) {
    self.atOnce = atOnce
    self.mostWaiting = mostWaiting
  }

  /// Waits for a place. - Returns: false when too many wait already; then none was taken.
  public func take() async -> Bool {
    if taken < atOnce {
      taken += 1
      return true
    }
    guard waiting.count < mostWaiting else { return false }
    await withCheckedContinuation { waiting.append($0) }
    return true
  }

  /// Gives a place back, to the next who waits.
  public func leave() {
    if waiting.isEmpty { taken -= 1 } else { waiting.removeFirst().resume() }
  }
}
