import Synchronization

/// How often each client may ask: a bucket that fills again with time.
final class RateLimit: Sendable {
  /// Clients that are remembered. Beyond it, those whose buckets are full are forgotten first.
  private static let clientLimit = 10_000

  private struct Bucket {
    var left: Double
    var at: ContinuousClock.Instant
  }

  /// Requests, or whatever is counted, a second, and at once.
  private let rate: Double
  private let burst: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  init(rate: Double, burst: Double) {
    self.rate = rate
    self.burst = burst
  }

  /// Takes a request from the client's bucket, or so much; of what is more than a bucket holds, a full one.
  /// - Returns: nil when it may go on; else how many seconds to wait.
  func refuses(_ client: String, taking amount: Double = 1, at now: ContinuousClock.Instant) -> Int? {
    let amount = min(max(amount, 0), burst)
    return buckets.withLock { buckets in
      if buckets[client] == nil, buckets.count >= Self.clientLimit {
        buckets = buckets.filter { level(of: $0.value, at: now) < burst }
        if buckets.count >= Self.clientLimit { buckets.removeAll() }
      }
      var bucket = buckets[client] ?? Bucket(left: burst, at: now)
      bucket.left = level(of: bucket, at: now)
      bucket.at = now
      defer { buckets[client] = bucket }
      guard bucket.left >= amount else { return Int(((amount - bucket.left) / rate).rounded(.up)) }
      bucket.left -= amount
      return nil
    }
  }

  private func level(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    let passed = (now - bucket.at).components
    return min(burst, bucket.left + (Double(passed.seconds) + Double(passed.attoseconds) * 1e-18) * rate)
  }
}
