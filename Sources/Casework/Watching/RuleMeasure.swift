public import Playbook

/// The days that rates are counted by: whole days of a wall clock.
public struct DayCount: Sendable {
  /// Milliseconds.
  private static let day: Int64 = 86_400_000
  private let offset: Int64

  public init(zone: TimeZoneOffset = .china) { offset = Int64(zone.minutes) * 60_000 }

  /// The number of the day, counted from 1970-01-01 on this wall clock.
  public func day(of at: Instant) -> Int {
    let local = at.milliseconds + offset
    return Int(local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day)
  }

  /// When the day begins.
  public func start(of day: Int) -> Instant { Instant(milliseconds: Int64(day) * Self.day - offset) }
}

extension CaseRule {
  /// Whole days of the window: a rate is counted by days.
  public var days: Int { max(1, Int((window.seconds + 86_399) / 86_400)) }

  /// Whether a window is full. - Parameter whole: for a rate, what the cases are counted against, by day.
  public func isFull(_ count: Int, _ end: Instant, whole: [Int: Int], days counter: DayCount = DayCount()) -> Bool {
    switch threshold {
    case .cases(let least), .distinct(let least, _): return count >= least
    case .rate(let rate):
      let last = counter.day(of: end)
      return rate.isReached(by: count, of: (last - days + 1...last).reduce(0) { $0 + whole[$1, default: 0] })
    }
  }

  /// The moment that a case counts at: its day, when the rule counts by days.
  public func moment(_ at: Instant, days counter: DayCount = DayCount()) -> Instant {
    rate == nil ? at : counter.start(of: counter.day(of: at))
  }
}
