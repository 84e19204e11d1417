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
    let date = Self.date(ofDay: Int(days))
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
    put(date.year, 4, then: UInt8(ascii: "-"))
    put(date.month, 2, then: UInt8(ascii: "-"))
    put(date.day, 2, then: UInt8(ascii: "T"))
    put(rest / 3_600_000, 2, then: UInt8(ascii: ":"))
    put(rest / 60_000 % 60, 2, then: UInt8(ascii: ":"))
    put(rest / 1_000 % 60, 2, then: UInt8(ascii: "."))
    put(rest % 1_000, 3, then: UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// The date of a day counted from 1970-01-01, in the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3, dayOfYear - (153 * month + 2) / 5 + 1)
  }
}
