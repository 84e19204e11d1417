import Playbook

/// How long to wait before an errand that failed is handed over again: twice as long each time, up to a limit.
enum Backoff {
  /// With these limits the tries spread over about ten minutes.
  static let firstPauseMilliseconds: Int64 = 2_000
  static let longestPauseMilliseconds: Int64 = 300_000
  static let triesLimit = 8

  /// - Parameter tries: how often it has failed, from 1.
  static func pauseMilliseconds(afterTries tries: Int) -> Int64 {
    let doublings = min(max(tries - 1, 0), 20)
    return min(firstPauseMilliseconds << Int64(doublings), longestPauseMilliseconds)
  }
}
