/// How often something is so, in millionths.
struct Share: Hashable, Sendable {
  let millionths: UInt64

  static let never = Share(percent: 0)
  static let always = Share(percent: 100)

  init(percent: Double) { millionths = UInt64(min(max(percent, 0), 100) * 10_000) }

  /// Reads `85%` or `0.85`; nil when it is neither, or isn't between nothing and all.
  init?(_ text: String) {
    let isPercent = text.hasSuffix("%") || text.hasSuffix("％")
    let digits = isPercent ? String(text.dropLast()) : text
    guard let number = Double(digits.filter { $0 != " " }), number >= 0 else { return nil }
    let percent = isPercent ? number : number * 100
    guard percent <= 100 else { return nil }
    self.init(percent: percent)
  }

  func holds(_ random: inout RandomStream) -> Bool {
    if millionths == 0 { return false }
    return millionths >= 1_000_000 || random.below(1_000_000) < millionths
  }
}
