import Foundation
import HTTPTypes
import Hummingbird
import Playbook

/// Times as the reader's clock shows them. The browser says its zone in a cookie; until it has, they are those of China.
struct PageTimes: Sendable {
  static let cookieName = "gendan_zone"

  let language: Language
  let now: Instant
  private let zone: TimeZone

  init(_ request: Request, language: Language, now: Instant) {
    self.language = language
    self.now = now
    let china = TimeZone(secondsFromGMT: TimeZoneOffset.china.minutes * 60) ?? .gmt
    // Names of zones have slashes, which cookies carry as %2F.
    let name = Cookie.value(of: Self.cookieName, in: request)?.removingPercentEncoding
    zone = name.flatMap { $0.utf8.count <= 64 ? TimeZone(identifier: $0) : nil } ?? china
  }

  /// A time on a page: `parts/time` draws it.
  struct Stamp: Sendable {
    /// For programs, RFC 3339.
    let iso: String
    /// As short as it can be read: the time of day, with the day before it unless it is today.
    let text: String
    /// With day, seconds and zone.
    let full: String
  }

  func stamp(_ instant: Instant) -> Stamp {
    let (day, clock) = parts(instant)
    let (today, _) = parts(now)
    let short = String(clock.prefix(5))
    let text = day == today ? short : "\(day.prefix(4) == today.prefix(4) ? String(day.dropFirst(5)) : day) \(short)"
    return Stamp(iso: instant.rfc3339, text: text, full: "\(day) \(clock) \(zone.identifier)")
  }

  /// The day that a moment falls on: `2026-11-23`.
  func day(_ instant: Instant) -> String { parts(instant).day }

  /// When a day begins where the reader is.
  func beginning(of day: CivilDay) -> Instant {
    let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
    return Instant(milliseconds: (day.number * 86_400 - Int64(zone.secondsFromGMT(for: noon))) * 1_000)
  }

  /// How long it still is, or has been over: `12 分钟`, `2 h 5 min`.
  func span(_ amount: TimeAmount) -> String {
    let seconds = abs(amount.seconds)
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    func words(_ chinese: String, _ english: String) -> String { language.words(chinese, english) }
    if days > 0 { return words("\(days) 天 \(hours) 小时", "\(days) d \(hours) h") }
    if hours > 0 { return words("\(hours) 小时 \(minutes) 分", "\(hours) h \(minutes) min") }
    if minutes > 0 { return words("\(minutes) 分钟", "\(minutes) min") }
    return words("\(seconds) 秒", "\(seconds) s")
  }

  private func parts(_ instant: Instant) -> (day: String, clock: String) {
    let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
    let text = TimeZoneOffset(minutes: zone.secondsFromGMT(for: date) / 60).text(instant)
    let halves = text.split(separator: " ")
    return (String(halves.first ?? ""), String(halves.last ?? ""))
  }
}
