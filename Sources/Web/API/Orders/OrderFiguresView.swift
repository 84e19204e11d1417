import Casework
import Foundation

/// A merchant's or rider's day.
struct OrderFiguresView: Encodable {
  let day: String
  let orders: Int64
  let delivered: Int64
  let cancelled: Int64
  let overdue: Int64
  let late: Int64

  init(day: Int64, _ tally: OrderTally) {
    self.day = Day(number: day).text
    orders = tally.orders
    delivered = tally.delivered
    cancelled = tally.cancelled
    overdue = tally.overdue
    late = tally.late
  }
}

/// A day of the calendar, counted from 1970-01-01.
struct Day: Hashable, Sendable {
  let number: Int64

  private static let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()

  init(number: Int64) { self.number = number }

  /// Reads `2026-11-23`; nil when there is no such day.
  init?(_ text: String) {
    guard text.utf8.count == 10, let date = try? Date(text, strategy: Self.format) else { return nil }
    number = Int64((date.timeIntervalSince1970 / 86_400).rounded(.down))
    // 30 February is read as a day of March.
    guard self.text == text else { return nil }
  }

  var text: String { Date(timeIntervalSince1970: Double(number) * 86_400).formatted(Self.format) }
}
