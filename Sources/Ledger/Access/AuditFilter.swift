public import Playbook

/// Which entries of the audit are asked for.
public struct AuditFilter: Hashable, Sendable {
  /// A name, or how names begin.
  public enum Name: Hashable, Sendable {
    case exactly(String)
    case beginning(String)

    /// `account:li`; with a star at its end, whatever begins so: `token:*`.
    public init(pattern: String) { self = pattern.hasSuffix("*") ? .beginning(String(pattern.dropLast())) : .exactly(pattern) }

    /// Byte by byte, as names are kept.
    func matches(_ name: String) -> Bool {
      switch self {
      case .exactly(let wanted): name.utf8.elementsEqual(wanted.utf8)
      case .beginning(let start): name.utf8.starts(with: start.utf8)
      }
    }
  }

  /// Nil for anybody's.
  public var who: Name?
  /// Nil for everything that is done.
  public var what: AuditAction?
  /// Nil for everything that it is done to.
  public var about: Name?
  /// Only what happened at this moment or later.
  public var from: Instant?
  /// Only what happened earlier than this moment.
  public var until: Instant?
  /// Only entries behind this one.
  public var after: Int?
  /// Only entries before this one.
  public var before: Int?
  public var isNewestFirst: Bool
  public var limit: Int

  public init(
    who: Name? = nil, what: AuditAction? = nil, about: Name? = nil, from: Instant? = nil, until: Instant? = nil, after: Int? = nil, before: Int? = nil,
    isNewestFirst: Bool = false, limit: Int = 100
  ) {
    self.who = who
    self.what = what
    self.about = about
    self.from = from
    self.until = until
    self.after = after
    self.before = before
    self.isNewestFirst = isNewestFirst
    self.limit = limit
  }

  /// Whether an entry is asked for, wherever the page ends.
  public func matches(_ entry: AuditEntry) -> Bool {
    let note = entry.note
    return (who?.matches(note.who) ?? true) && (what.map { $0 == note.what } ?? true) && (about?.matches(note.about) ?? true)
      && (from.map { $0 <= note.at } ?? true) && (until.map { note.at < $0 } ?? true) && (after.map { $0 < entry.number } ?? true)
      && (before.map { entry.number < $0 } ?? true)
  }
}
