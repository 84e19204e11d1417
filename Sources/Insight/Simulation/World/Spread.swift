import Playbook

/// A range of whole numbers, all equally likely, both ends included: milliseconds, fen, or the number itself in thousandths.
struct Spread: Hashable, Sendable {
  let low: Int64
  let high: Int64

  init(_ low: Int64, _ high: Int64) {
    self.low = min(low, high)
    self.high = max(low, high)
  }

  func draw(_ random: inout RandomStream) -> Int64 {
    high == low ? low : low + Int64(random.below(UInt64(high - low) + 1))
  }

  static func seconds(_ low: Int64, _ high: Int64) -> Spread { Spread(low * 1000, high * 1000) }
  static func minutes(_ low: Int64, _ high: Int64) -> Spread { Spread(low * 60_000, high * 60_000) }

  /// Reads `1-8 min`, `30 s`, `5 分钟 - 2 小时` in milliseconds; nil when it is anything else.
  init?(time text: String) {
    self.init(text) { part in TimeAmount(part).map { $0.seconds * 1000 } }
  }

  /// Reads `8-60 元`, `12.5 元`, `¥8-¥60` in fen.
  init?(money text: String) {
    self.init(text) { part in
      let bare = part.filter { !"¥￥元 ".contains($0) }
      guard let yuan = Double(bare), abs(yuan) < 1e12 else { return nil }
      return Int64((yuan * 100).rounded())
    }
  }

  /// Reads `1-12` or `0.5` in thousandths.
  init?(number text: String) {
    self.init(text) { part in
      guard let number = Double(part.filter { $0 != " " }), abs(number) < 1e12 else { return nil }
      return Int64((number * 1000).rounded())
    }
  }

  /// The first side may leave its unit to the second one.
  private init?(_ text: String, _ read: (String) -> Int64?) {
    let sides = text.split(whereSeparator: { "-–—~～至到".contains($0) }).map { $0.drop(while: \.isWhitespace) }
    guard (1...2).contains(sides.count), let last = sides.last, let high = read(String(last)) else { return nil }
    guard sides.count == 2 else {
      self.init(high, high)
      return
    }
    let unit = last.drop(while: { $0.isNumber || $0 == "." })
    guard let low = read(sides[0] + " " + unit) ?? read(String(sides[0])), low <= high else { return nil }
    self.init(low, high)
  }
}
