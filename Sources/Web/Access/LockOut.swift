import Playbook

/// When log-ins that fail in a row lock an account, and for how long. Whether it is one's account or nobody's, the answer is the same.
enum LockOut {
  static let failureLimit = 5
  static let length = TimeAmount.minutes(15)

  /// What one more failure comes to.
  static func failed(_ failures: Int, at now: Instant) -> (failures: Int, lockedUntil: Instant?) {
    failures + 1 < failureLimit ? (failures + 1, nil) : (0, now + length)
  }
}
