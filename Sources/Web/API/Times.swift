import Foundation
import Playbook

extension Instant {
  /// Reads `2026-11-23T02:00:00Z`, with an offset or a fraction as well; nil when it isn't one.
  init?(rfc3339 text: String) {
    // The library stops reading where it has a time, whatever follows.
    guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})/) != nil else { return nil }
    let date = (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    guard let date else { return nil }
    self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
  }

  /// As the API writes times: `2026-11-23T02:00:00.000Z`. A list of cases has a hundred of them, so they are made of digits here.
  var rfc3339: String {
    let (day, time) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    // Before 1970 the remainder is negative.
    let (days, rest) = time < 0 ? (day - 1, Int(time + 86_400_000)) : (day, Int(time))
    let date = civilDate(days)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    func put(_ number: Int, _ width: Int, then mark: UInt8) {
      var power = 1
      for _ in 1..<width { power *= 10 }
      while power > 0 {
        text.append(UInt8(48 + number / power % 10))
        power /= 10
      }
      text.append(mark)
    }
    put(Int(date.year), 4, then: UInt8(ascii: "-"))
    put(Int(date.month), 2, then: UInt8(ascii: "-"))
    put(Int(date.day), 2, then: UInt8(ascii: "T"))
    put(rest / 3_600_000, 2, then: UInt8(ascii: ":"))
    put(rest / 60_000 % 60, 2, then: UInt8(ascii: ":"))
    put(rest / 1_000 % 60, 2, then: UInt8(ascii: "."))
    put(rest % 1_000, 3, then: UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }
}
