/// Keeps what is said again and again from filling the screen: the same words once in ten seconds.
struct Repeats {
  private static let pause = Duration.seconds(10)

  private var last: (words: String, at: ContinuousClock.Instant)?

  /// Whether the words have to be said.
  mutating func isNew(_ words: String, at now: ContinuousClock.Instant = .now) -> Bool {
    if let last, last.words == words, now - last.at < Self.pause { return false }
    last = (words, now)
    return true
  }
}
