/// Why somebody is away, as docs/data.md describes it.
enum PresenceSchema {
  /// Both or neither: the task whose offer they didn't answer.
  static let missed = """
    ALTER TABLE presences ADD COLUMN missed_case TEXT;
    ALTER TABLE presences ADD COLUMN missed_task TEXT;
    """
}
