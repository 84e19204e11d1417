/// How many values fell where. Takes the same room for a thousand values and for a thousand million.
///
/// Buckets are exact below 128 and then 1/64 of their value wide, as in Gil Tene's HdrHistogram, so a quantile is off by less than 1 %.
public struct Histogram: Sendable, Equatable {
  private static let fineBits = 6
  private static let exact = 1 << (fineBits + 1)

  private var counts: [Int]
  public private(set) var count = 0
  public private(set) var sum = 0
  public private(set) var largest = 0

  public init() { counts = Array(repeating: 0, count: Self.bucket(of: Int.max) + 1) }

  /// - Parameter value: 0 or more; less counts as 0.
  public mutating func add(_ value: Int) {
    let value = max(value, 0)
    counts[Self.bucket(of: value)] += 1
    count += 1
    sum += value
    largest = max(largest, value)
  }

  /// Takes another histogram's values in. The order of merging changes nothing.
  public mutating func merge(_ other: Histogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    count += other.count
    sum += other.sum
    largest = max(largest, other.largest)
  }

  /// The value that this share of all values doesn't pass, to the precision of a bucket; nil without values.
  public func quantile(_ share: Double) -> Int? {
    guard count > 0 else { return nil }
    var left = max(1, Int((Double(count) * share).rounded(.up)))
    for (bucket, number) in counts.enumerated() where number > 0 {
      left -= number
      if left <= 0 { return min(Self.middle(of: bucket), largest) }
    }
    return largest
  }

  /// The mean, exact.
  public var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

  private static func bucket(of value: Int) -> Int {
    guard value >= exact else { return value }
    let shift = Int.bitWidth - 1 - value.leadingZeroBitCount - fineBits
    return exact + (shift - 1) << fineBits + (value >> shift) - (1 << fineBits)
  }

  private static func middle(of bucket: Int) -> Int {
    guard bucket >= exact else { return bucket }
    let shift = (bucket - exact) >> fineBits + 1
    let low = ((bucket - exact) & ((1 << fineBits) - 1) + (1 << fineBits)) << shift
    return low + (1 << shift) / 2
  }
}
