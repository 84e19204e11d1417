import Crypto
import Playbook

/// When a message that didn't arrive is sent again.
enum WebhookRetries {
  /// Behind the first attempt, the second, and so on; behind the last of these it has failed.
  static let pauses: [TimeAmount] = [
    TimeAmount(seconds: 5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14), .hours(20), .hours(24),
  ]
  /// An endpoint where nothing has arrived for so long is disabled.
  static let patience = TimeAmount.hours(5 * 24)
  /// A failure that comes later than this behind the one before isn't in a row with it: longer than any pause.
  static let failureGap = TimeAmount.hours(48)
  /// Of 1,000: messages that failed together don't all come again together.
  private static let jitter: UInt64 = 100

  /// - Parameter attempts: how many there were, this one included.
  /// - Returns: nil when it isn't sent again. The same message always waits the same time.
  static func next(of delivery: String, after attempts: Int, at now: Instant) -> Instant? {
    guard pauses.indices.contains(attempts - 1) else { return nil }
    let chance = SHA256.hash(data: Array("\(delivery) \(attempts)".utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let permille = 1_000 - Int64(jitter) + Int64(chance % (2 * jitter + 1))
    return Instant(milliseconds: now.milliseconds + pauses[attempts - 1].seconds * permille)
  }
}
