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

  /// As the API writes times.
  var rfc3339: String { Date(timeIntervalSince1970: Double(milliseconds) / 1_000).ISO8601Format(.init(includingFractionalSeconds: true)) }
}
