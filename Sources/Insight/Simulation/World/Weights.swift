/// Alternatives of which one comes up, the heavier ones more often.
struct Weights: Hashable, Sendable {
  /// Of each alternative: its weight and those before it, in millionths.
  private let sums: [UInt64]

  /// At least one weight is more than 0; otherwise all count alike.
  init(_ weights: [Double]) {
    let isEmpty = !weights.contains { $0 > 0 }
    var sum: UInt64 = 0
    sums = weights.map { weight in
      sum += isEmpty ? 1 : UInt64(min(max(weight, 0), 1e9) * 1_000_000)
      return sum
    }
  }

  /// The place of an alternative; 0 when there is only one, or none.
  func draw(_ random: inout RandomStream) -> Int {
    guard sums.count > 1, let total = sums.last, total > 0 else { return 0 }
    let drawn = random.below(total)
    return sums.firstIndex { drawn < $0 } ?? 0
  }

  /// The share of one alternative among all.
  func share(of index: Int) -> Double {
    guard let total = sums.last, total > 0 else { return 0 }
    return Double(sums[index] - (index == 0 ? 0 : sums[index - 1])) / Double(total)
  }
}
