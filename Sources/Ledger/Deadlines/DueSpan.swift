public import Playbook

/// A span of time in which deadlines end: what was just missed, what comes next.
public struct DueSpan: Hashable, Sendable {
  public let from: Instant
  /// Not in the span.
  public let before: Instant
  /// Whether the latest stand first; else the earliest.
  public let latestFirst: Bool
  public let limit: Int

  public init(from: Instant, before: Instant, latestFirst: Bool = false, limit: Int) {
    self.from = from
    self.before = before
    self.latestFirst = latestFirst
    self.limit = limit
  }

  /// Whether a deadline that hasn't ended is over in it.
  func contains(_ row: DeadlineRow) -> Bool { row.end == nil && row.due.map { from <= $0 && $0 < before } ?? false }
}
