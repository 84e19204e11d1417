/// What is left of cases that were taken out, as docs/data.md describes it.
enum ArchiveSchema {
  static let tables = """
    CREATE TABLE archived_cases (
      case_id TEXT NOT NULL PRIMARY KEY,
      number INTEGER NOT NULL,
      playbook TEXT NOT NULL,
      subject TEXT NOT NULL,
      record_class TEXT NOT NULL,
      closed_at INTEGER NOT NULL,
      archived_at INTEGER NOT NULL,
      archive TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX archived_by_number ON archived_cases (number);
    """
}
