public import Playbook

/// Counts cases in a window that slides over their times: what comes in order costs the same however many there are.
///
/// A window ends with a case and reaches back for its length; what lies exactly at its beginning is outside. Windows are looked at that hold the case that
/// has just come: one when it is the newest, and all that it falls into when it comes late.
public struct WindowCount: Sendable {
  /// In milliseconds.
  private let length: Int64
  /// In order of time.
  private var cases: [CountedCase] = []
  /// Where the window begins that ends with the newest.
  private var low = 0
  /// How often each thing that cases are told apart by is in that window.
  private var apart: [String: Int] = [:]
  /// Everything behind this moment is here; what was earlier may have been let go.
  public private(set) var floor: Instant

  /// - Parameter cases: all that count behind `floor`, in any order.
  public init(length: TimeAmount, cases: [CountedCase] = [], floor: Instant = Instant(milliseconds: .min)) {
    self.length = length.seconds * 1000
    self.floor = floor
    for one in cases.sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) { put(one) }
  }

  public var count: Int { cases.count }
  public var newest: Instant? { cases.last?.at }

  /// Whether all is here that a case of this time may be counted with.
  public func reaches(_ at: Instant) -> Bool { floor.milliseconds == .min || at.milliseconds - length >= floor.milliseconds }

  /// Puts a case in. - Returns: the cases of all full windows that hold it, in order of time; empty when none is full.
  /// - Parameter isFull: told how many cases, or different ones, a window has, and when it ends.
  public mutating func add(_ one: CountedCase, isFull: (_ count: Int, _ end: Instant) -> Bool) -> [CountedCase] {
    let place = put(one)
    guard place < cases.count - 1 || place < low else {
      return isFull(one.apart == nil ? cases.count - low : apart.count, one.at) ? Array(cases[low...]) : []
    }
    return late(at: place, isFull)
  }

  /// The cases of the window that ends at a moment, if it is full.
  public func full(at end: Instant, isFull: (_ count: Int, _ end: Instant) -> Bool) -> [CountedCase] {
    let inside = cases.filter { $0.at <= end && $0.at.milliseconds > end.milliseconds - length }
    let count = inside.contains { $0.apart != nil } ? Set(inside.map(\.apart)).count : inside.count
    return count > 0 && isFull(count, end) ? inside : []
  }

  /// Takes a case out again: it doesn't count any more.
  public mutating func remove(_ id: CaseID) { drop { $0.id == id } }

  /// Takes out all for which this is so.
  public mutating func drop(where isGone: (CountedCase) -> Bool) {
    let left = cases.filter { !isGone($0) }
    guard left.count < cases.count else { return }
    (cases, low, apart) = ([], 0, [:])
    for one in left { put(one) }
  }

  /// The cases belong to a hit now.
  public mutating func assign(_ ids: Set<CaseID>, to hit: Int) {
    for index in cases.indices.reversed() where ids.contains(cases[index].id) { cases[index].hit = hit }
  }

  // MARK: the window

  @discardableResult
  private mutating func put(_ one: CountedCase) -> Int {
    if let last = cases.last, one.at < last.at {
      let place = firstPlace(after: one.at)
      cases.insert(one, at: place)
      if one.at.milliseconds > last.at.milliseconds - length { take(one.apart) } else { low += 1 }
      return place
    }
    cases.append(one)
    take(one.apart)
    while cases[low].at.milliseconds <= one.at.milliseconds - length {
      leave(cases[low].apart)
      low += 1
    }
    return letGo()
  }

  /// Keeps twice the window, so that what comes late by less than it is counted from here. - Returns: the place of the newest.
  private mutating func letGo() -> Int {
    let newest = cases[cases.count - 1].at
    guard low > 32, low * 2 > cases.count, newest.milliseconds > Int64.min + 2 * length else { return cases.count - 1 }
    let bound = Instant(milliseconds: newest.milliseconds - 2 * length)
    let gone = firstPlace(after: bound)
    guard gone > 0 else { return cases.count - 1 }
    cases.removeFirst(gone)
    low -= gone
    floor = max(floor, bound)
    return cases.count - 1
  }

  private mutating func take(_ key: String?) { if let key { apart[key, default: 0] += 1 } }

  private mutating func leave(_ key: String?) {
    guard let key, let count = apart[key] else { return }
    apart[key] = count > 1 ? count - 1 : nil
  }

  /// The place of the first case later than that.
  private func firstPlace(after at: Instant) -> Int {
    var (from, to) = (0, cases.count)
    while from < to {
      let middle = (from + to) / 2
      if cases[middle].at <= at { from = middle + 1 } else { to = middle }
    }
    return from
  }

  /// Every window that holds the case at this place: those that end with it, or with one behind it before the window has passed over it.
  private func late(at place: Int, _ isFull: (Int, Instant) -> Bool) -> [CountedCase] {
    let one = cases[place]
    var left = firstPlace(after: Instant(milliseconds: one.at.milliseconds - length))
    var counts: [String: Int] = [:]
    for index in left..<place { cases[index].apart.map { counts[$0, default: 0] += 1 } }
    var found: Range<Int>?
    var end = place
    while end < cases.count, cases[end].at.milliseconds < one.at.milliseconds + length {
      cases[end].apart.map { counts[$0, default: 0] += 1 }
      while cases[left].at.milliseconds <= cases[end].at.milliseconds - length {
        if let key = cases[left].apart, let count = counts[key] { counts[key] = count > 1 ? count - 1 : nil }
        left += 1
      }
      // A window ends behind all that have its last moment.
      let isLast = end + 1 == cases.count || cases[end + 1].at > cases[end].at
      if isLast, isFull(one.apart == nil ? end - left + 1 : counts.count, cases[end].at) { found = min(found?.lowerBound ?? left, left)..<(end + 1) }
      end += 1
    }
    return found.map { Array(cases[$0]) } ?? []
  }
}
