import Desk
import Playbook

/// Reads values as a player writes them: besides what documents allow, a time of this day or one relative to now.
struct PlayValues {
  let now: Instant
  let zone: TimeZoneOffset

  func value(_ text: String, of fact: Fact) -> Value? {
    guard case .time = fact.type else { return fact.value(text) }
    if let instant = zone.instant(text) { return .time(instant) }
    if ["此刻", "现在", "now"].contains(text.lowercased()) { return .time(now) }
    if let ago = amount(text, before: ["前", "ago"]) { return .time(Instant(milliseconds: now.milliseconds - ago.seconds * 1000)) }
    if let ahead = amount(text, before: ["后", "later"]) { return .time(now + ahead) }
    return zone.instant("\(zone.text(now).prefix(10)) \(text)").map { .time($0) }
  }

  private func amount(_ text: String, before words: [String]) -> TimeAmount? {
    guard let word = words.first(where: text.hasSuffix) else { return nil }
    return TimeAmount(text.dropLast(word.count))
  }

  /// What may be written for a fact that has no list of values.
  func examples(of fact: Fact) -> String {
    guard case .time = fact.type else { return fact.examples(in: tongue) }
    return say("14:05、20 分钟前、此刻", "14:05, 20 min ago, now")
  }
}

extension String {
  var trimmingSpaces: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }

  /// Digits and signs of a Chinese keyboard as their ASCII twins.
  var narrowed: String {
    // Full-width forms stand 0xFEE0 above their ASCII twins.
    String(String.UnicodeScalarView(unicodeScalars.map { ("\u{FF01}"..."\u{FF5E}").contains($0) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }))
  }
}
