import Playbook

extension Instant {
  /// Reads a time as files of orders have it: milliseconds since 1970; `2026-11-23T14:05:09.25+08:00`, or `Z`; `2026-11-23 14:05[:09]` on a wall clock, with
  /// dashes or slashes. Nil when it is none of these, or a day that isn't in the calendar.
  init?(written text: String, zone: TimeZoneOffset) {
    if let first = text.utf8.first, text.utf8.dropFirst().allSatisfy(\.isDigit), first.isDigit || first == UInt8(ascii: "-") {
      guard let milliseconds = Int64(text) else { return nil }
      self.init(milliseconds: milliseconds)
      return
    }
    let (local, offset) = Self.withoutOffset(text)
    var parts = local.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts.removeLast() : "0"
    guard parts.count == 1, let wall = parts.first, (1...9).contains(fraction.utf8.count), fraction.utf8.allSatisfy(\.isDigit) else { return nil }
    // A fraction belongs to seconds.
    guard local.count == wall.count || wall.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 2 else { return nil }
    let date = wall.prefix { $0 != " " && $0 != "T" }.split { $0 == "-" || $0 == "/" }
    let zone = offset ?? zone
    guard let whole = zone.instant(String(wall).replacing("/", with: "-")), let day = date.last.flatMap({ Int($0) }), day < 29 || zone.dayOfMonth(whole) == day
    else { return nil }
    self.init(milliseconds: whole.milliseconds + (Int64((String(fraction) + "00").prefix(3)) ?? 0))
  }

  /// Takes `Z` or `+08:00` off the end.
  private static func withoutOffset(_ text: String) -> (local: Substring, offset: TimeZoneOffset?) {
    if text.hasSuffix("Z") { return (text.dropLast(), TimeZoneOffset(minutes: 0)) }
    let end = text.suffix(6)
    guard end.utf8.count == 6, let offset = TimeZoneOffset(written: end) else { return (text[...], nil) }
    return (text.dropLast(6), offset)
  }
}

extension TimeZoneOffset {
  fileprivate func dayOfMonth(_ instant: Instant) -> Int? {
    let parts = text(instant).split { $0 == "-" || $0 == " " }
    return parts.count > 2 ? Int(parts[2]) : nil
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
