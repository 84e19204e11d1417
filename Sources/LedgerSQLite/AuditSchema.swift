/// What the audit is looked through by, as docs/data.md describes it. Rows lie in order of their numbers, which every index ends in.
enum AuditSchema {
  static let indexes = """
    CREATE INDEX audit_by_who ON audit_entries (who);
    CREATE INDEX audit_by_what ON audit_entries (what);
    CREATE INDEX audit_by_about ON audit_entries (about);
    CREATE INDEX audit_by_time ON audit_entries (at);
    """
}
