import Foundation

/// Random numbers of one simulated case. They depend on the seed and the case's number alone, so it doesn't matter which thread runs the case, or when.
///
/// Source: Guy Steele, Doug Lea, Christine Flood, "Fast splittable pseudorandom number generators", 2014 (SplitMix64).
struct RandomStream {
  private var state: UInt64

  init(seed: UInt64, number: Int) {
    // Both are mixed before they are joined: neighbouring seeds and neighbouring cases have nothing in common.
    state = Self.mixed(seed &+ Self.step) ^ Self.mixed(UInt64(number) &* Self.step &+ 0x2545_F491_4F6C_DD1D)
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// From 0 to below the bound, which is more than 0.
  mutating func below(_ bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

  /// From 0 to below 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The time until something happens that happens so often per hour, in milliseconds; nil when it never does.
  mutating func milliseconds(untilNextAt ratePerHour: Double) -> Int64? {
    guard ratePerHour > 0 else { return nil }
    let hours = -log(1 - unit()) / ratePerHour
    return hours < 1_000_000 ? Int64(hours * 3_600_000) : nil
  }
}
