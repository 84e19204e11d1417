public import Playbook

/// Reads values as a player writes them: besides what documents allow, a time of this day or one relative to now.
public struct PlayValues: Sendable {
  let now: Instant
  let zone: TimeZoneOffset
  /// The player's.
  let language: Language

  public init(now: Instant, zone: TimeZoneOffset, language: Language) {
    self.now = now
    self.zone = zone
    self.language = language
  }

  /// Nil for what isn't a value of this fact.
  public func value(_ text: String, of fact: Fact) -> Value? {
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
  public func examples(of fact: Fact) -> String {
    guard case .time = fact.type else { return fact.examples(in: language) }
    return language.words("14:05、20 分钟前、此刻", "14:05, 20 min ago, now")
  }
}
