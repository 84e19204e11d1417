/// What requests were answered with, as docs/data.md describes it.
enum AnswersSchema {
  static let tables = """
    CREATE TABLE answers (
      name BLOB NOT NULL PRIMARY KEY,
      request BLOB NOT NULL,
      begun_at INTEGER NOT NULL,
      sealed BLOB
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX answers_by_time ON answers (begun_at);
    """
}
