import Insight
import Testing

@Suite("Durations in buckets")
struct HistogramTests {
  @Test func quantilesAreNear() throws {
    var histogram = Histogram()
    for value in 1...100_000 { histogram.add(value * 37) }
    for (share, value) in [(0.5, 50_000 * 37), (0.9, 90_000 * 37), (0.99, 99_000 * 37)] {
      let found = try #require(histogram.quantile(share))
      #expect(abs(Double(found) / Double(value) - 1) < 0.01, "\(share): \(found) for \(value)")
    }
    #expect(histogram.mean == 37.0 * 100_001 / 2)
    #expect(histogram.largest == 3_700_000)
    #expect(histogram.quantile(1) == 3_700_000 || abs(Double(histogram.quantile(1) ?? 0) / 3_700_000 - 1) < 0.01)
  }

  @Test func smallValuesAreExact() {
    var histogram = Histogram()
    for value in [0, 1, 2, 127, -5] { histogram.add(value) }
    #expect(histogram.quantile(0.4) == 0)
    #expect(histogram.quantile(0.6) == 1)
    #expect(histogram.quantile(1) == 127)
  }

  @Test func mergingIsAddingInAnyOrder() {
    var left = Histogram()
    var right = Histogram()
    var both = Histogram()
    for value in 0..<5_000 {
      if value.isMultiple(of: 3) { left.add(value * value) } else { right.add(value * value) }
      both.add(value * value)
    }
    var other = right
    other.merge(left)
    left.merge(right)
    #expect(left == both)
    #expect(other == both)
  }

  @Test func nothingHasNoQuantile() {
    #expect(Histogram().quantile(0.5) == nil)
    #expect(Histogram().mean == nil)
  }

  @Test func largestValueHasABucket() {
    var histogram = Histogram()
    histogram.add(.max)
    #expect(histogram.largest == .max)
    #expect(abs(Double(histogram.quantile(0.5) ?? 0) / Double(Int.max) - 1) < 0.01)
  }
}
