import Foundation
import Playbook
import Testing

/// The calendars that come with the program.
enum ShippedCalendars {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Playbooks/calendars")

  static func text(_ name: String) -> SourceText? {
    (try? Data(contentsOf: folder.appending(path: name))).map { SourceText(path: name, bytes: $0) }
  }

  static func takeaway() throws -> CalendarCompilation {
    readCalendar([try #require(text("takeaway-service.yaml"))], language: .chinese, reading: text)
  }
}

/// Reads a calendar that stands in a test, with other files by their names.
func calendar(_ yaml: String, _ others: [String: String] = [:]) -> CalendarCompilation {
  readCalendar([SourceText(path: "calendar.yaml", text: yaml)], language: .chinese) { name in
    others[name].map { SourceText(path: name, text: $0) } ?? ShippedCalendars.text(name)
  }
}

/// A time on the wall clock of China.
func china(_ text: String) throws -> Instant { try #require(TimeZoneOffset.china.instant(text), "\(text)") }
