package import Playbook

extension Instant {
  /// RFC 3339 with milliseconds, in UTC: `2026-11-23T02:00:00.000Z`.
  package var archiveText: String {
    let rest = milliseconds % 1_000
    let fraction = String(rest < 0 ? rest + 1_000 : rest)
    let clock = TimeZoneOffset(minutes: 0).text(self).replacing(" ", with: "T")
    return clock + "." + String(repeating: "0", count: 3 - fraction.count) + fraction + "Z"
  }

  /// Reads what `archiveText` writes, nothing else.
  package init?(archiveText text: String) {
    guard text.utf8.count == 24, text.hasSuffix("Z"), let whole = TimeZoneOffset(minutes: 0).instant(String(text.prefix(19))),
      let fraction = Int64(text.dropFirst(20).prefix(3))
    else { return nil }
    self.init(milliseconds: whole.milliseconds + fraction)
    guard archiveText == text else { return nil }
  }
}
