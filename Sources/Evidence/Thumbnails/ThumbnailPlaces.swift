/// Where thumbnails are drawn: so many at once, the others wait in order.
actor ThumbnailPlaces {
  /// Each takes a processor and up to a gigabyte.
  private static let atOnce = 2
  /// Whoever comes when so many wait gets none.
  private static let mostWaiting = 32

  private var taken = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Waits for a place. - Returns: false when too many wait already; then none was taken.
  func take() async -> Bool {
    if taken < Self.atOnce {
      taken += 1
      return true
    }
    guard waiting.count < Self.mostWaiting else { return false }
    await withCheckedContinuation { waiting.append($0) }
    return true
  }

  /// Gives a place back, to the next who waits.
  func leave() {
    if waiting.isEmpty { taken -= 1 } else { waiting.removeFirst().resume() }
  }
}
